from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_part_answer import SnapshotPartAnswer


T = TypeVar("T", bound="SnapshotAnswer")


@_attrs_define
class SnapshotAnswer:
    """A frozen picture of a period: for the province all parts, for a tenant its own."""

    id: UUID
    period: str
    note: None | str
    checksum: str
    """ SHA-256 over codes and checksums of all parts, by code """
    created_at: datetime.datetime
    valid: bool
    """ whether what you see of it is what was frozen """
    parts: list[SnapshotPartAnswer]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        period = self.period

        note: None | str
        note = self.note

        checksum = self.checksum

        created_at = self.created_at.isoformat()

        valid = self.valid

        parts = []
        for parts_item_data in self.parts:
            parts_item = parts_item_data.to_dict()
            parts.append(parts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "period": period,
                "note": note,
                "checksum": checksum,
                "created_at": created_at,
                "valid": valid,
                "parts": parts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.snapshot_part_answer import SnapshotPartAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        period = d.pop("period")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        checksum = d.pop("checksum")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        valid = d.pop("valid")

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = SnapshotPartAnswer.from_dict(parts_item_data)

            parts.append(parts_item)

        snapshot_answer = cls(
            id=id,
            period=period,
            note=note,
            checksum=checksum,
            created_at=created_at,
            valid=valid,
            parts=parts,
        )

        snapshot_answer.additional_properties = d
        return snapshot_answer

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.member_import_row import MemberImportRow


T = TypeVar("T", bound="MemberImportAnswer")


@_attrs_define
class MemberImportAnswer:
    """What was done, or would be."""

    dry_run: bool
    invited: int
    skipped: int
    """ members already """
    refused: int
    rows: list[MemberImportRow]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        invited = self.invited

        skipped = self.skipped

        refused = self.refused

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "dry_run": dry_run,
                "invited": invited,
                "skipped": skipped,
                "refused": refused,
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.member_import_row import MemberImportRow  # noqa: PLC0415

        d = dict(src_dict)
        dry_run = d.pop("dry_run")

        invited = d.pop("invited")

        skipped = d.pop("skipped")

        refused = d.pop("refused")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = MemberImportRow.from_dict(rows_item_data)

            rows.append(rows_item)

        member_import_answer = cls(
            dry_run=dry_run,
            invited=invited,
            skipped=skipped,
            refused=refused,
            rows=rows,
        )

        member_import_answer.additional_properties = d
        return member_import_answer

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

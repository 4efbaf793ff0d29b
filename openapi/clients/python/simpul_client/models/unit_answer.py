from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.unit_kind import UnitKind
from ..models.unit_status import UnitStatus

T = TypeVar("T", bound="UnitAnswer")


@_attrs_define
class UnitAnswer:
    """A unit."""

    id: UUID
    status: str | UnitStatus
    version: int
    name: str
    kind: str | UnitKind
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str
        if isinstance(self.status, UnitStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        name = self.name

        kind: str
        if isinstance(self.kind, UnitKind):
            kind = self.kind.value
        else:
            kind = self.kind

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "version": version,
                "name": name,
                "kind": kind,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_status(data: object) -> str | UnitStatus:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = UnitStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | UnitStatus, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        name = d.pop("name")

        def _parse_kind(data: object) -> str | UnitKind:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = UnitKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | UnitKind, data)

        kind = _parse_kind(d.pop("kind"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        unit_answer = cls(
            id=id,
            status=status,
            version=version,
            name=name,
            kind=kind,
            created_at=created_at,
            updated_at=updated_at,
        )

        unit_answer.additional_properties = d
        return unit_answer

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

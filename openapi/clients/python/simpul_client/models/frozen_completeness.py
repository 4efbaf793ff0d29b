from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.standing import Standing

T = TypeVar("T", bound="FrozenCompleteness")


@_attrs_define
class FrozenCompleteness:
    """What `TenantCompleteness` said of a tenant."""

    standing: Standing | str
    expected: int
    received: int
    on_time: int
    nil: int
    exempt: int
    first_declared_at: datetime.datetime | None
    declared_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        standing: str
        if isinstance(self.standing, Standing):
            standing = self.standing.value
        else:
            standing = self.standing

        expected = self.expected

        received = self.received

        on_time = self.on_time

        nil = self.nil

        exempt = self.exempt

        first_declared_at: None | str
        if isinstance(self.first_declared_at, datetime.datetime):
            first_declared_at = self.first_declared_at.isoformat()
        else:
            first_declared_at = self.first_declared_at

        declared_at: None | str
        if isinstance(self.declared_at, datetime.datetime):
            declared_at = self.declared_at.isoformat()
        else:
            declared_at = self.declared_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "standing": standing,
                "expected": expected,
                "received": received,
                "on_time": on_time,
                "nil": nil,
                "exempt": exempt,
                "first_declared_at": first_declared_at,
                "declared_at": declared_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_standing(data: object) -> Standing | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                standing_type_0 = Standing(data)

                return standing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Standing | str, data)

        standing = _parse_standing(d.pop("standing"))

        expected = d.pop("expected")

        received = d.pop("received")

        on_time = d.pop("on_time")

        nil = d.pop("nil")

        exempt = d.pop("exempt")

        def _parse_first_declared_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_declared_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_declared_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_declared_at = _parse_first_declared_at(d.pop("first_declared_at"))

        def _parse_declared_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                declared_at_type_0 = datetime.datetime.fromisoformat(data)

                return declared_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        declared_at = _parse_declared_at(d.pop("declared_at"))

        frozen_completeness = cls(
            standing=standing,
            expected=expected,
            received=received,
            on_time=on_time,
            nil=nil,
            exempt=exempt,
            first_declared_at=first_declared_at,
            declared_at=declared_at,
        )

        frozen_completeness.additional_properties = d
        return frozen_completeness

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

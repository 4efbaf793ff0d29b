from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.asked_tenant import AskedTenant


T = TypeVar("T", bound="RelaysRequested")


@_attrs_define
class RelaysRequested:
    """Who is asked now, and who was asked before: those keep their deadline and note."""

    number: str
    asked: list[AskedTenant]
    asked_before: list[AskedTenant]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        asked = []
        for asked_item_data in self.asked:
            asked_item = asked_item_data.to_dict()
            asked.append(asked_item)

        asked_before = []
        for asked_before_item_data in self.asked_before:
            asked_before_item = asked_before_item_data.to_dict()
            asked_before.append(asked_before_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "asked": asked,
                "asked_before": asked_before,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asked_tenant import AskedTenant  # noqa: PLC0415

        d = dict(src_dict)
        number = d.pop("number")

        asked = []
        _asked = d.pop("asked")
        for asked_item_data in _asked:
            asked_item = AskedTenant.from_dict(asked_item_data)

            asked.append(asked_item)

        asked_before = []
        _asked_before = d.pop("asked_before")
        for asked_before_item_data in _asked_before:
            asked_before_item = AskedTenant.from_dict(asked_before_item_data)

            asked_before.append(asked_before_item)

        relays_requested = cls(
            number=number,
            asked=asked,
            asked_before=asked_before,
        )

        relays_requested.additional_properties = d
        return relays_requested

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

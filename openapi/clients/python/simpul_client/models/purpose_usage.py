from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.asset_purpose import AssetPurpose

T = TypeVar("T", bound="PurposeUsage")


@_attrs_define
class PurposeUsage:
    """What the files of one purpose take."""

    purpose: AssetPurpose | str
    count: int
    used: int
    """ bytes """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        purpose: str
        if isinstance(self.purpose, AssetPurpose):
            purpose = self.purpose.value
        else:
            purpose = self.purpose

        count = self.count

        used = self.used

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "purpose": purpose,
                "count": count,
                "used": used,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_purpose(data: object) -> AssetPurpose | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                purpose_type_0 = AssetPurpose(data)

                return purpose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssetPurpose | str, data)

        purpose = _parse_purpose(d.pop("purpose"))

        count = d.pop("count")

        used = d.pop("used")

        purpose_usage = cls(
            purpose=purpose,
            count=count,
            used=used,
        )

        purpose_usage.additional_properties = d
        return purpose_usage

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

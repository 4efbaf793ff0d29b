from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.purpose_usage import PurposeUsage


T = TypeVar("T", bound="StorageUsage")


@_attrs_define
class StorageUsage:
    """What a tenant stores. Refused files and those of strangers do not count."""

    tenant: str
    quota: int
    """ bytes """
    used: int
    """ bytes, with what is announced and not uploaded yet """
    count: int
    by_purpose: list[PurposeUsage]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        quota = self.quota

        used = self.used

        count = self.count

        by_purpose = []
        for by_purpose_item_data in self.by_purpose:
            by_purpose_item = by_purpose_item_data.to_dict()
            by_purpose.append(by_purpose_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "quota": quota,
                "used": used,
                "count": count,
                "by_purpose": by_purpose,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.purpose_usage import PurposeUsage  # noqa: PLC0415

        d = dict(src_dict)
        tenant = d.pop("tenant")

        quota = d.pop("quota")

        used = d.pop("used")

        count = d.pop("count")

        by_purpose = []
        _by_purpose = d.pop("by_purpose")
        for by_purpose_item_data in _by_purpose:
            by_purpose_item = PurposeUsage.from_dict(by_purpose_item_data)

            by_purpose.append(by_purpose_item)

        storage_usage = cls(
            tenant=tenant,
            quota=quota,
            used=used,
            count=count,
            by_purpose=by_purpose,
        )

        storage_usage.additional_properties = d
        return storage_usage

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

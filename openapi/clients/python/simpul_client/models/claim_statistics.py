from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.claim_counts import ClaimCounts
    from ..models.tenant_claim_counts import TenantClaimCounts


T = TypeVar("T", bound="ClaimStatistics")


@_attrs_define
class ClaimStatistics:
    """The claims of a month, as it is counted in the province's time zone."""

    month: str
    data: list[TenantClaimCounts]
    """ by code; with zeros where there were none """
    total: ClaimCounts
    """ Claims that were received in the month, by what they are now.

    `received` is the sum of the eight below it. A claim that went on to another office counts at both;
    `continued` says how many came that way. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        month = self.month

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        total = self.total.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "month": month,
                "data": data,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim_counts import ClaimCounts  # noqa: PLC0415
        from ..models.tenant_claim_counts import TenantClaimCounts  # noqa: PLC0415

        d = dict(src_dict)
        month = d.pop("month")

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = TenantClaimCounts.from_dict(data_item_data)

            data.append(data_item)

        total = ClaimCounts.from_dict(d.pop("total"))

        claim_statistics = cls(
            month=month,
            data=data,
            total=total,
        )

        claim_statistics.additional_properties = d
        return claim_statistics

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

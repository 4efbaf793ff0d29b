from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.completeness_totals import CompletenessTotals
    from ..models.period_completeness import PeriodCompleteness
    from ..models.tenant_completeness import TenantCompleteness
    from ..models.tenant_totals import TenantTotals


T = TypeVar("T", bound="CompletenessAnswer")


@_attrs_define
class CompletenessAnswer:
    """Who has declared, month by month, in your reach."""

    data: list[TenantCompleteness]
    """ by month, then by code """
    periods: list[PeriodCompleteness]
    tenants: list[TenantTotals]
    """ by code """
    totals: CompletenessTotals
    """ Sums over some rows; a rate is null where nothing is expected. """
    whatsapp_text: str
    """ in Indonesian, to paste into a group """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        periods = []
        for periods_item_data in self.periods:
            periods_item = periods_item_data.to_dict()
            periods.append(periods_item)

        tenants = []
        for tenants_item_data in self.tenants:
            tenants_item = tenants_item_data.to_dict()
            tenants.append(tenants_item)

        totals = self.totals.to_dict()

        whatsapp_text = self.whatsapp_text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
                "periods": periods,
                "tenants": tenants,
                "totals": totals,
                "whatsapp_text": whatsapp_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.completeness_totals import CompletenessTotals  # noqa: PLC0415
        from ..models.period_completeness import PeriodCompleteness  # noqa: PLC0415
        from ..models.tenant_completeness import TenantCompleteness  # noqa: PLC0415
        from ..models.tenant_totals import TenantTotals  # noqa: PLC0415

        d = dict(src_dict)
        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = TenantCompleteness.from_dict(data_item_data)

            data.append(data_item)

        periods = []
        _periods = d.pop("periods")
        for periods_item_data in _periods:
            periods_item = PeriodCompleteness.from_dict(periods_item_data)

            periods.append(periods_item)

        tenants = []
        _tenants = d.pop("tenants")
        for tenants_item_data in _tenants:
            tenants_item = TenantTotals.from_dict(tenants_item_data)

            tenants.append(tenants_item)

        totals = CompletenessTotals.from_dict(d.pop("totals"))

        whatsapp_text = d.pop("whatsapp_text")

        completeness_answer = cls(
            data=data,
            periods=periods,
            tenants=tenants,
            totals=totals,
            whatsapp_text=whatsapp_text,
        )

        completeness_answer.additional_properties = d
        return completeness_answer

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

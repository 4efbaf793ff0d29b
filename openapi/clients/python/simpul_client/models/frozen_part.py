from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.frozen_completeness import FrozenCompleteness
    from ..models.frozen_row import FrozenRow


T = TypeVar("T", bound="FrozenPart")


@_attrs_define
class FrozenPart:
    """A tenant's numbers of a period: what a checksum is made over."""

    tenant: str
    period: str
    completeness: FrozenCompleteness
    """ What `TenantCompleteness` said of a tenant. """
    activities: list[FrozenRow]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        period = self.period

        completeness = self.completeness.to_dict()

        activities = []
        for activities_item_data in self.activities:
            activities_item = activities_item_data.to_dict()
            activities.append(activities_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "period": period,
                "completeness": completeness,
                "activities": activities,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.frozen_completeness import FrozenCompleteness  # noqa: PLC0415
        from ..models.frozen_row import FrozenRow  # noqa: PLC0415

        d = dict(src_dict)
        tenant = d.pop("tenant")

        period = d.pop("period")

        completeness = FrozenCompleteness.from_dict(d.pop("completeness"))

        activities = []
        _activities = d.pop("activities")
        for activities_item_data in _activities:
            activities_item = FrozenRow.from_dict(activities_item_data)

            activities.append(activities_item)

        frozen_part = cls(
            tenant=tenant,
            period=period,
            completeness=completeness,
            activities=activities,
        )

        frozen_part.additional_properties = d
        return frozen_part

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

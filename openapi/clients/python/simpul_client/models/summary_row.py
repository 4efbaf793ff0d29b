from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SummaryRow")


@_attrs_define
class SummaryRow:
    """One group; what it is not told apart by is null."""

    activities: int
    submitted: int
    returned: int
    accepted: int
    late: int
    participants: int
    posts: int
    reach: int
    engagement: int
    tenant: None | str
    kind: None | str
    unit_id: None | UUID
    unit: None | str
    """ its name, of your own tenant's units alone """
    period: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        activities = self.activities

        submitted = self.submitted

        returned = self.returned

        accepted = self.accepted

        late = self.late

        participants = self.participants

        posts = self.posts

        reach = self.reach

        engagement = self.engagement

        tenant: None | str
        tenant = self.tenant

        kind: None | str
        kind = self.kind

        unit_id: None | str
        if isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        unit: None | str
        unit = self.unit

        period: None | str
        period = self.period

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "activities": activities,
                "submitted": submitted,
                "returned": returned,
                "accepted": accepted,
                "late": late,
                "participants": participants,
                "posts": posts,
                "reach": reach,
                "engagement": engagement,
                "tenant": tenant,
                "kind": kind,
                "unit_id": unit_id,
                "unit": unit,
                "period": period,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        activities = d.pop("activities")

        submitted = d.pop("submitted")

        returned = d.pop("returned")

        accepted = d.pop("accepted")

        late = d.pop("late")

        participants = d.pop("participants")

        posts = d.pop("posts")

        reach = d.pop("reach")

        engagement = d.pop("engagement")

        def _parse_tenant(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tenant = _parse_tenant(d.pop("tenant"))

        def _parse_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_unit_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id"))

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_period(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        period = _parse_period(d.pop("period"))

        summary_row = cls(
            activities=activities,
            submitted=submitted,
            returned=returned,
            accepted=accepted,
            late=late,
            participants=participants,
            posts=posts,
            reach=reach,
            engagement=engagement,
            tenant=tenant,
            kind=kind,
            unit_id=unit_id,
            unit=unit,
            period=period,
        )

        summary_row.additional_properties = d
        return summary_row

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

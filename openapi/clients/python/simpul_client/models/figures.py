from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Figures")


@_attrs_define
class Figures:
    """Sums over activities that were handed in."""

    activities: int
    submitted: int
    returned: int
    accepted: int
    late: int
    participants: int
    posts: int
    reach: int
    engagement: int
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

        figures = cls(
            activities=activities,
            submitted=submitted,
            returned=returned,
            accepted=accepted,
            late=late,
            participants=participants,
            posts=posts,
            reach=reach,
            engagement=engagement,
        )

        figures.additional_properties = d
        return figures

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReportCounts")


@_attrs_define
class ReportCounts:
    """Reports that were handed in, by what became of them. Drafts never count."""

    handed_in: int
    on_time: int
    """ first handed in by the period's due day """
    submitted: int
    """ of those handed in: waiting for the province """
    returned: int
    accepted: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        handed_in = self.handed_in

        on_time = self.on_time

        submitted = self.submitted

        returned = self.returned

        accepted = self.accepted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "handed_in": handed_in,
                "on_time": on_time,
                "submitted": submitted,
                "returned": returned,
                "accepted": accepted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        handed_in = d.pop("handed_in")

        on_time = d.pop("on_time")

        submitted = d.pop("submitted")

        returned = d.pop("returned")

        accepted = d.pop("accepted")

        report_counts = cls(
            handed_in=handed_in,
            on_time=on_time,
            submitted=submitted,
            returned=returned,
            accepted=accepted,
        )

        report_counts.additional_properties = d
        return report_counts

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

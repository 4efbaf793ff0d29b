from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report_counts import ReportCounts


T = TypeVar("T", bound="CompletenessTotals")


@_attrs_define
class CompletenessTotals:
    """Sums over some rows; a rate is null where nothing is expected."""

    expected: int
    received: int
    on_time: int
    nil: int
    exempt: int
    completeness: float | None
    """ received / expected """
    timeliness: float | None
    """ on_time / expected """
    reports: ReportCounts
    """ Reports that were handed in, by what became of them. Drafts never count. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        expected = self.expected

        received = self.received

        on_time = self.on_time

        nil = self.nil

        exempt = self.exempt

        completeness: float | None
        completeness = self.completeness

        timeliness: float | None
        timeliness = self.timeliness

        reports = self.reports.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "expected": expected,
                "received": received,
                "on_time": on_time,
                "nil": nil,
                "exempt": exempt,
                "completeness": completeness,
                "timeliness": timeliness,
                "reports": reports,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_counts import ReportCounts  # noqa: PLC0415

        d = dict(src_dict)
        expected = d.pop("expected")

        received = d.pop("received")

        on_time = d.pop("on_time")

        nil = d.pop("nil")

        exempt = d.pop("exempt")

        def _parse_completeness(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        completeness = _parse_completeness(d.pop("completeness"))

        def _parse_timeliness(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        timeliness = _parse_timeliness(d.pop("timeliness"))

        reports = ReportCounts.from_dict(d.pop("reports"))

        completeness_totals = cls(
            expected=expected,
            received=received,
            on_time=on_time,
            nil=nil,
            exempt=exempt,
            completeness=completeness,
            timeliness=timeliness,
            reports=reports,
        )

        completeness_totals.additional_properties = d
        return completeness_totals

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

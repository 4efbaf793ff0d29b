from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.period_state import PeriodState

if TYPE_CHECKING:
    from ..models.completeness_totals import CompletenessTotals


T = TypeVar("T", bound="PeriodCompleteness")


@_attrs_define
class PeriodCompleteness:
    """A month of the answer, with its days."""

    period: str
    state: PeriodState | str
    opens_on: datetime.date
    due_on: datetime.date
    closes_on: datetime.date
    totals: CompletenessTotals
    """ Sums over some rows; a rate is null where nothing is expected. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        period = self.period

        state: str
        if isinstance(self.state, PeriodState):
            state = self.state.value
        else:
            state = self.state

        opens_on = self.opens_on.isoformat()

        due_on = self.due_on.isoformat()

        closes_on = self.closes_on.isoformat()

        totals = self.totals.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "period": period,
                "state": state,
                "opens_on": opens_on,
                "due_on": due_on,
                "closes_on": closes_on,
                "totals": totals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.completeness_totals import CompletenessTotals  # noqa: PLC0415

        d = dict(src_dict)
        period = d.pop("period")

        def _parse_state(data: object) -> PeriodState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = PeriodState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(PeriodState | str, data)

        state = _parse_state(d.pop("state"))

        opens_on = datetime.date.fromisoformat(d.pop("opens_on"))

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        closes_on = datetime.date.fromisoformat(d.pop("closes_on"))

        totals = CompletenessTotals.from_dict(d.pop("totals"))

        period_completeness = cls(
            period=period,
            state=state,
            opens_on=opens_on,
            due_on=due_on,
            closes_on=closes_on,
            totals=totals,
        )

        period_completeness.additional_properties = d
        return period_completeness

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

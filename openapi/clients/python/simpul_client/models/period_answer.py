from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.period_state import PeriodState

if TYPE_CHECKING:
    from ..models.completion_answer import CompletionAnswer


T = TypeVar("T", bound="PeriodAnswer")


@_attrs_define
class PeriodAnswer:
    """A month in which activities are reported."""

    period: str
    version: int
    """ 0 until the province sets dates of its own """
    state: PeriodState | str
    opens_on: datetime.date
    due_on: datetime.date
    """ the last day in time """
    closes_on: datetime.date
    """ the last day at all """
    extended_until: datetime.date | None
    """ until when your tenant may hand in still """
    completion: CompletionAnswer | None
    """ what your tenant declared """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.completion_answer import CompletionAnswer  # noqa: PLC0415

        period = self.period

        version = self.version

        state: str
        if isinstance(self.state, PeriodState):
            state = self.state.value
        else:
            state = self.state

        opens_on = self.opens_on.isoformat()

        due_on = self.due_on.isoformat()

        closes_on = self.closes_on.isoformat()

        extended_until: None | str
        if isinstance(self.extended_until, datetime.date):
            extended_until = self.extended_until.isoformat()
        else:
            extended_until = self.extended_until

        completion: dict[str, Any] | None
        if isinstance(self.completion, CompletionAnswer):
            completion = self.completion.to_dict()
        else:
            completion = self.completion

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "period": period,
                "version": version,
                "state": state,
                "opens_on": opens_on,
                "due_on": due_on,
                "closes_on": closes_on,
                "extended_until": extended_until,
                "completion": completion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.completion_answer import CompletionAnswer  # noqa: PLC0415

        d = dict(src_dict)
        period = d.pop("period")

        version = d.pop("version")

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

        def _parse_extended_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                extended_until_type_0 = datetime.date.fromisoformat(data)

                return extended_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        extended_until = _parse_extended_until(d.pop("extended_until"))

        def _parse_completion(data: object) -> CompletionAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                completion_type_0 = CompletionAnswer.from_dict(data)

                return completion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CompletionAnswer | None, data)

        completion = _parse_completion(d.pop("completion"))

        period_answer = cls(
            period=period,
            version=version,
            state=state,
            opens_on=opens_on,
            due_on=due_on,
            closes_on=closes_on,
            extended_until=extended_until,
            completion=completion,
        )

        period_answer.additional_properties = d
        return period_answer

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

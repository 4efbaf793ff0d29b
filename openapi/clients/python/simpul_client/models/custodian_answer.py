from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CustodianAnswer")


@_attrs_define
class CustodianAnswer:
    """A custodian as it is kept."""

    member_id: UUID
    letter_number: None | str
    term_ends_on: datetime.date | None
    second_factor_attested: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        member_id = str(self.member_id)

        letter_number: None | str
        letter_number = self.letter_number

        term_ends_on: None | str
        if isinstance(self.term_ends_on, datetime.date):
            term_ends_on = self.term_ends_on.isoformat()
        else:
            term_ends_on = self.term_ends_on

        second_factor_attested = self.second_factor_attested

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "member_id": member_id,
                "letter_number": letter_number,
                "term_ends_on": term_ends_on,
                "second_factor_attested": second_factor_attested,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        member_id = UUID(d.pop("member_id"))

        def _parse_letter_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        letter_number = _parse_letter_number(d.pop("letter_number"))

        def _parse_term_ends_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                term_ends_on_type_0 = datetime.date.fromisoformat(data)

                return term_ends_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        term_ends_on = _parse_term_ends_on(d.pop("term_ends_on"))

        second_factor_attested = d.pop("second_factor_attested")

        custodian_answer = cls(
            member_id=member_id,
            letter_number=letter_number,
            term_ends_on=term_ends_on,
            second_factor_attested=second_factor_attested,
        )

        custodian_answer.additional_properties = d
        return custodian_answer

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustodianBody")


@_attrs_define
class CustodianBody:
    """A member who holds the keys of the channel."""

    member_id: UUID
    """ a member of your tenant """
    letter_number: None | str | Unset = UNSET
    """ of the appointment """
    term_ends_on: datetime.date | None | Unset = UNSET
    second_factor_attested: bool | Unset = False
    """ you attest that the account has a second factor """

    def to_dict(self) -> dict[str, Any]:
        member_id = str(self.member_id)

        letter_number: None | str | Unset
        if isinstance(self.letter_number, Unset):
            letter_number = UNSET
        else:
            letter_number = self.letter_number

        term_ends_on: None | str | Unset
        if isinstance(self.term_ends_on, Unset):
            term_ends_on = UNSET
        elif isinstance(self.term_ends_on, datetime.date):
            term_ends_on = self.term_ends_on.isoformat()
        else:
            term_ends_on = self.term_ends_on

        second_factor_attested = self.second_factor_attested

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "member_id": member_id,
            }
        )
        if letter_number is not UNSET:
            field_dict["letter_number"] = letter_number
        if term_ends_on is not UNSET:
            field_dict["term_ends_on"] = term_ends_on
        if second_factor_attested is not UNSET:
            field_dict["second_factor_attested"] = second_factor_attested

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        member_id = UUID(d.pop("member_id"))

        def _parse_letter_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        letter_number = _parse_letter_number(d.pop("letter_number", UNSET))

        def _parse_term_ends_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                term_ends_on_type_0 = datetime.date.fromisoformat(data)

                return term_ends_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        term_ends_on = _parse_term_ends_on(d.pop("term_ends_on", UNSET))

        second_factor_attested = d.pop("second_factor_attested", UNSET)

        custodian_body = cls(
            member_id=member_id,
            letter_number=letter_number,
            term_ends_on=term_ends_on,
            second_factor_attested=second_factor_attested,
        )

        return custodian_body

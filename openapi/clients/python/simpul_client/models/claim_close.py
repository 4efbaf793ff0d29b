from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.claim_outcome import ClaimOutcome
from ..types import UNSET, Unset

T = TypeVar("T", bound="ClaimClose")


@_attrs_define
class ClaimClose:
    """What came of a claim."""

    outcome: ClaimOutcome
    """ How a claim may be closed. """
    clarification_number: None | str | Unset = UNSET
    """ for `clarified`: what answers it, published by any government """
    duplicate_of: None | str | Unset = UNSET
    """ for `duplicate`: another claim of your tenant """
    note: None | str | Unset = UNSET
    """ for your office; never shown to the public """

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        clarification_number: None | str | Unset
        if isinstance(self.clarification_number, Unset):
            clarification_number = UNSET
        else:
            clarification_number = self.clarification_number

        duplicate_of: None | str | Unset
        if isinstance(self.duplicate_of, Unset):
            duplicate_of = UNSET
        else:
            duplicate_of = self.duplicate_of

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if clarification_number is not UNSET:
            field_dict["clarification_number"] = clarification_number
        if duplicate_of is not UNSET:
            field_dict["duplicate_of"] = duplicate_of
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        outcome = ClaimOutcome(d.pop("outcome"))

        def _parse_clarification_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        clarification_number = _parse_clarification_number(d.pop("clarification_number", UNSET))

        def _parse_duplicate_of(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        claim_close = cls(
            outcome=outcome,
            clarification_number=clarification_number,
            duplicate_of=duplicate_of,
            note=note,
        )

        return claim_close

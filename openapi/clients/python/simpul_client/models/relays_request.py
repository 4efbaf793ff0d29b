from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RelaysRequest")


@_attrs_define
class RelaysRequest:
    """Whom to ask to pass a clarification on, and until when."""

    tenants: list[str] | str
    """ `all` regencies and cities that are active, or the codes of some """
    due_at: datetime.datetime | None | Unset = UNSET
    """ in the future, at most a year ahead; null: no deadline """
    note: None | str | Unset = UNSET
    """ all governments read it """

    def to_dict(self) -> dict[str, Any]:
        tenants: list[str] | str
        if isinstance(self.tenants, list):
            tenants = self.tenants

        else:
            tenants = self.tenants

        due_at: None | str | Unset
        if isinstance(self.due_at, Unset):
            due_at = UNSET
        elif isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenants": tenants,
            }
        )
        if due_at is not UNSET:
            field_dict["due_at"] = due_at
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_tenants(data: object) -> list[str] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tenants_type_1 = cast(list[str], data)

                return tenants_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | str, data)

        tenants = _parse_tenants(d.pop("tenants"))

        def _parse_due_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        due_at = _parse_due_at(d.pop("due_at", UNSET))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        relays_request = cls(
            tenants=tenants,
            due_at=due_at,
            note=note,
        )

        return relays_request

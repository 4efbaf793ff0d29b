from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CompletionDeclare")


@_attrs_define
class CompletionDeclare:
    """That a tenant has reported all of a period, or that there was nothing to report."""

    nil: bool | Unset = False
    """ there was nothing to report """
    note: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        nil = self.nil

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if nil is not UNSET:
            field_dict["nil"] = nil
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        nil = d.pop("nil", UNSET)

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        completion_declare = cls(
            nil=nil,
            note=note,
        )

        return completion_declare

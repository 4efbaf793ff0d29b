from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.checklist import Checklist


T = TypeVar("T", bound="ClarificationApprove")


@_attrs_define
class ClarificationApprove:
    """An approval."""

    checklist: Checklist
    """ What the approver attests; each must be true. """
    note: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        checklist = self.checklist.to_dict()

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "checklist": checklist,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checklist import Checklist  # noqa: PLC0415

        d = dict(src_dict)
        checklist = Checklist.from_dict(d.pop("checklist"))

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        clarification_approve = cls(
            checklist=checklist,
            note=note,
        )

        return clarification_approve

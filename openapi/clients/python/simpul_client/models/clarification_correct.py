from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ClarificationCorrect")


@_attrs_define
class ClarificationCorrect:
    """Why it is corrected, as everybody will read it."""

    public_note: str

    def to_dict(self) -> dict[str, Any]:
        public_note = self.public_note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "public_note": public_note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        public_note = d.pop("public_note")

        clarification_correct = cls(
            public_note=public_note,
        )

        return clarification_correct

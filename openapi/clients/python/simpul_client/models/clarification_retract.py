from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ClarificationRetract")


@_attrs_define
class ClarificationRetract:
    """Why it is taken down, as everybody will read it."""

    public_reason: str

    def to_dict(self) -> dict[str, Any]:
        public_reason = self.public_reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "public_reason": public_reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        public_reason = d.pop("public_reason")

        clarification_retract = cls(
            public_reason=public_reason,
        )

        return clarification_retract

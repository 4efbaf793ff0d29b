from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ViolationKindBody")


@_attrs_define
class ViolationKindBody:
    """A kind of violation that the policy names."""

    code: str
    """ stays the same from one revision to the next """
    title: str
    description: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        title = self.title

        description = self.description

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "title": title,
                "description": description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        title = d.pop("title")

        description = d.pop("description")

        violation_kind_body = cls(
            code=code,
            title=title,
            description=description,
        )

        return violation_kind_body

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="MatchRequest")


@_attrs_define
class MatchRequest:
    """A circulating message."""

    text: str
    """ the whole message as it circulates, such as a WhatsApp text """
    limit: int | Unset = 5
    """ answers at most """

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        limit = self.limit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
            }
        )
        if limit is not UNSET:
            field_dict["limit"] = limit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        text = d.pop("text")

        limit = d.pop("limit", UNSET)

        match_request = cls(
            text=text,
            limit=limit,
        )

        return match_request

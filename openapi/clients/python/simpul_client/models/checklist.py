from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Checklist")


@_attrs_define
class Checklist:
    """What the approver attests; each must be true."""

    clear_source: bool
    crosschecked: bool
    neutral: bool
    plain_language: bool
    no_sara: bool
    no_personal_data: bool

    def to_dict(self) -> dict[str, Any]:
        clear_source = self.clear_source

        crosschecked = self.crosschecked

        neutral = self.neutral

        plain_language = self.plain_language

        no_sara = self.no_sara

        no_personal_data = self.no_personal_data

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "clear_source": clear_source,
                "crosschecked": crosschecked,
                "neutral": neutral,
                "plain_language": plain_language,
                "no_sara": no_sara,
                "no_personal_data": no_personal_data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        clear_source = d.pop("clear_source")

        crosschecked = d.pop("crosschecked")

        neutral = d.pop("neutral")

        plain_language = d.pop("plain_language")

        no_sara = d.pop("no_sara")

        no_personal_data = d.pop("no_personal_data")

        checklist = cls(
            clear_source=clear_source,
            crosschecked=crosschecked,
            neutral=neutral,
            plain_language=plain_language,
            no_sara=no_sara,
            no_personal_data=no_personal_data,
        )

        return checklist

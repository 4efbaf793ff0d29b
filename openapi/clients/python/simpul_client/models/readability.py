from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Readability")


@_attrs_define
class Readability:
    """A hint for plain language; it decides nothing."""

    words_per_sentence: float
    long_word_share: float
    """ 0 to 1: words of more than ten letters """
    hint: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        words_per_sentence = self.words_per_sentence

        long_word_share = self.long_word_share

        hint: None | str
        hint = self.hint

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "words_per_sentence": words_per_sentence,
                "long_word_share": long_word_share,
                "hint": hint,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        words_per_sentence = d.pop("words_per_sentence")

        long_word_share = d.pop("long_word_share")

        def _parse_hint(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        hint = _parse_hint(d.pop("hint"))

        readability = cls(
            words_per_sentence=words_per_sentence,
            long_word_share=long_word_share,
            hint=hint,
        )

        readability.additional_properties = d
        return readability

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

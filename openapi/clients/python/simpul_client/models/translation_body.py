from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="TranslationBody")


@_attrs_define
class TranslationBody:
    """The same answer in another language; the verdict and the sources are those of the main text."""

    language: str
    """ BCP 47 """
    title: str
    claim_reviewed: str
    body: None | str | Unset = UNSET
    """ Markdown; needed to submit """

    def to_dict(self) -> dict[str, Any]:
        language = self.language

        title = self.title

        claim_reviewed = self.claim_reviewed

        body: None | str | Unset
        if isinstance(self.body, Unset):
            body = UNSET
        else:
            body = self.body

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "language": language,
                "title": title,
                "claim_reviewed": claim_reviewed,
            }
        )
        if body is not UNSET:
            field_dict["body"] = body

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        language = d.pop("language")

        title = d.pop("title")

        claim_reviewed = d.pop("claim_reviewed")

        def _parse_body(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        body = _parse_body(d.pop("body", UNSET))

        translation_body = cls(
            language=language,
            title=title,
            claim_reviewed=claim_reviewed,
            body=body,
        )

        return translation_body

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.violation_kind_body import ViolationKindBody


T = TypeVar("T", bound="PolicyCreate")


@_attrs_define
class PolicyCreate:
    """A new revision of the policy."""

    title: str
    body: str
    """ Markdown """
    language: str | Unset = "id"
    """ BCP 47 """
    kinds: list[ViolationKindBody] | Unset = UNSET
    """ the kinds of violation that it names """
    change_note: None | str | Unset = UNSET
    """ what is new, for those who know the revision before """

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        body = self.body

        language = self.language

        kinds: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = []
            for kinds_item_data in self.kinds:
                kinds_item = kinds_item_data.to_dict()
                kinds.append(kinds_item)

        change_note: None | str | Unset
        if isinstance(self.change_note, Unset):
            change_note = UNSET
        else:
            change_note = self.change_note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "body": body,
            }
        )
        if language is not UNSET:
            field_dict["language"] = language
        if kinds is not UNSET:
            field_dict["kinds"] = kinds
        if change_note is not UNSET:
            field_dict["change_note"] = change_note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.violation_kind_body import ViolationKindBody  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title")

        body = d.pop("body")

        language = d.pop("language", UNSET)

        _kinds = d.pop("kinds", UNSET)
        kinds: list[ViolationKindBody] | Unset = UNSET
        if _kinds is not UNSET:
            kinds = []
            for kinds_item_data in _kinds:
                kinds_item = ViolationKindBody.from_dict(kinds_item_data)

                kinds.append(kinds_item)

        def _parse_change_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        change_note = _parse_change_note(d.pop("change_note", UNSET))

        policy_create = cls(
            title=title,
            body=body,
            language=language,
            kinds=kinds,
            change_note=change_note,
        )

        return policy_create

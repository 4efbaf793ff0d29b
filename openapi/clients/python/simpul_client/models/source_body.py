from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceBody")


@_attrs_define
class SourceBody:
    """A clear, named source."""

    title: str
    url: None | str | Unset = UNSET
    publisher: None | str | Unset = UNSET
    official: None | str | Unset = UNSET
    """ the official who said it, by office """
    archived_url: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        url: None | str | Unset
        if isinstance(self.url, Unset):
            url = UNSET
        else:
            url = self.url

        publisher: None | str | Unset
        if isinstance(self.publisher, Unset):
            publisher = UNSET
        else:
            publisher = self.publisher

        official: None | str | Unset
        if isinstance(self.official, Unset):
            official = UNSET
        else:
            official = self.official

        archived_url: None | str | Unset
        if isinstance(self.archived_url, Unset):
            archived_url = UNSET
        else:
            archived_url = self.archived_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
            }
        )
        if url is not UNSET:
            field_dict["url"] = url
        if publisher is not UNSET:
            field_dict["publisher"] = publisher
        if official is not UNSET:
            field_dict["official"] = official
        if archived_url is not UNSET:
            field_dict["archived_url"] = archived_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title")

        def _parse_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url = _parse_url(d.pop("url", UNSET))

        def _parse_publisher(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        publisher = _parse_publisher(d.pop("publisher", UNSET))

        def _parse_official(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        official = _parse_official(d.pop("official", UNSET))

        def _parse_archived_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        archived_url = _parse_archived_url(d.pop("archived_url", UNSET))

        source_body = cls(
            title=title,
            url=url,
            publisher=publisher,
            official=official,
            archived_url=archived_url,
        )

        return source_body

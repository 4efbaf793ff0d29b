from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Source")


@_attrs_define
class Source:
    """A source as it is kept."""

    title: str
    url: None | str
    publisher: None | str
    official: None | str
    archived_url: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        url: None | str
        url = self.url

        publisher: None | str
        publisher = self.publisher

        official: None | str
        official = self.official

        archived_url: None | str
        archived_url = self.archived_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "url": url,
                "publisher": publisher,
                "official": official,
                "archived_url": archived_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title")

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_publisher(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        publisher = _parse_publisher(d.pop("publisher"))

        def _parse_official(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        official = _parse_official(d.pop("official"))

        def _parse_archived_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        archived_url = _parse_archived_url(d.pop("archived_url"))

        source = cls(
            title=title,
            url=url,
            publisher=publisher,
            official=official,
            archived_url=archived_url,
        )

        source.additional_properties = d
        return source

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

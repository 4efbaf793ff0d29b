from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AssetVariant")


@_attrs_define
class AssetVariant:
    """A smaller copy of a picture, of its first frame if it moves."""

    url: str
    """ to read it for five minutes """
    content_type: str
    width: int
    height: int
    size: int
    """ bytes """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        content_type = self.content_type

        width = self.width

        height = self.height

        size = self.size

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "content_type": content_type,
                "width": width,
                "height": height,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        content_type = d.pop("content_type")

        width = d.pop("width")

        height = d.pop("height")

        size = d.pop("size")

        asset_variant = cls(
            url=url,
            content_type=content_type,
            width=width,
            height=height,
            size=size,
        )

        asset_variant.additional_properties = d
        return asset_variant

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

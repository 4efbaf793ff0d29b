from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel_platform import ChannelPlatform

T = TypeVar("T", bound="CurrentAccount")


@_attrs_define
class CurrentAccount:
    """Where a government went on."""

    platform: ChannelPlatform | str
    url: None | str
    handle: None | str
    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        platform: str
        if isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        url: None | str
        url = self.url

        handle: None | str
        handle = self.handle

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "platform": platform,
                "url": url,
                "handle": handle,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_platform(data: object) -> ChannelPlatform | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                platform_type_0 = ChannelPlatform(data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelPlatform | str, data)

        platform = _parse_platform(d.pop("platform"))

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_handle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handle = _parse_handle(d.pop("handle"))

        name = d.pop("name")

        current_account = cls(
            platform=platform,
            url=url,
            handle=handle,
            name=name,
        )

        current_account.additional_properties = d
        return current_account

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

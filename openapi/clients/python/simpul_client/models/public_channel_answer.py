from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel_platform import ChannelPlatform

if TYPE_CHECKING:
    from ..models.channel_owner import ChannelOwner


T = TypeVar("T", bound="PublicChannelAnswer")


@_attrs_define
class PublicChannelAnswer:
    """An official account or outlet."""

    tenant: ChannelOwner
    """ A government. """
    platform: ChannelPlatform | str
    url: None | str
    handle: None | str
    name: str
    since: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant.to_dict()

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

        since = self.since.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "platform": platform,
                "url": url,
                "handle": handle,
                "name": name,
                "since": since,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.channel_owner import ChannelOwner  # noqa: PLC0415

        d = dict(src_dict)
        tenant = ChannelOwner.from_dict(d.pop("tenant"))

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

        since = datetime.datetime.fromisoformat(d.pop("since"))

        public_channel_answer = cls(
            tenant=tenant,
            platform=platform,
            url=url,
            handle=handle,
            name=name,
            since=since,
        )

        public_channel_answer.additional_properties = d
        return public_channel_answer

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.channel_platform import ChannelPlatform
from ..types import UNSET, Unset

T = TypeVar("T", bound="ImpersonationCreate")


@_attrs_define
class ImpersonationCreate:
    """A new case."""

    url: str
    """ of the false account; platform and handle are read from it """
    platform: ChannelPlatform | None | Unset = UNSET
    """ read from the url; `other` names the address below a host instead of the site """
    name: None | str | Unset = UNSET
    """ what the account calls itself """
    channel_id: None | Unset | UUID = UNSET
    """ which of your channels it imitates """
    description: None | str | Unset = UNSET
    asset_ids: list[UUID] | Unset = UNSET
    """ assets of yours """
    platform_ticket: None | str | Unset = UNSET
    public_warning: None | str | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        platform: None | str | Unset
        if isinstance(self.platform, Unset):
            platform = UNSET
        elif isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        channel_id: None | str | Unset
        if isinstance(self.channel_id, Unset):
            channel_id = UNSET
        elif isinstance(self.channel_id, UUID):
            channel_id = str(self.channel_id)
        else:
            channel_id = self.channel_id

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        asset_ids: list[str] | Unset = UNSET
        if not isinstance(self.asset_ids, Unset):
            asset_ids = []
            for asset_ids_item_data in self.asset_ids:
                asset_ids_item = str(asset_ids_item_data)
                asset_ids.append(asset_ids_item)

        platform_ticket: None | str | Unset
        if isinstance(self.platform_ticket, Unset):
            platform_ticket = UNSET
        else:
            platform_ticket = self.platform_ticket

        public_warning: None | str | Unset
        if isinstance(self.public_warning, Unset):
            public_warning = UNSET
        else:
            public_warning = self.public_warning

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if platform is not UNSET:
            field_dict["platform"] = platform
        if name is not UNSET:
            field_dict["name"] = name
        if channel_id is not UNSET:
            field_dict["channel_id"] = channel_id
        if description is not UNSET:
            field_dict["description"] = description
        if asset_ids is not UNSET:
            field_dict["asset_ids"] = asset_ids
        if platform_ticket is not UNSET:
            field_dict["platform_ticket"] = platform_ticket
        if public_warning is not UNSET:
            field_dict["public_warning"] = public_warning
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_platform(data: object) -> ChannelPlatform | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                platform_type_0 = ChannelPlatform(data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelPlatform | None | Unset, data)

        platform = _parse_platform(d.pop("platform", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_channel_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_id_type_0 = UUID(data)

                return channel_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        channel_id = _parse_channel_id(d.pop("channel_id", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _asset_ids = d.pop("asset_ids", UNSET)
        asset_ids: list[UUID] | Unset = UNSET
        if _asset_ids is not UNSET:
            asset_ids = []
            for asset_ids_item_data in _asset_ids:
                asset_ids_item = UUID(asset_ids_item_data)

                asset_ids.append(asset_ids_item)

        def _parse_platform_ticket(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        platform_ticket = _parse_platform_ticket(d.pop("platform_ticket", UNSET))

        def _parse_public_warning(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        public_warning = _parse_public_warning(d.pop("public_warning", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        impersonation_create = cls(
            url=url,
            platform=platform,
            name=name,
            channel_id=channel_id,
            description=description,
            asset_ids=asset_ids,
            platform_ticket=platform_ticket,
            public_warning=public_warning,
            external_reference=external_reference,
        )

        return impersonation_create

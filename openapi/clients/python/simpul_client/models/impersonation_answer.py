from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel_platform import ChannelPlatform
from ..models.impersonation_status import ImpersonationStatus

if TYPE_CHECKING:
    from ..models.creator import Creator


T = TypeVar("T", bound="ImpersonationAnswer")


@_attrs_define
class ImpersonationAnswer:
    """A case of impersonation."""

    id: UUID
    tenant: str
    status: ImpersonationStatus | str
    version: int
    platform: ChannelPlatform | str
    url: str
    handle: None | str
    name: None | str
    channel_id: None | UUID
    description: None | str
    asset_ids: list[UUID]
    platform_ticket: None | str
    public_warning: None | str
    external_reference: None | str
    reported_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    created_by: Creator
    """ Who created something. """
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        tenant = self.tenant

        status: str
        if isinstance(self.status, ImpersonationStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        platform: str
        if isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        url = self.url

        handle: None | str
        handle = self.handle

        name: None | str
        name = self.name

        channel_id: None | str
        if isinstance(self.channel_id, UUID):
            channel_id = str(self.channel_id)
        else:
            channel_id = self.channel_id

        description: None | str
        description = self.description

        asset_ids = []
        for asset_ids_item_data in self.asset_ids:
            asset_ids_item = str(asset_ids_item_data)
            asset_ids.append(asset_ids_item)

        platform_ticket: None | str
        platform_ticket = self.platform_ticket

        public_warning: None | str
        public_warning = self.public_warning

        external_reference: None | str
        external_reference = self.external_reference

        reported_at: None | str
        if isinstance(self.reported_at, datetime.datetime):
            reported_at = self.reported_at.isoformat()
        else:
            reported_at = self.reported_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        created_by = self.created_by.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "tenant": tenant,
                "status": status,
                "version": version,
                "platform": platform,
                "url": url,
                "handle": handle,
                "name": name,
                "channel_id": channel_id,
                "description": description,
                "asset_ids": asset_ids,
                "platform_ticket": platform_ticket,
                "public_warning": public_warning,
                "external_reference": external_reference,
                "reported_at": reported_at,
                "closed_at": closed_at,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator import Creator  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> ImpersonationStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ImpersonationStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImpersonationStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

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

        url = d.pop("url")

        def _parse_handle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handle = _parse_handle(d.pop("handle"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        def _parse_channel_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_id_type_0 = UUID(data)

                return channel_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        channel_id = _parse_channel_id(d.pop("channel_id"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        asset_ids = []
        _asset_ids = d.pop("asset_ids")
        for asset_ids_item_data in _asset_ids:
            asset_ids_item = UUID(asset_ids_item_data)

            asset_ids.append(asset_ids_item)

        def _parse_platform_ticket(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        platform_ticket = _parse_platform_ticket(d.pop("platform_ticket"))

        def _parse_public_warning(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        public_warning = _parse_public_warning(d.pop("public_warning"))

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        def _parse_reported_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reported_at_type_0 = datetime.datetime.fromisoformat(data)

                return reported_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        reported_at = _parse_reported_at(d.pop("reported_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        created_by = Creator.from_dict(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        impersonation_answer = cls(
            id=id,
            tenant=tenant,
            status=status,
            version=version,
            platform=platform,
            url=url,
            handle=handle,
            name=name,
            channel_id=channel_id,
            description=description,
            asset_ids=asset_ids,
            platform_ticket=platform_ticket,
            public_warning=public_warning,
            external_reference=external_reference,
            reported_at=reported_at,
            closed_at=closed_at,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        impersonation_answer.additional_properties = d
        return impersonation_answer

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.impersonation_status import ImpersonationStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ImpersonationPatch")


@_attrs_define
class ImpersonationPatch:
    """A JSON Merge Patch: only what is sent changes; null removes. Another account is another case."""

    status: ImpersonationStatus | None | Unset = UNSET
    """ open -> reported (with a ticket) -> taken_down; or dismissed """
    name: None | str | Unset = UNSET
    channel_id: None | Unset | UUID = UNSET
    description: None | str | Unset = UNSET
    asset_ids: list[UUID] | None | Unset = UNSET
    platform_ticket: None | str | Unset = UNSET
    public_warning: None | str | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, ImpersonationStatus):
            status = self.status.value
        else:
            status = self.status

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

        asset_ids: list[str] | None | Unset
        if isinstance(self.asset_ids, Unset):
            asset_ids = UNSET
        elif isinstance(self.asset_ids, list):
            asset_ids = []
            for asset_ids_type_0_item_data in self.asset_ids:
                asset_ids_type_0_item = str(asset_ids_type_0_item_data)
                asset_ids.append(asset_ids_type_0_item)

        else:
            asset_ids = self.asset_ids

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

        field_dict.update({})
        if status is not UNSET:
            field_dict["status"] = status
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

        def _parse_status(data: object) -> ImpersonationStatus | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ImpersonationStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImpersonationStatus | None | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

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

        def _parse_asset_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                asset_ids_type_0 = []
                _asset_ids_type_0 = data
                for asset_ids_type_0_item_data in _asset_ids_type_0:
                    asset_ids_type_0_item = UUID(asset_ids_type_0_item_data)

                    asset_ids_type_0.append(asset_ids_type_0_item)

                return asset_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        asset_ids = _parse_asset_ids(d.pop("asset_ids", UNSET))

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

        impersonation_patch = cls(
            status=status,
            name=name,
            channel_id=channel_id,
            description=description,
            asset_ids=asset_ids,
            platform_ticket=platform_ticket,
            public_warning=public_warning,
            external_reference=external_reference,
        )

        return impersonation_patch

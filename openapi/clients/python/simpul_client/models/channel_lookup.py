from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel_platform import ChannelPlatform
from ..models.channel_state import ChannelState
from ..models.ending import Ending

if TYPE_CHECKING:
    from ..models.channel_owner import ChannelOwner
    from ..models.current_account import CurrentAccount


T = TypeVar("T", bound="ChannelLookup")


@_attrs_define
class ChannelLookup:
    """What is known of an account. `unknown` says that nobody vouches for it, and nothing else."""

    url: None | str
    """ as asked; asked by handle, the account's own address """
    platform: ChannelPlatform | None | str
    handle: None | str
    state: ChannelState | str
    tenant: ChannelOwner | None
    """ whose it is or was; for an impersonator, who warns of it """
    name: None | str
    since: datetime.datetime | None
    until: datetime.datetime | None
    ended: Ending | None | str
    """ why it is no longer official """
    now_at: CurrentAccount | None
    """ the channel's official account of now """
    warning: None | str
    """ of an impersonator, in the words of who warns """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.channel_owner import ChannelOwner  # noqa: PLC0415
        from ..models.current_account import CurrentAccount  # noqa: PLC0415

        url: None | str
        url = self.url

        platform: None | str
        if isinstance(self.platform, ChannelPlatform):
            platform = self.platform.value
        else:
            platform = self.platform

        handle: None | str
        handle = self.handle

        state: str
        if isinstance(self.state, ChannelState):
            state = self.state.value
        else:
            state = self.state

        tenant: dict[str, Any] | None
        if isinstance(self.tenant, ChannelOwner):
            tenant = self.tenant.to_dict()
        else:
            tenant = self.tenant

        name: None | str
        name = self.name

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        ended: None | str
        if isinstance(self.ended, Ending):
            ended = self.ended.value
        else:
            ended = self.ended

        now_at: dict[str, Any] | None
        if isinstance(self.now_at, CurrentAccount):
            now_at = self.now_at.to_dict()
        else:
            now_at = self.now_at

        warning: None | str
        warning = self.warning

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "platform": platform,
                "handle": handle,
                "state": state,
                "tenant": tenant,
                "name": name,
                "since": since,
                "until": until,
                "ended": ended,
                "now_at": now_at,
                "warning": warning,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.channel_owner import ChannelOwner  # noqa: PLC0415
        from ..models.current_account import CurrentAccount  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_platform(data: object) -> ChannelPlatform | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                platform_type_0 = ChannelPlatform(data)

                return platform_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelPlatform | None | str, data)

        platform = _parse_platform(d.pop("platform"))

        def _parse_handle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handle = _parse_handle(d.pop("handle"))

        def _parse_state(data: object) -> ChannelState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = ChannelState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelState | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_tenant(data: object) -> ChannelOwner | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tenant_type_0 = ChannelOwner.from_dict(data)

                return tenant_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ChannelOwner | None, data)

        tenant = _parse_tenant(d.pop("tenant"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        def _parse_ended(data: object) -> Ending | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_type_0 = Ending(data)

                return ended_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Ending | None | str, data)

        ended = _parse_ended(d.pop("ended"))

        def _parse_now_at(data: object) -> CurrentAccount | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                now_at_type_0 = CurrentAccount.from_dict(data)

                return now_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CurrentAccount | None, data)

        now_at = _parse_now_at(d.pop("now_at"))

        def _parse_warning(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        warning = _parse_warning(d.pop("warning"))

        channel_lookup = cls(
            url=url,
            platform=platform,
            handle=handle,
            state=state,
            tenant=tenant,
            name=name,
            since=since,
            until=until,
            ended=ended,
            now_at=now_at,
            warning=warning,
        )

        channel_lookup.additional_properties = d
        return channel_lookup

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

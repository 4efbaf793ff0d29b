from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ChannelSuspend")


@_attrs_define
class ChannelSuspend:
    """Why a channel is not official for now."""

    reason: str
    """ what happened, such as an account that was taken over """

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        reason = d.pop("reason")

        channel_suspend = cls(
            reason=reason,
        )

        return channel_suspend

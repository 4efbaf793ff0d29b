from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReportPostAnswer")


@_attrs_define
class ReportPostAnswer:
    """A post as it is kept."""

    channel_id: None | UUID
    url: str
    posted_on: datetime.date | None
    reach: int | None
    engagement: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        channel_id: None | str
        if isinstance(self.channel_id, UUID):
            channel_id = str(self.channel_id)
        else:
            channel_id = self.channel_id

        url = self.url

        posted_on: None | str
        if isinstance(self.posted_on, datetime.date):
            posted_on = self.posted_on.isoformat()
        else:
            posted_on = self.posted_on

        reach: int | None
        reach = self.reach

        engagement: int | None
        engagement = self.engagement

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "channel_id": channel_id,
                "url": url,
                "posted_on": posted_on,
                "reach": reach,
                "engagement": engagement,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

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

        url = d.pop("url")

        def _parse_posted_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                posted_on_type_0 = datetime.date.fromisoformat(data)

                return posted_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        posted_on = _parse_posted_on(d.pop("posted_on"))

        def _parse_reach(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        reach = _parse_reach(d.pop("reach"))

        def _parse_engagement(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        engagement = _parse_engagement(d.pop("engagement"))

        report_post_answer = cls(
            channel_id=channel_id,
            url=url,
            posted_on=posted_on,
            reach=reach,
            engagement=engagement,
        )

        report_post_answer.additional_properties = d
        return report_post_answer

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

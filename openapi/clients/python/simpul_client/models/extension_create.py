from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExtensionCreate")


@_attrs_define
class ExtensionCreate:
    """Until when a tenant may still hand in for a closed period, and why."""

    tenant: str
    """ Kemendagri code, such as `32.04` """
    open_until: datetime.date
    """ the last day, in the province's time zone """
    reason: str

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        open_until = self.open_until.isoformat()

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant": tenant,
                "open_until": open_until,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        tenant = d.pop("tenant")

        open_until = datetime.date.fromisoformat(d.pop("open_until"))

        reason = d.pop("reason")

        extension_create = cls(
            tenant=tenant,
            open_until=open_until,
            reason=reason,
        )

        return extension_create

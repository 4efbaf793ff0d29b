from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ClaimTransfer")


@_attrs_define
class ClaimTransfer:
    """Who is to answer instead."""

    tenant: str
    """ an active government """
    reason: str

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant": tenant,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        tenant = d.pop("tenant")

        reason = d.pop("reason")

        claim_transfer = cls(
            tenant=tenant,
            reason=reason,
        )

        return claim_transfer

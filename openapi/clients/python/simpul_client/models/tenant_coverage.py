from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TenantCoverage")


@_attrs_define
class TenantCoverage:
    """How many active members of a tenant have acknowledged a policy: counts, and no names."""

    tenant: str
    """ Kemendagri code, such as `32.04` """
    name: str
    members: int
    acknowledged: int
    missing: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant

        name = self.name

        members = self.members

        acknowledged = self.acknowledged

        missing = self.missing

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "name": name,
                "members": members,
                "acknowledged": acknowledged,
                "missing": missing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        tenant = d.pop("tenant")

        name = d.pop("name")

        members = d.pop("members")

        acknowledged = d.pop("acknowledged")

        missing = d.pop("missing")

        tenant_coverage = cls(
            tenant=tenant,
            name=name,
            members=members,
            acknowledged=acknowledged,
            missing=missing,
        )

        tenant_coverage.additional_properties = d
        return tenant_coverage

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.tenant_coverage import TenantCoverage


T = TypeVar("T", bound="PolicyCoverageAnswer")


@_attrs_define
class PolicyCoverageAnswer:
    """How far a policy is known."""

    policy_id: UUID
    revision: int
    members: int
    acknowledged: int
    missing: int
    tenants: list[TenantCoverage]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        policy_id = str(self.policy_id)

        revision = self.revision

        members = self.members

        acknowledged = self.acknowledged

        missing = self.missing

        tenants = []
        for tenants_item_data in self.tenants:
            tenants_item = tenants_item_data.to_dict()
            tenants.append(tenants_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "policy_id": policy_id,
                "revision": revision,
                "members": members,
                "acknowledged": acknowledged,
                "missing": missing,
                "tenants": tenants,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tenant_coverage import TenantCoverage  # noqa: PLC0415

        d = dict(src_dict)
        policy_id = UUID(d.pop("policy_id"))

        revision = d.pop("revision")

        members = d.pop("members")

        acknowledged = d.pop("acknowledged")

        missing = d.pop("missing")

        tenants = []
        _tenants = d.pop("tenants")
        for tenants_item_data in _tenants:
            tenants_item = TenantCoverage.from_dict(tenants_item_data)

            tenants.append(tenants_item)

        policy_coverage_answer = cls(
            policy_id=policy_id,
            revision=revision,
            members=members,
            acknowledged=acknowledged,
            missing=missing,
            tenants=tenants,
        )

        policy_coverage_answer.additional_properties = d
        return policy_coverage_answer

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

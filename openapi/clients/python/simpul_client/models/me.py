from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kind import Kind

if TYPE_CHECKING:
    from ..models.tenant_name import TenantName


T = TypeVar("T", bound="Me")


@_attrs_define
class Me:
    """Who you are, for which government, and what you may do."""

    id: UUID
    kind: Kind | str
    name: str
    email: None | str
    """ null for a machine client """
    tenant: TenantName
    """ A government, named. """
    roles: list[str]
    permissions: list[str]
    """ of your roles, cut by the token's scopes """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind: str
        if isinstance(self.kind, Kind):
            kind = self.kind.value
        else:
            kind = self.kind

        name = self.name

        email: None | str
        email = self.email

        tenant = self.tenant.to_dict()

        roles = self.roles

        permissions = self.permissions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "email": email,
                "tenant": tenant,
                "roles": roles,
                "permissions": permissions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tenant_name import TenantName  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_kind(data: object) -> Kind | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = Kind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Kind | str, data)

        kind = _parse_kind(d.pop("kind"))

        name = d.pop("name")

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        tenant = TenantName.from_dict(d.pop("tenant"))

        roles = cast(list[str], d.pop("roles"))

        permissions = cast(list[str], d.pop("permissions"))

        me = cls(
            id=id,
            kind=kind,
            name=name,
            email=email,
            tenant=tenant,
            roles=roles,
            permissions=permissions,
        )

        me.additional_properties = d
        return me

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UserInfo")


@_attrs_define
class UserInfo:
    """Who the token stands for (OpenID Connect Core 5.3)."""

    sub: str
    """ the person's id; it never changes """
    name: str
    email: str
    email_verified: bool
    tenant: str
    """ code of the government that he acts for """
    roles: list[str]
    """ as they are now """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sub = self.sub

        name = self.name

        email = self.email

        email_verified = self.email_verified

        tenant = self.tenant

        roles = self.roles

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sub": sub,
                "name": name,
                "email": email,
                "email_verified": email_verified,
                "tenant": tenant,
                "roles": roles,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        sub = d.pop("sub")

        name = d.pop("name")

        email = d.pop("email")

        email_verified = d.pop("email_verified")

        tenant = d.pop("tenant")

        roles = cast(list[str], d.pop("roles"))

        user_info = cls(
            sub=sub,
            name=name,
            email=email,
            email_verified=email_verified,
            tenant=tenant,
            roles=roles,
        )

        user_info.additional_properties = d
        return user_info

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.tenant_kind import TenantKind
from ..models.tenant_status import TenantStatus

T = TypeVar("T", bound="TenantAnswer")


@_attrs_define
class TenantAnswer:
    """A government and its communication office."""

    code: str
    """ Kemendagri code; it addresses the tenant everywhere """
    name: str
    kind: str | TenantKind
    status: str | TenantStatus
    """ nobody may sign in for an inactive one """
    office: str
    email: None | str
    phone: None | str
    address: None | str
    website: None | str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        name = self.name

        kind: str
        if isinstance(self.kind, TenantKind):
            kind = self.kind.value
        else:
            kind = self.kind

        status: str
        if isinstance(self.status, TenantStatus):
            status = self.status.value
        else:
            status = self.status

        office = self.office

        email: None | str
        email = self.email

        phone: None | str
        phone = self.phone

        address: None | str
        address = self.address

        website: None | str
        website = self.website

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "name": name,
                "kind": kind,
                "status": status,
                "office": office,
                "email": email,
                "phone": phone,
                "address": address,
                "website": website,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        def _parse_kind(data: object) -> str | TenantKind:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = TenantKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TenantKind, data)

        kind = _parse_kind(d.pop("kind"))

        def _parse_status(data: object) -> str | TenantStatus:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = TenantStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TenantStatus, data)

        status = _parse_status(d.pop("status"))

        office = d.pop("office")

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        address = _parse_address(d.pop("address"))

        def _parse_website(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        website = _parse_website(d.pop("website"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        tenant_answer = cls(
            code=code,
            name=name,
            kind=kind,
            status=status,
            office=office,
            email=email,
            phone=phone,
            address=address,
            website=website,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        tenant_answer.additional_properties = d
        return tenant_answer

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

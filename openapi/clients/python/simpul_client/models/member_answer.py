from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.membership_status import MembershipStatus
from ..models.role import Role

T = TypeVar("T", bound="MemberAnswer")


@_attrs_define
class MemberAnswer:
    """A member."""

    id: UUID
    status: MembershipStatus | str
    version: int
    name: str
    roles: list[Role | str]
    unit_id: None | UUID
    email: None | str
    """ with `members:write` alone """
    person_id: None | UUID
    """ with `members:write` alone, once he accepted: how the audit chain names him """
    invited_at: datetime.datetime | None
    """ with `members:write` alone """
    invitation_expires_at: datetime.datetime | None
    """ with `members:write` alone, while he is invited """
    joined_at: datetime.datetime | None
    """ with `members:write` alone: when he accepted """
    signed_out_at: datetime.datetime | None
    """ with `members:write` alone: whatever he signed in to before is over """
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        status: str
        if isinstance(self.status, MembershipStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        name = self.name

        roles = []
        for roles_item_data in self.roles:
            roles_item: str
            if isinstance(roles_item_data, Role):
                roles_item = roles_item_data.value
            else:
                roles_item = roles_item_data
            roles.append(roles_item)

        unit_id: None | str
        if isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        email: None | str
        email = self.email

        person_id: None | str
        if isinstance(self.person_id, UUID):
            person_id = str(self.person_id)
        else:
            person_id = self.person_id

        invited_at: None | str
        if isinstance(self.invited_at, datetime.datetime):
            invited_at = self.invited_at.isoformat()
        else:
            invited_at = self.invited_at

        invitation_expires_at: None | str
        if isinstance(self.invitation_expires_at, datetime.datetime):
            invitation_expires_at = self.invitation_expires_at.isoformat()
        else:
            invitation_expires_at = self.invitation_expires_at

        joined_at: None | str
        if isinstance(self.joined_at, datetime.datetime):
            joined_at = self.joined_at.isoformat()
        else:
            joined_at = self.joined_at

        signed_out_at: None | str
        if isinstance(self.signed_out_at, datetime.datetime):
            signed_out_at = self.signed_out_at.isoformat()
        else:
            signed_out_at = self.signed_out_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "version": version,
                "name": name,
                "roles": roles,
                "unit_id": unit_id,
                "email": email,
                "person_id": person_id,
                "invited_at": invited_at,
                "invitation_expires_at": invitation_expires_at,
                "joined_at": joined_at,
                "signed_out_at": signed_out_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_status(data: object) -> MembershipStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = MembershipStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MembershipStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        name = d.pop("name")

        roles = []
        _roles = d.pop("roles")
        for roles_item_data in _roles:

            def _parse_roles_item(data: object) -> Role | str:
                try:
                    if not isinstance(data, str):
                        raise TypeError()
                    roles_item_type_0 = Role(data)

                    return roles_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast(Role | str, data)

            roles_item = _parse_roles_item(roles_item_data)

            roles.append(roles_item)

        def _parse_unit_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_person_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                person_id_type_0 = UUID(data)

                return person_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        person_id = _parse_person_id(d.pop("person_id"))

        def _parse_invited_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                invited_at_type_0 = datetime.datetime.fromisoformat(data)

                return invited_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        invited_at = _parse_invited_at(d.pop("invited_at"))

        def _parse_invitation_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                invitation_expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return invitation_expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        invitation_expires_at = _parse_invitation_expires_at(d.pop("invitation_expires_at"))

        def _parse_joined_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                joined_at_type_0 = datetime.datetime.fromisoformat(data)

                return joined_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        joined_at = _parse_joined_at(d.pop("joined_at"))

        def _parse_signed_out_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                signed_out_at_type_0 = datetime.datetime.fromisoformat(data)

                return signed_out_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        signed_out_at = _parse_signed_out_at(d.pop("signed_out_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        member_answer = cls(
            id=id,
            status=status,
            version=version,
            name=name,
            roles=roles,
            unit_id=unit_id,
            email=email,
            person_id=person_id,
            invited_at=invited_at,
            invitation_expires_at=invitation_expires_at,
            joined_at=joined_at,
            signed_out_at=signed_out_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        member_answer.additional_properties = d
        return member_answer

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

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RegistrationCreate")


@_attrs_define
class RegistrationCreate:
    """A government that asks to take part."""

    region: str
    """ Kemendagri code, such as `32.04` """
    office: str
    email: str
    """ an official address; a link is sent there """
    contact_name: str
    """ who becomes the first admin """
    phone: None | str | Unset = UNSET
    letter_asset_id: None | Unset | UUID = UNSET
    letter_ticket: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        region = self.region

        office = self.office

        email = self.email

        contact_name = self.contact_name

        phone: None | str | Unset
        if isinstance(self.phone, Unset):
            phone = UNSET
        else:
            phone = self.phone

        letter_asset_id: None | str | Unset
        if isinstance(self.letter_asset_id, Unset):
            letter_asset_id = UNSET
        elif isinstance(self.letter_asset_id, UUID):
            letter_asset_id = str(self.letter_asset_id)
        else:
            letter_asset_id = self.letter_asset_id

        letter_ticket: None | str | Unset
        if isinstance(self.letter_ticket, Unset):
            letter_ticket = UNSET
        else:
            letter_ticket = self.letter_ticket

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "region": region,
                "office": office,
                "email": email,
                "contact_name": contact_name,
            }
        )
        if phone is not UNSET:
            field_dict["phone"] = phone
        if letter_asset_id is not UNSET:
            field_dict["letter_asset_id"] = letter_asset_id
        if letter_ticket is not UNSET:
            field_dict["letter_ticket"] = letter_ticket

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        region = d.pop("region")

        office = d.pop("office")

        email = d.pop("email")

        contact_name = d.pop("contact_name")

        def _parse_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        phone = _parse_phone(d.pop("phone", UNSET))

        def _parse_letter_asset_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                letter_asset_id_type_0 = UUID(data)

                return letter_asset_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        letter_asset_id = _parse_letter_asset_id(d.pop("letter_asset_id", UNSET))

        def _parse_letter_ticket(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        letter_ticket = _parse_letter_ticket(d.pop("letter_ticket", UNSET))

        registration_create = cls(
            region=region,
            office=office,
            email=email,
            contact_name=contact_name,
            phone=phone,
            letter_asset_id=letter_asset_id,
            letter_ticket=letter_ticket,
        )

        return registration_create

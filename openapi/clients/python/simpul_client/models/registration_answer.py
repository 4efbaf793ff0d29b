from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.registration_status import RegistrationStatus

if TYPE_CHECKING:
    from ..models.asset_answer import AssetAnswer


T = TypeVar("T", bound="RegistrationAnswer")


@_attrs_define
class RegistrationAnswer:
    """A registration as the province sees it."""

    id: UUID
    region: str
    office: str
    email: str
    contact_name: str
    phone: None | str
    letter: AssetAnswer | None
    """ its `url` is null until the file was checked """
    status: RegistrationStatus | str
    version: int
    confirmed_at: datetime.datetime | None
    """ when the e-mailed link was opened """
    decided_at: datetime.datetime | None
    decision_note: None | str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.asset_answer import AssetAnswer  # noqa: PLC0415

        id = str(self.id)

        region = self.region

        office = self.office

        email = self.email

        contact_name = self.contact_name

        phone: None | str
        phone = self.phone

        letter: dict[str, Any] | None
        if isinstance(self.letter, AssetAnswer):
            letter = self.letter.to_dict()
        else:
            letter = self.letter

        status: str
        if isinstance(self.status, RegistrationStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        confirmed_at: None | str
        if isinstance(self.confirmed_at, datetime.datetime):
            confirmed_at = self.confirmed_at.isoformat()
        else:
            confirmed_at = self.confirmed_at

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        decision_note: None | str
        decision_note = self.decision_note

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "region": region,
                "office": office,
                "email": email,
                "contact_name": contact_name,
                "phone": phone,
                "letter": letter,
                "status": status,
                "version": version,
                "confirmed_at": confirmed_at,
                "decided_at": decided_at,
                "decision_note": decision_note,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_answer import AssetAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        region = d.pop("region")

        office = d.pop("office")

        email = d.pop("email")

        contact_name = d.pop("contact_name")

        def _parse_phone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        phone = _parse_phone(d.pop("phone"))

        def _parse_letter(data: object) -> AssetAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                letter_type_0 = AssetAnswer.from_dict(data)

                return letter_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssetAnswer | None, data)

        letter = _parse_letter(d.pop("letter"))

        def _parse_status(data: object) -> RegistrationStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = RegistrationStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RegistrationStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        def _parse_confirmed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                confirmed_at_type_0 = datetime.datetime.fromisoformat(data)

                return confirmed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        confirmed_at = _parse_confirmed_at(d.pop("confirmed_at"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_decision_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision_note = _parse_decision_note(d.pop("decision_note"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        registration_answer = cls(
            id=id,
            region=region,
            office=office,
            email=email,
            contact_name=contact_name,
            phone=phone,
            letter=letter,
            status=status,
            version=version,
            confirmed_at=confirmed_at,
            decided_at=decided_at,
            decision_note=decision_note,
            created_at=created_at,
            updated_at=updated_at,
        )

        registration_answer.additional_properties = d
        return registration_answer

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

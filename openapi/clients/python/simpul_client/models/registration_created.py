from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.registration_status import RegistrationStatus

T = TypeVar("T", bound="RegistrationCreated")


@_attrs_define
class RegistrationCreated:
    """A registration that waits for its e-mailed link to be opened."""

    status: RegistrationStatus | str
    status_url: str
    """ where to follow it; keep it, it is shown once """
    secret: str
    """ the last part of `status_url` """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str
        if isinstance(self.status, RegistrationStatus):
            status = self.status.value
        else:
            status = self.status

        status_url = self.status_url

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "status_url": status_url,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

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

        status_url = d.pop("status_url")

        secret = d.pop("secret")

        registration_created = cls(
            status=status,
            status_url=status_url,
            secret=secret,
        )

        registration_created.additional_properties = d
        return registration_created

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

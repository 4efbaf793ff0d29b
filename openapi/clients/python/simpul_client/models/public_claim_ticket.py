from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.asset_upload import AssetUpload


T = TypeVar("T", bound="PublicClaimTicket")


@_attrs_define
class PublicClaimTicket:
    """Where to upload a file, and the ticket that names it in one claim."""

    asset_id: UUID
    """ send it in `asset_ids` """
    ticket: str
    """ send it in `tickets`; good once, and shown once """
    upload: AssetUpload
    """ How to upload: a multipart form with all `fields` first and the file as `file` last. """
    expires_at: datetime.datetime
    """ until when the ticket is good """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asset_id = str(self.asset_id)

        ticket = self.ticket

        upload = self.upload.to_dict()

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asset_id": asset_id,
                "ticket": ticket,
                "upload": upload,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_upload import AssetUpload  # noqa: PLC0415

        d = dict(src_dict)
        asset_id = UUID(d.pop("asset_id"))

        ticket = d.pop("ticket")

        upload = AssetUpload.from_dict(d.pop("upload"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        public_claim_ticket = cls(
            asset_id=asset_id,
            ticket=ticket,
            upload=upload,
            expires_at=expires_at,
        )

        public_claim_ticket.additional_properties = d
        return public_claim_ticket

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

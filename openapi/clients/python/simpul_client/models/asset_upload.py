from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.asset_upload_fields import AssetUploadFields


T = TypeVar("T", bound="AssetUpload")


@_attrs_define
class AssetUpload:
    """How to upload: a multipart form with all `fields` first and the file as `file` last."""

    method: Literal["POST"]
    url: str
    fields: AssetUploadFields
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        url = self.url

        fields = self.fields.to_dict()

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "url": url,
                "fields": fields,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_upload_fields import AssetUploadFields  # noqa: PLC0415

        d = dict(src_dict)
        method = cast(Literal["POST"], d.pop("method"))
        if method != "POST":
            raise ValueError(f"method must match const 'POST', got '{method}'")

        url = d.pop("url")

        fields = AssetUploadFields.from_dict(d.pop("fields"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        asset_upload = cls(
            method=method,
            url=url,
            fields=fields,
            expires_at=expires_at,
        )

        asset_upload.additional_properties = d
        return asset_upload

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

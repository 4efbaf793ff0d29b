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
    from ..models.asset_part import AssetPart


T = TypeVar("T", bound="AssetUploadParts")


@_attrs_define
class AssetUploadParts:
    """How to upload a large file: in any order the parts that the storage does not have yet.

    Each may be sent again. After `expires_at`, or when the line broke, get_asset_upload says what is
    left.

    """

    method: Literal["MULTIPART"]
    part_size: int
    parts: list[AssetPart]
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        part_size = self.part_size

        parts = []
        for parts_item_data in self.parts:
            parts_item = parts_item_data.to_dict()
            parts.append(parts_item)

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "part_size": part_size,
                "parts": parts,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_part import AssetPart  # noqa: PLC0415

        d = dict(src_dict)
        method = cast(Literal["MULTIPART"], d.pop("method"))
        if method != "MULTIPART":
            raise ValueError(f"method must match const 'MULTIPART', got '{method}'")

        part_size = d.pop("part_size")

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = AssetPart.from_dict(parts_item_data)

            parts.append(parts_item)

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        asset_upload_parts = cls(
            method=method,
            part_size=part_size,
            parts=parts,
            expires_at=expires_at,
        )

        asset_upload_parts.additional_properties = d
        return asset_upload_parts

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

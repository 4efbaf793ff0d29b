from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.asset_purpose import AssetPurpose
from ..models.content_type import ContentType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AssetCreate")


@_attrs_define
class AssetCreate:
    """A file that you are about to upload."""

    purpose: AssetPurpose
    """ What a file is for; it decides which types are taken. """
    file_name: str
    """ as people know it, without a folder """
    content_type: ContentType
    """ The types that are taken. SVG and HTML can run scripts and are not. """
    size: int
    """ bytes """
    sha256: str
    """ of the file, lower-case hex """
    alt: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        purpose = self.purpose.value

        file_name = self.file_name

        content_type = self.content_type.value

        size = self.size

        sha256 = self.sha256

        alt: None | str | Unset
        if isinstance(self.alt, Unset):
            alt = UNSET
        else:
            alt = self.alt

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
                "sha256": sha256,
            }
        )
        if alt is not UNSET:
            field_dict["alt"] = alt

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        purpose = AssetPurpose(d.pop("purpose"))

        file_name = d.pop("file_name")

        content_type = ContentType(d.pop("content_type"))

        size = d.pop("size")

        sha256 = d.pop("sha256")

        def _parse_alt(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        alt = _parse_alt(d.pop("alt", UNSET))

        asset_create = cls(
            purpose=purpose,
            file_name=file_name,
            content_type=content_type,
            size=size,
            sha256=sha256,
            alt=alt,
        )

        return asset_create

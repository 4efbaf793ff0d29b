from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.content_type import ContentType

T = TypeVar("T", bound="PublicClaimUpload")


@_attrs_define
class PublicClaimUpload:
    """A picture, voice note or video that you are about to upload."""

    region: str
    """ that of the claim it is for """
    file_name: str
    """ as people know it, without a folder """
    content_type: ContentType
    """ The types that are taken. SVG and HTML can run scripts and are not. """
    size: int
    """ bytes """
    sha256: str
    """ of the file, lower-case hex """

    def to_dict(self) -> dict[str, Any]:
        region = self.region

        file_name = self.file_name

        content_type = self.content_type.value

        size = self.size

        sha256 = self.sha256

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "region": region,
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
                "sha256": sha256,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        region = d.pop("region")

        file_name = d.pop("file_name")

        content_type = ContentType(d.pop("content_type"))

        size = d.pop("size")

        sha256 = d.pop("sha256")

        public_claim_upload = cls(
            region=region,
            file_name=file_name,
            content_type=content_type,
            size=size,
            sha256=sha256,
        )

        return public_claim_upload

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.asset_purpose import AssetPurpose
from ..models.asset_status import AssetStatus
from ..models.content_type import ContentType

if TYPE_CHECKING:
    from ..models.asset_variant import AssetVariant


T = TypeVar("T", bound="AssetAnswer")


@_attrs_define
class AssetAnswer:
    """A file and what is known of it."""

    id: UUID
    tenant: str
    status: AssetStatus | str
    version: int
    purpose: AssetPurpose | str
    file_name: str
    content_type: ContentType | str
    size: int
    sha256: str
    alt: None | str
    refusal: None | str
    """ why it was refused: a code, a colon, and a sentence """
    url: None | str
    """ to read it for five minutes; null until it is ready """
    variants: list[AssetVariant]
    """ a picture 1280, 640 and 320 pixels wide, if it is wider, in WebP and JPEG """
    width: int | None
    """ pixels, of a picture as it is shown """
    height: int | None
    blurhash: None | str
    """ of a picture, to show before it is there """
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        tenant = self.tenant

        status: str
        if isinstance(self.status, AssetStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        purpose: str
        if isinstance(self.purpose, AssetPurpose):
            purpose = self.purpose.value
        else:
            purpose = self.purpose

        file_name = self.file_name

        content_type: str
        if isinstance(self.content_type, ContentType):
            content_type = self.content_type.value
        else:
            content_type = self.content_type

        size = self.size

        sha256 = self.sha256

        alt: None | str
        alt = self.alt

        refusal: None | str
        refusal = self.refusal

        url: None | str
        url = self.url

        variants = []
        for variants_item_data in self.variants:
            variants_item = variants_item_data.to_dict()
            variants.append(variants_item)

        width: int | None
        width = self.width

        height: int | None
        height = self.height

        blurhash: None | str
        blurhash = self.blurhash

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "tenant": tenant,
                "status": status,
                "version": version,
                "purpose": purpose,
                "file_name": file_name,
                "content_type": content_type,
                "size": size,
                "sha256": sha256,
                "alt": alt,
                "refusal": refusal,
                "url": url,
                "variants": variants,
                "width": width,
                "height": height,
                "blurhash": blurhash,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_variant import AssetVariant  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> AssetStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = AssetStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssetStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        def _parse_purpose(data: object) -> AssetPurpose | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                purpose_type_0 = AssetPurpose(data)

                return purpose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssetPurpose | str, data)

        purpose = _parse_purpose(d.pop("purpose"))

        file_name = d.pop("file_name")

        def _parse_content_type(data: object) -> ContentType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                content_type_type_0 = ContentType(data)

                return content_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContentType | str, data)

        content_type = _parse_content_type(d.pop("content_type"))

        size = d.pop("size")

        sha256 = d.pop("sha256")

        def _parse_alt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        alt = _parse_alt(d.pop("alt"))

        def _parse_refusal(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        refusal = _parse_refusal(d.pop("refusal"))

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        variants = []
        _variants = d.pop("variants")
        for variants_item_data in _variants:
            variants_item = AssetVariant.from_dict(variants_item_data)

            variants.append(variants_item)

        def _parse_width(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        width = _parse_width(d.pop("width"))

        def _parse_height(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        height = _parse_height(d.pop("height"))

        def _parse_blurhash(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        blurhash = _parse_blurhash(d.pop("blurhash"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        asset_answer = cls(
            id=id,
            tenant=tenant,
            status=status,
            version=version,
            purpose=purpose,
            file_name=file_name,
            content_type=content_type,
            size=size,
            sha256=sha256,
            alt=alt,
            refusal=refusal,
            url=url,
            variants=variants,
            width=width,
            height=height,
            blurhash=blurhash,
            created_at=created_at,
            updated_at=updated_at,
        )

        asset_answer.additional_properties = d
        return asset_answer

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

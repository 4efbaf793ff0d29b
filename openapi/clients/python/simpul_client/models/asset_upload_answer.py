from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.asset_upload import AssetUpload
    from ..models.asset_upload_parts import AssetUploadParts


T = TypeVar("T", bound="AssetUploadAnswer")


@_attrs_define
class AssetUploadAnswer:
    """How to upload what is left of a file."""

    upload: AssetUpload | AssetUploadParts
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.asset_upload import AssetUpload  # noqa: PLC0415

        upload: dict[str, Any]
        if isinstance(self.upload, AssetUpload):
            upload = self.upload.to_dict()
        else:
            upload = self.upload.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "upload": upload,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asset_upload import AssetUpload  # noqa: PLC0415
        from ..models.asset_upload_parts import AssetUploadParts  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_upload(data: object) -> AssetUpload | AssetUploadParts:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                upload_type_0 = AssetUpload.from_dict(data)

                return upload_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            upload_type_1 = AssetUploadParts.from_dict(data)

            return upload_type_1

        upload = _parse_upload(d.pop("upload"))

        asset_upload_answer = cls(
            upload=upload,
        )

        asset_upload_answer.additional_properties = d
        return asset_upload_answer

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.variant import Variant


T = TypeVar("T", bound="Cover")


@_attrs_define
class Cover:
    """The picture of a clarification."""

    alt: str
    width: int
    height: int
    blurhash: None | str
    variants: list[Variant]
    """ smallest first """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        alt = self.alt

        width = self.width

        height = self.height

        blurhash: None | str
        blurhash = self.blurhash

        variants = []
        for variants_item_data in self.variants:
            variants_item = variants_item_data.to_dict()
            variants.append(variants_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alt": alt,
                "width": width,
                "height": height,
                "blurhash": blurhash,
                "variants": variants,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.variant import Variant  # noqa: PLC0415

        d = dict(src_dict)
        alt = d.pop("alt")

        width = d.pop("width")

        height = d.pop("height")

        def _parse_blurhash(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        blurhash = _parse_blurhash(d.pop("blurhash"))

        variants = []
        _variants = d.pop("variants")
        for variants_item_data in _variants:
            variants_item = Variant.from_dict(variants_item_data)

            variants.append(variants_item)

        cover = cls(
            alt=alt,
            width=width,
            height=height,
            blurhash=blurhash,
            variants=variants,
        )

        cover.additional_properties = d
        return cover

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

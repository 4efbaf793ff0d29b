from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ChannelImport")


@_attrs_define
class ChannelImport:
    """A table to import: an asset of purpose `import` that is ready."""

    asset_id: UUID
    dry_run: bool | Unset = False
    """ say what would happen, and write nothing at all """
    partial: bool | Unset = False
    """ write the rows that are right although others are wrong """

    def to_dict(self) -> dict[str, Any]:
        asset_id = str(self.asset_id)

        dry_run = self.dry_run

        partial = self.partial

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asset_id": asset_id,
            }
        )
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run
        if partial is not UNSET:
            field_dict["partial"] = partial

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        asset_id = UUID(d.pop("asset_id"))

        dry_run = d.pop("dry_run", UNSET)

        partial = d.pop("partial", UNSET)

        channel_import = cls(
            asset_id=asset_id,
            dry_run=dry_run,
            partial=partial,
        )

        return channel_import

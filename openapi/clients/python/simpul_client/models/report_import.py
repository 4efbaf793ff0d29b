from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReportImport")


@_attrs_define
class ReportImport:
    """A table of reports to import."""

    asset_id: UUID
    dry_run: bool | Unset = False
    """ say what would happen, and write nothing at all """
    partial: bool | Unset = False
    """ write the rows that are right although others are wrong """
    submit: bool | Unset = False
    """ hand each report in; else they are drafts """

    def to_dict(self) -> dict[str, Any]:
        asset_id = str(self.asset_id)

        dry_run = self.dry_run

        partial = self.partial

        submit = self.submit

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
        if submit is not UNSET:
            field_dict["submit"] = submit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        asset_id = UUID(d.pop("asset_id"))

        dry_run = d.pop("dry_run", UNSET)

        partial = d.pop("partial", UNSET)

        submit = d.pop("submit", UNSET)

        report_import = cls(
            asset_id=asset_id,
            dry_run=dry_run,
            partial=partial,
            submit=submit,
        )

        return report_import

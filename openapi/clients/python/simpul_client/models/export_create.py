from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.export_kind import ExportKind
from ..models.sheet_format import SheetFormat
from ..types import UNSET, Unset

T = TypeVar("T", bound="ExportCreate")


@_attrs_define
class ExportCreate:
    """What to export. The province exports what all handed in, a regency or city its own."""

    kind: ExportKind
    """ What is exported; more may come. """
    format_: SheetFormat | Unset = UNSET
    """ How a table is written. """
    periods: list[str] | Unset = UNSET
    """ none: all of them """
    tenants: list[str] | Unset = UNSET
    """ for the province; its own code alone: drafts too """

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        format_: str | Unset = UNSET
        if not isinstance(self.format_, Unset):
            format_ = self.format_.value

        periods: list[str] | Unset = UNSET
        if not isinstance(self.periods, Unset):
            periods = self.periods

        tenants: list[str] | Unset = UNSET
        if not isinstance(self.tenants, Unset):
            tenants = self.tenants

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_
        if periods is not UNSET:
            field_dict["periods"] = periods
        if tenants is not UNSET:
            field_dict["tenants"] = tenants

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = ExportKind(d.pop("kind"))

        _format_ = d.pop("format", UNSET)
        format_: SheetFormat | Unset
        if isinstance(_format_, Unset):
            format_ = UNSET
        else:
            format_ = SheetFormat(_format_)

        periods = cast(list[str], d.pop("periods", UNSET))

        tenants = cast(list[str], d.pop("tenants", UNSET))

        export_create = cls(
            kind=kind,
            format_=format_,
            periods=periods,
            tenants=tenants,
        )

        return export_create

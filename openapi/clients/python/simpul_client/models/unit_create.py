from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.unit_kind import UnitKind

T = TypeVar("T", bound="UnitCreate")


@_attrs_define
class UnitCreate:
    """A new unit."""

    name: str
    """ unique in your tenant """
    kind: UnitKind
    """ What kind of part it is; more may come. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind = self.kind.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        kind = UnitKind(d.pop("kind"))

        unit_create = cls(
            name=name,
            kind=kind,
        )

        return unit_create

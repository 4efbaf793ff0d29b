from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ElectionWindowCreate")


@_attrs_define
class ElectionWindowCreate:
    """Days in which clarifications about politics need the province's signature."""

    name: str
    starts_on: datetime.date
    """ the first day, in the province's time zone """
    ends_on: datetime.date
    """ the last day, included """
    regions: list[str] | Unset = UNSET
    """ empty, or with the province: all of it """
    terms: list[str] | Unset = UNSET
    """ names of candidates and parties; found as whole words, whatever their case """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        starts_on = self.starts_on.isoformat()

        ends_on = self.ends_on.isoformat()

        regions: list[str] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = self.regions

        terms: list[str] | Unset = UNSET
        if not isinstance(self.terms, Unset):
            terms = self.terms

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "starts_on": starts_on,
                "ends_on": ends_on,
            }
        )
        if regions is not UNSET:
            field_dict["regions"] = regions
        if terms is not UNSET:
            field_dict["terms"] = terms

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        starts_on = datetime.date.fromisoformat(d.pop("starts_on"))

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        regions = cast(list[str], d.pop("regions", UNSET))

        terms = cast(list[str], d.pop("terms", UNSET))

        election_window_create = cls(
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            regions=regions,
            terms=terms,
        )

        return election_window_create

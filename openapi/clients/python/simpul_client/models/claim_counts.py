from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ClaimCounts")


@_attrs_define
class ClaimCounts:
    """Claims that were received in the month, by what they are now.

    `received` is the sum of the eight below it. A claim that went on to another office counts at both;
    `continued` says how many came that way.

    """

    received: int
    clarified: int
    not_clarifiable: int
    ineligible: int
    duplicate: int
    transferred: int
    escalated: int
    new: int
    assigned: int
    open_: int
    """ `new` and `assigned` together """
    continued: int
    """ received from another office """
    sightings: int
    """ how often these claims were reported """
    median_minutes: float | None
    """ from receiving a claim to closing it, of those that the office closed itself """
    within_clock: float | None
    """ the share that the office closed in time, of those that it closed, that were escalated, and that are open
    past their time """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        received = self.received

        clarified = self.clarified

        not_clarifiable = self.not_clarifiable

        ineligible = self.ineligible

        duplicate = self.duplicate

        transferred = self.transferred

        escalated = self.escalated

        new = self.new

        assigned = self.assigned

        open_ = self.open_

        continued = self.continued

        sightings = self.sightings

        median_minutes: float | None
        median_minutes = self.median_minutes

        within_clock: float | None
        within_clock = self.within_clock

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "received": received,
                "clarified": clarified,
                "not_clarifiable": not_clarifiable,
                "ineligible": ineligible,
                "duplicate": duplicate,
                "transferred": transferred,
                "escalated": escalated,
                "new": new,
                "assigned": assigned,
                "open": open_,
                "continued": continued,
                "sightings": sightings,
                "median_minutes": median_minutes,
                "within_clock": within_clock,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        received = d.pop("received")

        clarified = d.pop("clarified")

        not_clarifiable = d.pop("not_clarifiable")

        ineligible = d.pop("ineligible")

        duplicate = d.pop("duplicate")

        transferred = d.pop("transferred")

        escalated = d.pop("escalated")

        new = d.pop("new")

        assigned = d.pop("assigned")

        open_ = d.pop("open")

        continued = d.pop("continued")

        sightings = d.pop("sightings")

        def _parse_median_minutes(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        median_minutes = _parse_median_minutes(d.pop("median_minutes"))

        def _parse_within_clock(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        within_clock = _parse_within_clock(d.pop("within_clock"))

        claim_counts = cls(
            received=received,
            clarified=clarified,
            not_clarifiable=not_clarifiable,
            ineligible=ineligible,
            duplicate=duplicate,
            transferred=transferred,
            escalated=escalated,
            new=new,
            assigned=assigned,
            open_=open_,
            continued=continued,
            sightings=sightings,
            median_minutes=median_minutes,
            within_clock=within_clock,
        )

        claim_counts.additional_properties = d
        return claim_counts

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

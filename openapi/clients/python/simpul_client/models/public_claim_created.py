from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.matched_clarification import MatchedClarification


T = TypeVar("T", bound="PublicClaimCreated")


@_attrs_define
class PublicClaimCreated:
    """A claim as its sender knows it."""

    reference: str
    status_url: str
    """ where to follow it; keep it, it is shown once """
    secret: str
    """ the last part of `status_url` """
    due_at: datetime.datetime
    """ until when the office means to answer """
    matches: list[MatchedClarification]
    """ what may answer it already, the likeliest first; the office decides """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reference = self.reference

        status_url = self.status_url

        secret = self.secret

        due_at = self.due_at.isoformat()

        matches = []
        for matches_item_data in self.matches:
            matches_item = matches_item_data.to_dict()
            matches.append(matches_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reference": reference,
                "status_url": status_url,
                "secret": secret,
                "due_at": due_at,
                "matches": matches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.matched_clarification import MatchedClarification  # noqa: PLC0415

        d = dict(src_dict)
        reference = d.pop("reference")

        status_url = d.pop("status_url")

        secret = d.pop("secret")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        matches = []
        _matches = d.pop("matches")
        for matches_item_data in _matches:
            matches_item = MatchedClarification.from_dict(matches_item_data)

            matches.append(matches_item)

        public_claim_created = cls(
            reference=reference,
            status_url=status_url,
            secret=secret,
            due_at=due_at,
            matches=matches,
        )

        public_claim_created.additional_properties = d
        return public_claim_created

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.claim_outcome import ClaimOutcome
from ..models.claim_status import ClaimStatus
from ..models.medium import Medium
from ..models.seen_on import SeenOn

if TYPE_CHECKING:
    from ..models.claim_suggestion import ClaimSuggestion


T = TypeVar("T", bound="ClaimAnswer")


@_attrs_define
class ClaimAnswer:
    """A claim, as its office and the province see it."""

    id: UUID
    reference: str
    tenant: str
    status: ClaimStatus | str
    assignee: None | UUID
    """ the member who works on it """
    sightings: int
    """ how often it was reported; more of them change no version """
    received_at: datetime.datetime
    due_at: datetime.datetime
    overdue: bool
    origin_claim: None | str
    """ the claim that this one continues """
    suggestions: list[ClaimSuggestion]
    version: int
    text: None | str
    links: list[str]
    medium: Medium | str
    seen_on: None | SeenOn | str
    region: str
    asset_ids: list[UUID]
    external_reference: None | str
    outcome: ClaimOutcome | None | str
    """ once it is closed, here or where it went on """
    clarification_number: None | str
    note: None | str
    """ of the last decision """
    duplicate_of: None | str
    continued_as: None | str
    """ the claim that it went on as """
    continued_by: None | str
    """ the tenant of that claim """
    closed_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        reference = self.reference

        tenant = self.tenant

        status: str
        if isinstance(self.status, ClaimStatus):
            status = self.status.value
        else:
            status = self.status

        assignee: None | str
        if isinstance(self.assignee, UUID):
            assignee = str(self.assignee)
        else:
            assignee = self.assignee

        sightings = self.sightings

        received_at = self.received_at.isoformat()

        due_at = self.due_at.isoformat()

        overdue = self.overdue

        origin_claim: None | str
        origin_claim = self.origin_claim

        suggestions = []
        for suggestions_item_data in self.suggestions:
            suggestions_item = suggestions_item_data.to_dict()
            suggestions.append(suggestions_item)

        version = self.version

        text: None | str
        text = self.text

        links = self.links

        medium: str
        if isinstance(self.medium, Medium):
            medium = self.medium.value
        else:
            medium = self.medium

        seen_on: None | str
        if isinstance(self.seen_on, SeenOn):
            seen_on = self.seen_on.value
        else:
            seen_on = self.seen_on

        region = self.region

        asset_ids = []
        for asset_ids_item_data in self.asset_ids:
            asset_ids_item = str(asset_ids_item_data)
            asset_ids.append(asset_ids_item)

        external_reference: None | str
        external_reference = self.external_reference

        outcome: None | str
        if isinstance(self.outcome, ClaimOutcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        clarification_number: None | str
        clarification_number = self.clarification_number

        note: None | str
        note = self.note

        duplicate_of: None | str
        duplicate_of = self.duplicate_of

        continued_as: None | str
        continued_as = self.continued_as

        continued_by: None | str
        continued_by = self.continued_by

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "reference": reference,
                "tenant": tenant,
                "status": status,
                "assignee": assignee,
                "sightings": sightings,
                "received_at": received_at,
                "due_at": due_at,
                "overdue": overdue,
                "origin_claim": origin_claim,
                "suggestions": suggestions,
                "version": version,
                "text": text,
                "links": links,
                "medium": medium,
                "seen_on": seen_on,
                "region": region,
                "asset_ids": asset_ids,
                "external_reference": external_reference,
                "outcome": outcome,
                "clarification_number": clarification_number,
                "note": note,
                "duplicate_of": duplicate_of,
                "continued_as": continued_as,
                "continued_by": continued_by,
                "closed_at": closed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim_suggestion import ClaimSuggestion  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        reference = d.pop("reference")

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> ClaimStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ClaimStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClaimStatus | str, data)

        status = _parse_status(d.pop("status"))

        def _parse_assignee(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                assignee_type_0 = UUID(data)

                return assignee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        assignee = _parse_assignee(d.pop("assignee"))

        sightings = d.pop("sightings")

        received_at = datetime.datetime.fromisoformat(d.pop("received_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        overdue = d.pop("overdue")

        def _parse_origin_claim(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        origin_claim = _parse_origin_claim(d.pop("origin_claim"))

        suggestions = []
        _suggestions = d.pop("suggestions")
        for suggestions_item_data in _suggestions:
            suggestions_item = ClaimSuggestion.from_dict(suggestions_item_data)

            suggestions.append(suggestions_item)

        version = d.pop("version")

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        links = cast(list[str], d.pop("links"))

        def _parse_medium(data: object) -> Medium | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                medium_type_0 = Medium(data)

                return medium_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Medium | str, data)

        medium = _parse_medium(d.pop("medium"))

        def _parse_seen_on(data: object) -> None | SeenOn | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seen_on_type_0 = SeenOn(data)

                return seen_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SeenOn | str, data)

        seen_on = _parse_seen_on(d.pop("seen_on"))

        region = d.pop("region")

        asset_ids = []
        _asset_ids = d.pop("asset_ids")
        for asset_ids_item_data in _asset_ids:
            asset_ids_item = UUID(asset_ids_item_data)

            asset_ids.append(asset_ids_item)

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        def _parse_outcome(data: object) -> ClaimOutcome | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = ClaimOutcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ClaimOutcome | None | str, data)

        outcome = _parse_outcome(d.pop("outcome"))

        def _parse_clarification_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clarification_number = _parse_clarification_number(d.pop("clarification_number"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_duplicate_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of"))

        def _parse_continued_as(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        continued_as = _parse_continued_as(d.pop("continued_as"))

        def _parse_continued_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        continued_by = _parse_continued_by(d.pop("continued_by"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        claim_answer = cls(
            id=id,
            reference=reference,
            tenant=tenant,
            status=status,
            assignee=assignee,
            sightings=sightings,
            received_at=received_at,
            due_at=due_at,
            overdue=overdue,
            origin_claim=origin_claim,
            suggestions=suggestions,
            version=version,
            text=text,
            links=links,
            medium=medium,
            seen_on=seen_on,
            region=region,
            asset_ids=asset_ids,
            external_reference=external_reference,
            outcome=outcome,
            clarification_number=clarification_number,
            note=note,
            duplicate_of=duplicate_of,
            continued_as=continued_as,
            continued_by=continued_by,
            closed_at=closed_at,
        )

        claim_answer.additional_properties = d
        return claim_answer

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

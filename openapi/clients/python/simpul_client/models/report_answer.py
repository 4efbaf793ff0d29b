from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_kind import ReportKind
from ..models.report_status import ReportStatus

if TYPE_CHECKING:
    from ..models.creator import Creator
    from ..models.report_change import ReportChange
    from ..models.report_post_answer import ReportPostAnswer


T = TypeVar("T", bound="ReportAnswer")


@_attrs_define
class ReportAnswer:
    """A report."""

    id: UUID
    tenant: str
    status: ReportStatus | str
    version: int
    late: bool
    """ first submitted after the period's due day """
    period: str
    kind: ReportKind | str
    title: str
    summary: None | str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    location: None | str
    organiser: None | str
    unit_id: None | UUID
    partner_institutions: list[str]
    speakers: list[str]
    participants: int | None
    participating_tenants: list[str]
    participating_units: int | None
    posts: list[ReportPostAnswer]
    clarification_numbers: list[str]
    asset_ids: list[UUID]
    neutrality_attested: bool
    external_reference: None | str
    submitted_at: datetime.datetime | None
    first_submitted_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    decision_note: None | str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    created_by: Creator
    """ Who created something. """
    changes: list[ReportChange] | None
    """ since it was returned last; null when it was not, or is accepted """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        tenant = self.tenant

        status: str
        if isinstance(self.status, ReportStatus):
            status = self.status.value
        else:
            status = self.status

        version = self.version

        late = self.late

        period = self.period

        kind: str
        if isinstance(self.kind, ReportKind):
            kind = self.kind.value
        else:
            kind = self.kind

        title = self.title

        summary: None | str
        summary = self.summary

        starts_on: None | str
        if isinstance(self.starts_on, datetime.date):
            starts_on = self.starts_on.isoformat()
        else:
            starts_on = self.starts_on

        ends_on: None | str
        if isinstance(self.ends_on, datetime.date):
            ends_on = self.ends_on.isoformat()
        else:
            ends_on = self.ends_on

        location: None | str
        location = self.location

        organiser: None | str
        organiser = self.organiser

        unit_id: None | str
        if isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        partner_institutions = self.partner_institutions

        speakers = self.speakers

        participants: int | None
        participants = self.participants

        participating_tenants = self.participating_tenants

        participating_units: int | None
        participating_units = self.participating_units

        posts = []
        for posts_item_data in self.posts:
            posts_item = posts_item_data.to_dict()
            posts.append(posts_item)

        clarification_numbers = self.clarification_numbers

        asset_ids = []
        for asset_ids_item_data in self.asset_ids:
            asset_ids_item = str(asset_ids_item_data)
            asset_ids.append(asset_ids_item)

        neutrality_attested = self.neutrality_attested

        external_reference: None | str
        external_reference = self.external_reference

        submitted_at: None | str
        if isinstance(self.submitted_at, datetime.datetime):
            submitted_at = self.submitted_at.isoformat()
        else:
            submitted_at = self.submitted_at

        first_submitted_at: None | str
        if isinstance(self.first_submitted_at, datetime.datetime):
            first_submitted_at = self.first_submitted_at.isoformat()
        else:
            first_submitted_at = self.first_submitted_at

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        decision_note: None | str
        decision_note = self.decision_note

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        created_by = self.created_by.to_dict()

        changes: list[dict[str, Any]] | None
        if isinstance(self.changes, list):
            changes = []
            for changes_type_0_item_data in self.changes:
                changes_type_0_item = changes_type_0_item_data.to_dict()
                changes.append(changes_type_0_item)

        else:
            changes = self.changes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "tenant": tenant,
                "status": status,
                "version": version,
                "late": late,
                "period": period,
                "kind": kind,
                "title": title,
                "summary": summary,
                "starts_on": starts_on,
                "ends_on": ends_on,
                "location": location,
                "organiser": organiser,
                "unit_id": unit_id,
                "partner_institutions": partner_institutions,
                "speakers": speakers,
                "participants": participants,
                "participating_tenants": participating_tenants,
                "participating_units": participating_units,
                "posts": posts,
                "clarification_numbers": clarification_numbers,
                "asset_ids": asset_ids,
                "neutrality_attested": neutrality_attested,
                "external_reference": external_reference,
                "submitted_at": submitted_at,
                "first_submitted_at": first_submitted_at,
                "decided_at": decided_at,
                "decision_note": decision_note,
                "created_at": created_at,
                "updated_at": updated_at,
                "created_by": created_by,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator import Creator  # noqa: PLC0415
        from ..models.report_change import ReportChange  # noqa: PLC0415
        from ..models.report_post_answer import ReportPostAnswer  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        tenant = d.pop("tenant")

        def _parse_status(data: object) -> ReportStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ReportStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ReportStatus | str, data)

        status = _parse_status(d.pop("status"))

        version = d.pop("version")

        late = d.pop("late")

        period = d.pop("period")

        def _parse_kind(data: object) -> ReportKind | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = ReportKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ReportKind | str, data)

        kind = _parse_kind(d.pop("kind"))

        title = d.pop("title")

        def _parse_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        summary = _parse_summary(d.pop("summary"))

        def _parse_starts_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                starts_on_type_0 = datetime.date.fromisoformat(data)

                return starts_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        starts_on = _parse_starts_on(d.pop("starts_on"))

        def _parse_ends_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_on_type_0 = datetime.date.fromisoformat(data)

                return ends_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        ends_on = _parse_ends_on(d.pop("ends_on"))

        def _parse_location(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        location = _parse_location(d.pop("location"))

        def _parse_organiser(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        organiser = _parse_organiser(d.pop("organiser"))

        def _parse_unit_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id"))

        partner_institutions = cast(list[str], d.pop("partner_institutions"))

        speakers = cast(list[str], d.pop("speakers"))

        def _parse_participants(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        participants = _parse_participants(d.pop("participants"))

        participating_tenants = cast(list[str], d.pop("participating_tenants"))

        def _parse_participating_units(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        participating_units = _parse_participating_units(d.pop("participating_units"))

        posts = []
        _posts = d.pop("posts")
        for posts_item_data in _posts:
            posts_item = ReportPostAnswer.from_dict(posts_item_data)

            posts.append(posts_item)

        clarification_numbers = cast(list[str], d.pop("clarification_numbers"))

        asset_ids = []
        _asset_ids = d.pop("asset_ids")
        for asset_ids_item_data in _asset_ids:
            asset_ids_item = UUID(asset_ids_item_data)

            asset_ids.append(asset_ids_item)

        neutrality_attested = d.pop("neutrality_attested")

        def _parse_external_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_reference = _parse_external_reference(d.pop("external_reference"))

        def _parse_submitted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                submitted_at_type_0 = datetime.datetime.fromisoformat(data)

                return submitted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        submitted_at = _parse_submitted_at(d.pop("submitted_at"))

        def _parse_first_submitted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_submitted_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_submitted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        first_submitted_at = _parse_first_submitted_at(d.pop("first_submitted_at"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_decision_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision_note = _parse_decision_note(d.pop("decision_note"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        created_by = Creator.from_dict(d.pop("created_by"))

        def _parse_changes(data: object) -> list[ReportChange] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                changes_type_0 = []
                _changes_type_0 = data
                for changes_type_0_item_data in _changes_type_0:
                    changes_type_0_item = ReportChange.from_dict(changes_type_0_item_data)

                    changes_type_0.append(changes_type_0_item)

                return changes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ReportChange] | None, data)

        changes = _parse_changes(d.pop("changes"))

        report_answer = cls(
            id=id,
            tenant=tenant,
            status=status,
            version=version,
            late=late,
            period=period,
            kind=kind,
            title=title,
            summary=summary,
            starts_on=starts_on,
            ends_on=ends_on,
            location=location,
            organiser=organiser,
            unit_id=unit_id,
            partner_institutions=partner_institutions,
            speakers=speakers,
            participants=participants,
            participating_tenants=participating_tenants,
            participating_units=participating_units,
            posts=posts,
            clarification_numbers=clarification_numbers,
            asset_ids=asset_ids,
            neutrality_attested=neutrality_attested,
            external_reference=external_reference,
            submitted_at=submitted_at,
            first_submitted_at=first_submitted_at,
            decided_at=decided_at,
            decision_note=decision_note,
            created_at=created_at,
            updated_at=updated_at,
            created_by=created_by,
            changes=changes,
        )

        report_answer.additional_properties = d
        return report_answer

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.report_kind import ReportKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.report_post_body import ReportPostBody


T = TypeVar("T", bound="ReportPatch")


@_attrs_define
class ReportPatch:
    """A JSON Merge Patch: only what is sent changes; null removes."""

    period: None | str | Unset = UNSET
    kind: None | ReportKind | Unset = UNSET
    title: None | str | Unset = UNSET
    summary: None | str | Unset = UNSET
    starts_on: datetime.date | None | Unset = UNSET
    ends_on: datetime.date | None | Unset = UNSET
    location: None | str | Unset = UNSET
    organiser: None | str | Unset = UNSET
    unit_id: None | Unset | UUID = UNSET
    partner_institutions: list[str] | None | Unset = UNSET
    speakers: list[str] | None | Unset = UNSET
    participants: int | None | Unset = UNSET
    participating_tenants: list[str] | None | Unset = UNSET
    participating_units: int | None | Unset = UNSET
    posts: list[ReportPostBody] | None | Unset = UNSET
    clarification_numbers: list[str] | None | Unset = UNSET
    asset_ids: list[UUID] | None | Unset = UNSET
    neutrality_attested: bool | None | Unset = UNSET
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        period: None | str | Unset
        if isinstance(self.period, Unset):
            period = UNSET
        else:
            period = self.period

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, ReportKind):
            kind = self.kind.value
        else:
            kind = self.kind

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        summary: None | str | Unset
        if isinstance(self.summary, Unset):
            summary = UNSET
        else:
            summary = self.summary

        starts_on: None | str | Unset
        if isinstance(self.starts_on, Unset):
            starts_on = UNSET
        elif isinstance(self.starts_on, datetime.date):
            starts_on = self.starts_on.isoformat()
        else:
            starts_on = self.starts_on

        ends_on: None | str | Unset
        if isinstance(self.ends_on, Unset):
            ends_on = UNSET
        elif isinstance(self.ends_on, datetime.date):
            ends_on = self.ends_on.isoformat()
        else:
            ends_on = self.ends_on

        location: None | str | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        else:
            location = self.location

        organiser: None | str | Unset
        if isinstance(self.organiser, Unset):
            organiser = UNSET
        else:
            organiser = self.organiser

        unit_id: None | str | Unset
        if isinstance(self.unit_id, Unset):
            unit_id = UNSET
        elif isinstance(self.unit_id, UUID):
            unit_id = str(self.unit_id)
        else:
            unit_id = self.unit_id

        partner_institutions: list[str] | None | Unset
        if isinstance(self.partner_institutions, Unset):
            partner_institutions = UNSET
        elif isinstance(self.partner_institutions, list):
            partner_institutions = self.partner_institutions

        else:
            partner_institutions = self.partner_institutions

        speakers: list[str] | None | Unset
        if isinstance(self.speakers, Unset):
            speakers = UNSET
        elif isinstance(self.speakers, list):
            speakers = self.speakers

        else:
            speakers = self.speakers

        participants: int | None | Unset
        if isinstance(self.participants, Unset):
            participants = UNSET
        else:
            participants = self.participants

        participating_tenants: list[str] | None | Unset
        if isinstance(self.participating_tenants, Unset):
            participating_tenants = UNSET
        elif isinstance(self.participating_tenants, list):
            participating_tenants = self.participating_tenants

        else:
            participating_tenants = self.participating_tenants

        participating_units: int | None | Unset
        if isinstance(self.participating_units, Unset):
            participating_units = UNSET
        else:
            participating_units = self.participating_units

        posts: list[dict[str, Any]] | None | Unset
        if isinstance(self.posts, Unset):
            posts = UNSET
        elif isinstance(self.posts, list):
            posts = []
            for posts_type_0_item_data in self.posts:
                posts_type_0_item = posts_type_0_item_data.to_dict()
                posts.append(posts_type_0_item)

        else:
            posts = self.posts

        clarification_numbers: list[str] | None | Unset
        if isinstance(self.clarification_numbers, Unset):
            clarification_numbers = UNSET
        elif isinstance(self.clarification_numbers, list):
            clarification_numbers = self.clarification_numbers

        else:
            clarification_numbers = self.clarification_numbers

        asset_ids: list[str] | None | Unset
        if isinstance(self.asset_ids, Unset):
            asset_ids = UNSET
        elif isinstance(self.asset_ids, list):
            asset_ids = []
            for asset_ids_type_0_item_data in self.asset_ids:
                asset_ids_type_0_item = str(asset_ids_type_0_item_data)
                asset_ids.append(asset_ids_type_0_item)

        else:
            asset_ids = self.asset_ids

        neutrality_attested: bool | None | Unset
        if isinstance(self.neutrality_attested, Unset):
            neutrality_attested = UNSET
        else:
            neutrality_attested = self.neutrality_attested

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if period is not UNSET:
            field_dict["period"] = period
        if kind is not UNSET:
            field_dict["kind"] = kind
        if title is not UNSET:
            field_dict["title"] = title
        if summary is not UNSET:
            field_dict["summary"] = summary
        if starts_on is not UNSET:
            field_dict["starts_on"] = starts_on
        if ends_on is not UNSET:
            field_dict["ends_on"] = ends_on
        if location is not UNSET:
            field_dict["location"] = location
        if organiser is not UNSET:
            field_dict["organiser"] = organiser
        if unit_id is not UNSET:
            field_dict["unit_id"] = unit_id
        if partner_institutions is not UNSET:
            field_dict["partner_institutions"] = partner_institutions
        if speakers is not UNSET:
            field_dict["speakers"] = speakers
        if participants is not UNSET:
            field_dict["participants"] = participants
        if participating_tenants is not UNSET:
            field_dict["participating_tenants"] = participating_tenants
        if participating_units is not UNSET:
            field_dict["participating_units"] = participating_units
        if posts is not UNSET:
            field_dict["posts"] = posts
        if clarification_numbers is not UNSET:
            field_dict["clarification_numbers"] = clarification_numbers
        if asset_ids is not UNSET:
            field_dict["asset_ids"] = asset_ids
        if neutrality_attested is not UNSET:
            field_dict["neutrality_attested"] = neutrality_attested
        if external_reference is not UNSET:
            field_dict["external_reference"] = external_reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.report_post_body import ReportPostBody  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_period(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        period = _parse_period(d.pop("period", UNSET))

        def _parse_kind(data: object) -> None | ReportKind | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = ReportKind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportKind | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_summary(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        summary = _parse_summary(d.pop("summary", UNSET))

        def _parse_starts_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                starts_on_type_0 = datetime.date.fromisoformat(data)

                return starts_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        starts_on = _parse_starts_on(d.pop("starts_on", UNSET))

        def _parse_ends_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_on_type_0 = datetime.date.fromisoformat(data)

                return ends_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        ends_on = _parse_ends_on(d.pop("ends_on", UNSET))

        def _parse_location(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_organiser(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        organiser = _parse_organiser(d.pop("organiser", UNSET))

        def _parse_unit_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_id_type_0 = UUID(data)

                return unit_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        unit_id = _parse_unit_id(d.pop("unit_id", UNSET))

        def _parse_partner_institutions(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                partner_institutions_type_0 = cast(list[str], data)

                return partner_institutions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        partner_institutions = _parse_partner_institutions(d.pop("partner_institutions", UNSET))

        def _parse_speakers(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                speakers_type_0 = cast(list[str], data)

                return speakers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        speakers = _parse_speakers(d.pop("speakers", UNSET))

        def _parse_participants(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        participants = _parse_participants(d.pop("participants", UNSET))

        def _parse_participating_tenants(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                participating_tenants_type_0 = cast(list[str], data)

                return participating_tenants_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        participating_tenants = _parse_participating_tenants(d.pop("participating_tenants", UNSET))

        def _parse_participating_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        participating_units = _parse_participating_units(d.pop("participating_units", UNSET))

        def _parse_posts(data: object) -> list[ReportPostBody] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                posts_type_0 = []
                _posts_type_0 = data
                for posts_type_0_item_data in _posts_type_0:
                    posts_type_0_item = ReportPostBody.from_dict(posts_type_0_item_data)

                    posts_type_0.append(posts_type_0_item)

                return posts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ReportPostBody] | None | Unset, data)

        posts = _parse_posts(d.pop("posts", UNSET))

        def _parse_clarification_numbers(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                clarification_numbers_type_0 = cast(list[str], data)

                return clarification_numbers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        clarification_numbers = _parse_clarification_numbers(d.pop("clarification_numbers", UNSET))

        def _parse_asset_ids(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                asset_ids_type_0 = []
                _asset_ids_type_0 = data
                for asset_ids_type_0_item_data in _asset_ids_type_0:
                    asset_ids_type_0_item = UUID(asset_ids_type_0_item_data)

                    asset_ids_type_0.append(asset_ids_type_0_item)

                return asset_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        asset_ids = _parse_asset_ids(d.pop("asset_ids", UNSET))

        def _parse_neutrality_attested(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        neutrality_attested = _parse_neutrality_attested(d.pop("neutrality_attested", UNSET))

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        report_patch = cls(
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
        )

        return report_patch

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


T = TypeVar("T", bound="ReportCreate")


@_attrs_define
class ReportCreate:
    """A new report. To submit it, it also needs summary, starts_on, ends_on and neutrality_attested."""

    period: str
    """ a month, such as `2026-10` """
    kind: ReportKind
    """ What kind of activity it was; more may come. """
    title: str
    summary: None | str | Unset = UNSET
    starts_on: datetime.date | None | Unset = UNSET
    ends_on: datetime.date | None | Unset = UNSET
    location: None | str | Unset = UNSET
    organiser: None | str | Unset = UNSET
    unit_id: None | Unset | UUID = UNSET
    partner_institutions: list[str] | Unset = UNSET
    speakers: list[str] | Unset = UNSET
    participants: int | None | Unset = UNSET
    participating_tenants: list[str] | Unset = UNSET
    participating_units: int | None | Unset = UNSET
    posts: list[ReportPostBody] | Unset = UNSET
    clarification_numbers: list[str] | Unset = UNSET
    asset_ids: list[UUID] | Unset = UNSET
    neutrality_attested: bool | Unset = False
    """ you attest that the activity was politically neutral """
    external_reference: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        period = self.period

        kind = self.kind.value

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

        partner_institutions: list[str] | Unset = UNSET
        if not isinstance(self.partner_institutions, Unset):
            partner_institutions = self.partner_institutions

        speakers: list[str] | Unset = UNSET
        if not isinstance(self.speakers, Unset):
            speakers = self.speakers

        participants: int | None | Unset
        if isinstance(self.participants, Unset):
            participants = UNSET
        else:
            participants = self.participants

        participating_tenants: list[str] | Unset = UNSET
        if not isinstance(self.participating_tenants, Unset):
            participating_tenants = self.participating_tenants

        participating_units: int | None | Unset
        if isinstance(self.participating_units, Unset):
            participating_units = UNSET
        else:
            participating_units = self.participating_units

        posts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.posts, Unset):
            posts = []
            for posts_item_data in self.posts:
                posts_item = posts_item_data.to_dict()
                posts.append(posts_item)

        clarification_numbers: list[str] | Unset = UNSET
        if not isinstance(self.clarification_numbers, Unset):
            clarification_numbers = self.clarification_numbers

        asset_ids: list[str] | Unset = UNSET
        if not isinstance(self.asset_ids, Unset):
            asset_ids = []
            for asset_ids_item_data in self.asset_ids:
                asset_ids_item = str(asset_ids_item_data)
                asset_ids.append(asset_ids_item)

        neutrality_attested = self.neutrality_attested

        external_reference: None | str | Unset
        if isinstance(self.external_reference, Unset):
            external_reference = UNSET
        else:
            external_reference = self.external_reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "period": period,
                "kind": kind,
                "title": title,
            }
        )
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
        period = d.pop("period")

        kind = ReportKind(d.pop("kind"))

        title = d.pop("title")

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

        partner_institutions = cast(list[str], d.pop("partner_institutions", UNSET))

        speakers = cast(list[str], d.pop("speakers", UNSET))

        def _parse_participants(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        participants = _parse_participants(d.pop("participants", UNSET))

        participating_tenants = cast(list[str], d.pop("participating_tenants", UNSET))

        def _parse_participating_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        participating_units = _parse_participating_units(d.pop("participating_units", UNSET))

        _posts = d.pop("posts", UNSET)
        posts: list[ReportPostBody] | Unset = UNSET
        if _posts is not UNSET:
            posts = []
            for posts_item_data in _posts:
                posts_item = ReportPostBody.from_dict(posts_item_data)

                posts.append(posts_item)

        clarification_numbers = cast(list[str], d.pop("clarification_numbers", UNSET))

        _asset_ids = d.pop("asset_ids", UNSET)
        asset_ids: list[UUID] | Unset = UNSET
        if _asset_ids is not UNSET:
            asset_ids = []
            for asset_ids_item_data in _asset_ids:
                asset_ids_item = UUID(asset_ids_item_data)

                asset_ids.append(asset_ids_item)

        neutrality_attested = d.pop("neutrality_attested", UNSET)

        def _parse_external_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_reference = _parse_external_reference(d.pop("external_reference", UNSET))

        report_create = cls(
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

        return report_create

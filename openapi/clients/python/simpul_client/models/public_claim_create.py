from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.medium import Medium
from ..models.seen_on import SeenOn
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.reporter_body import ReporterBody


T = TypeVar("T", bound="PublicClaimCreate")


@_attrs_define
class PublicClaimCreate:
    """A circulating message that you want checked."""

    region: str
    """ where it circulates: the government that answers for it """
    text: None | str | Unset = UNSET
    links: list[str] | Unset = UNSET
    medium: Medium | None | Unset = UNSET
    """ absent: told by what you send """
    seen_on: None | SeenOn | Unset = UNSET
    asset_ids: list[UUID] | Unset = UNSET
    reporter: None | ReporterBody | Unset = UNSET
    tickets: list[str] | Unset = UNSET
    """ one for each of `asset_ids`, in the same order """

    def to_dict(self) -> dict[str, Any]:
        from ..models.reporter_body import ReporterBody  # noqa: PLC0415

        region = self.region

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        links: list[str] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links

        medium: None | str | Unset
        if isinstance(self.medium, Unset):
            medium = UNSET
        elif isinstance(self.medium, Medium):
            medium = self.medium.value
        else:
            medium = self.medium

        seen_on: None | str | Unset
        if isinstance(self.seen_on, Unset):
            seen_on = UNSET
        elif isinstance(self.seen_on, SeenOn):
            seen_on = self.seen_on.value
        else:
            seen_on = self.seen_on

        asset_ids: list[str] | Unset = UNSET
        if not isinstance(self.asset_ids, Unset):
            asset_ids = []
            for asset_ids_item_data in self.asset_ids:
                asset_ids_item = str(asset_ids_item_data)
                asset_ids.append(asset_ids_item)

        reporter: dict[str, Any] | None | Unset
        if isinstance(self.reporter, Unset):
            reporter = UNSET
        elif isinstance(self.reporter, ReporterBody):
            reporter = self.reporter.to_dict()
        else:
            reporter = self.reporter

        tickets: list[str] | Unset = UNSET
        if not isinstance(self.tickets, Unset):
            tickets = self.tickets

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "region": region,
            }
        )
        if text is not UNSET:
            field_dict["text"] = text
        if links is not UNSET:
            field_dict["links"] = links
        if medium is not UNSET:
            field_dict["medium"] = medium
        if seen_on is not UNSET:
            field_dict["seen_on"] = seen_on
        if asset_ids is not UNSET:
            field_dict["asset_ids"] = asset_ids
        if reporter is not UNSET:
            field_dict["reporter"] = reporter
        if tickets is not UNSET:
            field_dict["tickets"] = tickets

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.reporter_body import ReporterBody  # noqa: PLC0415

        d = dict(src_dict)
        region = d.pop("region")

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        links = cast(list[str], d.pop("links", UNSET))

        def _parse_medium(data: object) -> Medium | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                medium_type_0 = Medium(data)

                return medium_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Medium | None | Unset, data)

        medium = _parse_medium(d.pop("medium", UNSET))

        def _parse_seen_on(data: object) -> None | SeenOn | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seen_on_type_0 = SeenOn(data)

                return seen_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SeenOn | Unset, data)

        seen_on = _parse_seen_on(d.pop("seen_on", UNSET))

        _asset_ids = d.pop("asset_ids", UNSET)
        asset_ids: list[UUID] | Unset = UNSET
        if _asset_ids is not UNSET:
            asset_ids = []
            for asset_ids_item_data in _asset_ids:
                asset_ids_item = UUID(asset_ids_item_data)

                asset_ids.append(asset_ids_item)

        def _parse_reporter(data: object) -> None | ReporterBody | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reporter_type_0 = ReporterBody.from_dict(data)

                return reporter_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReporterBody | Unset, data)

        reporter = _parse_reporter(d.pop("reporter", UNSET))

        tickets = cast(list[str], d.pop("tickets", UNSET))

        public_claim_create = cls(
            region=region,
            text=text,
            links=links,
            medium=medium,
            seen_on=seen_on,
            asset_ids=asset_ids,
            reporter=reporter,
            tickets=tickets,
        )

        return public_claim_create

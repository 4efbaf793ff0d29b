"""Requests and answers about reports; the fields are those of the contract's examples."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.access.schemas import Creator
from api.fields import (
    ClarificationNumber,
    Count,
    Day,
    ExternalReference,
    Line,
    LongText,
    Note,
    Period,
    RequestBody,
    TenantCode,
    Title,
    Url,
)
from api.listing import Page, PageQuery, RowSort
from api.reports.models import ReportStatus


class ReportKind(StrEnum):
    """What kind of activity it was; more may come."""

    PUBLICATION = "publication"
    CAMPAIGN = "campaign"
    TRAINING = "training"
    BRIEFING = "briefing"
    HOAX_RESPONSE = "hoax_response"
    PUBLIC_SERVICE = "public_service"
    MONITORING = "monitoring"
    OTHER = "other"


class ReportPostBody(RequestBody):
    """A post that the report tells of."""

    channel_id: UUID | None = Field(default=None, description="your registered channel")
    url: Url
    posted_on: Day | None = None
    reach: Count | None = None
    engagement: Count | None = None


class ReportPostAnswer(BaseModel):
    """A post as it is kept."""

    channel_id: UUID | None
    url: str
    posted_on: date | None
    reach: int | None
    engagement: int | None


class ReportCreate(RequestBody):
    """A new report. To submit it, it also needs summary, starts_on, ends_on and neutrality_attested."""

    period: Period
    kind: ReportKind
    title: Title
    summary: LongText | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    location: Line | None = None
    organiser: Line | None = None
    unit_id: UUID | None = None
    partner_institutions: Annotated[list[Line], Field(max_length=100)] = []
    speakers: Annotated[list[Line], Field(max_length=100)] = []
    participants: Count | None = None
    participating_tenants: Annotated[list[TenantCode], Field(max_length=40)] = []
    participating_units: Count | None = None
    posts: Annotated[list[ReportPostBody], Field(max_length=200)] = []
    clarification_numbers: Annotated[list[ClarificationNumber], Field(max_length=100)] = []
    asset_ids: Annotated[list[UUID], Field(max_length=50)] = []
    neutrality_attested: bool = Field(
        default=False,
        strict=True,
        description="you attest that the activity was politically neutral",
    )
    external_reference: ExternalReference | None = None


class ReportPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    period: Period | None = None
    kind: ReportKind | None = None
    title: Title | None = None
    summary: LongText | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    location: Line | None = None
    organiser: Line | None = None
    unit_id: UUID | None = None
    partner_institutions: Annotated[list[Line], Field(max_length=100)] | None = None
    speakers: Annotated[list[Line], Field(max_length=100)] | None = None
    participants: Count | None = None
    participating_tenants: Annotated[list[TenantCode], Field(max_length=40)] | None = None
    participating_units: Count | None = None
    posts: Annotated[list[ReportPostBody], Field(max_length=200)] | None = None
    clarification_numbers: Annotated[list[ClarificationNumber], Field(max_length=100)] | None = None
    asset_ids: Annotated[list[UUID], Field(max_length=50)] | None = None
    neutrality_attested: Annotated[bool, Field(strict=True)] | None = None
    external_reference: ExternalReference | None = None


class ReportReturn(RequestBody):
    """Why a report goes back."""

    note: Note = Field(description="what the tenant should change")


class ReportReopen(RequestBody):
    """Why an accepted report is opened again."""

    reason: Note


class ReportAccept(RequestBody):
    """An acceptance, with a word if you like."""

    note: Note | None = None


class ReportChange(BaseModel):
    """A field that its tenant changed since the report was returned."""

    field: str
    before: Any
    after: Any


class ReportAnswer(BaseModel):
    """A report."""

    id: UUID
    tenant: str
    status: ReportStatus
    version: int
    late: bool = Field(description="first submitted after the period's due day")
    period: str
    kind: ReportKind | str
    title: str
    summary: str | None
    starts_on: date | None
    ends_on: date | None
    location: str | None
    organiser: str | None
    unit_id: UUID | None
    partner_institutions: list[str]
    speakers: list[str]
    participants: int | None
    participating_tenants: list[str]
    participating_units: int | None
    posts: list[ReportPostAnswer]
    clarification_numbers: list[str]
    asset_ids: list[UUID]
    neutrality_attested: bool
    external_reference: str | None
    submitted_at: datetime | None
    first_submitted_at: datetime | None
    decided_at: datetime | None
    decision_note: str | None
    created_at: datetime
    updated_at: datetime
    created_by: Creator
    changes: list[ReportChange] | None = Field(
        description="since it was returned last; null when it was not, or is accepted"
    )


class ReportPage(Page[ReportAnswer]):
    """A page of reports."""


class ReportQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[ReportStatus] = []
    period: Period | None = None
    kind: ReportKind | None = None
    unit_id: UUID | None = None
    external_reference: ExternalReference | None = None
    sort: RowSort = RowSort.NEWEST

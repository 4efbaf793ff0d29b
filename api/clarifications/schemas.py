"""Requests and answers about clarifications; the fields are those of the contract's examples.

What everybody sees of a published one is in `published_schemas.py`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.access.schemas import Creator
from api.clarifications.languages import Language
from api.clarifications.models import ClarificationStatus
from api.clarifications.translation_schemas import (
    ClaimText,
    Translation,
    Translations,
)
from api.fields import (
    ClarificationNumber,
    ExternalReference,
    Line,
    LongText,
    Moment,
    Note,
    RequestBody,
    TenantCode,
    Title,
    Url,
)
from api.listing import Page, PageQuery, RowSort


class Verdict(StrEnum):
    """What the check found; one for all languages."""

    FALSE = "false"
    MISLEADING = "misleading"
    TRUE = "true"
    UNPROVEN = "unproven"
    SATIRE = "satire"


class Label(StrEnum):
    """The label that offices put before a title."""

    DISINFORMATION = "disinformasi"
    MISINFORMATION = "misinformasi"
    NEWS = "berita"
    FACT = "klarifikasi_fakta"


class MisinformationType(StrEnum):
    """First Draft's seven types."""

    SATIRE_OR_PARODY = "satire_or_parody"
    FALSE_CONNECTION = "false_connection"
    MISLEADING_CONTENT = "misleading_content"
    FALSE_CONTEXT = "false_context"
    IMPOSTER_CONTENT = "imposter_content"
    MANIPULATED_CONTENT = "manipulated_content"
    FABRICATED_CONTENT = "fabricated_content"


class Topic(StrEnum):
    """What it is about; more may come."""

    POLITICS = "politics"
    HEALTH = "health"
    DISASTER = "disaster"
    CRIME = "crime"
    LAW = "law"
    SOCIAL_AID = "social_aid"
    JOBS = "jobs"
    ECONOMY = "economy"
    RELIGION_AND_ETHNICITY = "religion_and_ethnicity"
    PUBLIC_FIGURES = "public_figures"
    TECHNOLOGY = "technology"
    OTHER = "other"


class Audience(StrEnum):
    """Who may read it once published."""

    PUBLIC = "public"
    GOVERNMENT = "government"


class SourceBody(RequestBody):
    """A clear, named source."""

    title: Line
    url: Url | None = None
    publisher: Line | None = None
    official: Line | None = Field(default=None, description="the official who said it, by office")
    archived_url: Url | None = None


class Source(BaseModel):
    """A source as it is kept."""

    title: str
    url: str | None
    publisher: str | None
    official: str | None
    archived_url: str | None


Sources = Annotated[list[SourceBody], Field(max_length=50)]
Appearances = Annotated[list[Url], Field(max_length=100)]
Ids = Annotated[list[UUID], Field(max_length=50)]
Regions = Annotated[
    list[TenantCode], Field(max_length=40, description="empty: your own; the province: all of it")
]


class ClarificationCreate(RequestBody):
    """A new draft. To submit it, it also needs verdict, topic, body and at least one source."""

    title: Title
    claim_reviewed: ClaimText
    verdict: Verdict | None = None
    label: Label | None = None
    misinformation_type: MisinformationType | None = None
    topic: Topic | None = None
    language: Language = "id"
    body: LongText | None = Field(default=None, description="Markdown")
    translations: Translations = []
    sources: Sources = []
    appearances: Appearances = []
    claim_ids: Ids = []
    regions: Regions = []
    audience: Audience = Audience.PUBLIC
    asset_ids: Ids = []
    cover_asset_id: UUID | None = None
    external_reference: ExternalReference | None = None


class ClarificationPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    title: Title | None = None
    claim_reviewed: ClaimText | None = None
    verdict: Verdict | None = None
    label: Label | None = None
    misinformation_type: MisinformationType | None = None
    topic: Topic | None = None
    language: Language | None = None
    body: LongText | None = None
    translations: Translations | None = None
    sources: Sources | None = None
    appearances: Appearances | None = None
    claim_ids: Ids | None = None
    regions: Regions | None = None
    audience: Audience | None = None
    asset_ids: Ids | None = None
    cover_asset_id: UUID | None = None
    external_reference: ExternalReference | None = None
    public_note: Note | None = Field(default=None, description="of an open correction")


class ChangesRequest(RequestBody):
    """What its authors should change."""

    note: Note


Attested = Annotated[bool, Field(strict=True)]


class Checklist(RequestBody):
    """What the approver attests; each must be true."""

    clear_source: Attested
    crosschecked: Attested
    neutral: Attested
    plain_language: Attested
    no_sara: Attested
    no_personal_data: Attested


class ClarificationApprove(RequestBody):
    """An approval."""

    checklist: Checklist
    note: Note | None = None


class ClarificationPublish(RequestBody):
    """When to publish."""

    publish_at: Moment | None = Field(
        default=None, description="at most 90 days from now; null or past: now"
    )


class ClarificationCorrect(RequestBody):
    """Why it is corrected, as everybody will read it."""

    public_note: Note


class ClarificationRetract(RequestBody):
    """Why it is taken down, as everybody will read it."""

    public_reason: Note


class Countersign(BaseModel):
    """Whether the province must sign before it is published, why, and when it did."""

    required: bool
    reasons: list[str] = Field(
        description="`regions`, and for election windows of today, until it is published, "
        "`election-politics` and `election-term`; more may come"
    )
    at: datetime | None


class Readability(BaseModel):
    """A hint for plain language; it decides nothing."""

    words_per_sentence: float
    long_word_share: float = Field(description="0 to 1: words of more than ten letters")
    hint: str | None


class CorrectionState(BaseModel):
    """An open correction of a published clarification; the texts of the answer are then its own."""

    revision: int
    status: ClarificationStatus


class ClarificationAnswer(BaseModel):
    """A clarification as its tenant works on it."""

    id: UUID
    tenant: str
    number: str | None
    slug: str | None
    status: ClarificationStatus
    revision: int
    version: int
    correction: CorrectionState | None
    countersign: Countersign
    readability: Readability | None
    title: str
    claim_reviewed: str
    verdict: Verdict | str | None
    label: Label | str | None
    misinformation_type: MisinformationType | str | None
    topic: Topic | str | None
    language: str
    body: str | None
    translations: list[Translation]
    sources: list[Source]
    appearances: list[str]
    claim_ids: list[UUID]
    regions: list[str]
    audience: Audience
    asset_ids: list[UUID]
    cover_asset_id: UUID | None
    external_reference: str | None
    decision_note: str | None
    public_reason: str | None
    public_note: str | None = Field(description="why this text corrects the one before")
    publish_at: datetime | None = Field(description="approved, and to be published then")
    published_at: datetime | None
    retracted_at: datetime | None
    created_at: datetime
    updated_at: datetime
    created_by: Creator


class ClarificationPage(Page[ClarificationAnswer]):
    """A page of clarifications."""


class CorrectionStatus(StrEnum):
    """States of an open correction to look for; who may not see drafts learns nothing of them."""

    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"


class ClarificationQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[ClarificationStatus] = []
    correction_status: list[CorrectionStatus] = Field(
        default=[], description="published ones whose open correction stands there"
    )
    number: ClarificationNumber | None = None
    external_reference: ExternalReference | None = None
    sort: RowSort = RowSort.NEWEST

"""What a clarification said, revision by revision."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.clarifications.models import ClarificationStatus
from api.clarifications.schemas import (
    Audience,
    Checklist,
    Label,
    MisinformationType,
    Source,
    Topic,
    Verdict,
)
from api.clarifications.translation_schemas import Translation
from api.listing import Page


class RevisionAnswer(BaseModel):
    """One text of a clarification, and how it was decided on."""

    revision: int
    status: ClarificationStatus | str = Field(
        description="where this text stands; `published` is also an older one that was"
    )
    current: bool = Field(description="whether it is the one that is published")
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
    public_note: str | None
    authors: list[str] = Field(description="who wrote or edited it, for its own tenant alone")
    submitted_at: datetime | None
    approved_by: str | None = Field(description="for its own tenant alone")
    approved_at: datetime | None
    checklist: Checklist | None
    decision_note: str | None
    countersigned_at: datetime | None
    published_at: datetime | None


class RevisionPage(Page[RevisionAnswer]):
    """A page of revisions."""

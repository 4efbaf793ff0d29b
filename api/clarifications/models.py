"""Clarifications and their revisions, and the shared rows that publishing projects them into."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Computed, Index, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlmodel import Field, SQLModel

from tenants.rows import TenantRow, Versioned, column, moment, own


class ClarificationStatus(StrEnum):
    """DESIGN 5."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETRACTED = "retracted"


class PublicState(StrEnum):
    """How a published clarification stands."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class Clarification(TenantRow, Versioned, table=True):
    """The working row: its state. What it says is in its revisions."""

    __tablename__ = "clarification"
    __table_args__ = (
        Index("ix_clarification_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
        Index("ix_clarification_handed_in", "created_at", "id", postgresql_where=text("handed_in")),
        Index("uq_clarification_tenant_id_number", "tenant_id", "number", unique=True),
        Index(
            "ix_clarification_publish_at",
            "tenant_id",
            "publish_at",
            postgresql_where=text("publish_at is not null"),
        ),
        Index(
            "uq_clarification_tenant_id_external_reference",
            "tenant_id",
            "external_reference",
            unique=True,
        ),
    )

    status: str = ClarificationStatus.DRAFT
    revision: int = 1
    number: str | None = Field(default=None, max_length=20)
    slug: str | None = Field(default=None, max_length=120)
    external_reference: str | None = Field(default=None, max_length=100)
    created_by_name: str
    created_by_kind: str
    # A correction is a revision of its own with a life of its own, until it takes the place of `revision`.
    correction_revision: int | None = None
    correction_status: str | None = None
    publish_at: datetime | None = moment()  # approved, and to be published then
    published_at: datetime | None = moment()
    retracted_at: datetime | None = moment()
    public_reason: str | None = Field(default=None, sa_type=Text)
    handed_in: bool | None = Field(
        default=None, sa_column_args=[Computed("status <> 'draft'", persisted=True)]
    )


class ClarificationRevision(TenantRow, table=True):
    """What a clarification says in one revision, and who stands behind it."""

    __tablename__ = "clarification_revision"
    __table_args__ = (
        own("clarification_id", "clarification", ondelete="CASCADE"),
        own("cover_asset_id", "asset"),
        Index(
            "uq_clarification_revision_tenant_id_clarification_id_revision",
            "tenant_id",
            "clarification_id",
            "revision",
            unique=True,
        ),
    )

    clarification_id: UUID
    revision: int = 1
    title: str = Field(max_length=300)
    claim_reviewed: str = Field(sa_type=Text)
    verdict: str | None = None
    label: str | None = None
    misinformation_type: str | None = None
    topic: str | None = None
    language: str = Field(default="id", max_length=35)
    body: str | None = Field(default=None, sa_type=Text)
    sources: list[dict[str, Any]] = column(JSONB)
    appearances: list[str] = column(ARRAY(Text))
    # The same answer in other languages: language, title, claim_reviewed, body. One verdict for all.
    translations: list[dict[str, Any]] = column(
        JSONB, server_default=text("'[]'::jsonb"), default_factory=list
    )
    # Why a published text was corrected.
    public_note: str | None = Field(default=None, sa_type=Text)
    published_at: datetime | None = moment()
    claim_ids: list[UUID] = column(ARRAY(Uuid))
    regions: list[str] = column(ARRAY(Text))
    audience: str = "public"
    cover_asset_id: UUID | None = None

    author_ids: list[UUID] = column(ARRAY(Uuid))  # every person who wrote or edited it: four eyes
    submitted_at: datetime | None = moment()
    approved_by: UUID | None = None
    approved_at: datetime | None = moment()
    checklist: dict[str, bool] | None = column(JSONB(none_as_null=True), nullable=True)
    countersigned_by: UUID | None = None
    countersigned_at: datetime | None = moment()
    decision_note: str | None = Field(default=None, sa_type=Text)
    handed_in: bool = False


class ClarificationAsset(TenantRow, table=True):
    """A file of the tenant that a revision shows."""

    __tablename__ = "clarification_asset"
    __table_args__ = (
        own("revision_id", "clarification_revision", ondelete="CASCADE"),
        own("asset_id", "asset"),
        Index("ix_clarification_asset_tenant_id_revision_id", "tenant_id", "revision_id"),
        Index("ix_clarification_asset_tenant_id_asset_id", "tenant_id", "asset_id"),
    )

    revision_id: UUID
    position: int
    asset_id: UUID
    handed_in: bool = False


_WORDS = (
    "setweight(to_tsvector('indonesian', title), 'A') || "
    "setweight(to_tsvector('indonesian', claim_reviewed), 'B') || "
    "setweight(to_tsvector('indonesian', body_text), 'C')"
)


class Projection(SQLModel):
    """A published clarification as others read it; `id` is the clarification's. Nothing private.

    A retracted one stays as a tombstone for ever: number, slug and reason, without its text.
    """

    number: str = Field(max_length=20)
    slug: str = Field(max_length=120)
    revision: int
    state: str
    audience: str
    title: str = Field(max_length=300)
    claim_reviewed: str = Field(sa_type=Text)
    verdict: str
    label: str | None = None
    misinformation_type: str | None = None
    topic: str
    language: str = Field(max_length=35)
    summary: str = Field(sa_type=Text)
    body_html: str = Field(sa_type=Text)
    body_text: str = Field(sa_type=Text)
    publisher_code: str = Field(max_length=5)
    publisher_name: str
    public_reason: str | None = Field(default=None, sa_type=Text)


def _indexes(table: str) -> tuple[Index, ...]:
    return (
        Index(f"uq_{table}_number", "number", unique=True),
        Index(f"uq_{table}_slug", "slug", unique=True),
        Index(f"ix_{table}_published_at_id", "published_at", "id"),
        Index(f"ix_{table}_updated_at_id", "updated_at", "id"),
        Index(f"ix_{table}_regions", "regions", postgresql_using="gin"),
        Index(f"ix_{table}_words", "words", postgresql_using="gin"),
    )


class SharedClarification(TenantRow, Projection, table=True):
    """Published for all governments, whatever its audience."""

    __tablename__ = "shared_clarification"
    __table_args__ = _indexes("shared_clarification")

    sources: list[dict[str, Any]] = column(JSONB)
    appearances: list[str] = column(ARRAY(Text))
    regions: list[str] = column(ARRAY(Text))
    corrections: list[dict[str, Any]] = column(JSONB)
    # language, title, claim_reviewed, summary, body_html, body_text
    translations: list[dict[str, Any]] = column(
        JSONB, server_default=text("'[]'::jsonb"), default_factory=list
    )
    cover: dict[str, Any] | None = column(JSONB(none_as_null=True), nullable=True)
    share_image_key: str | None = Field(default=None, sa_type=Text)
    published_at: datetime = moment(nullable=False)
    updated_at: datetime = moment(nullable=False)
    words: str | None = Field(
        default=None, sa_type=TSVECTOR, sa_column_args=[Computed(_WORDS, persisted=True)]
    )


class PublicClarification(TenantRow, Projection, table=True):
    """Published for everybody."""

    __tablename__ = "public_clarification"
    __table_args__ = _indexes("public_clarification")

    sources: list[dict[str, Any]] = column(JSONB)
    appearances: list[str] = column(ARRAY(Text))
    regions: list[str] = column(ARRAY(Text))
    corrections: list[dict[str, Any]] = column(JSONB)
    # language, title, claim_reviewed, summary, body_html, body_text
    translations: list[dict[str, Any]] = column(
        JSONB, server_default=text("'[]'::jsonb"), default_factory=list
    )
    cover: dict[str, Any] | None = column(JSONB(none_as_null=True), nullable=True)
    share_image_key: str | None = Field(default=None, sa_type=Text)
    published_at: datetime = moment(nullable=False)
    updated_at: datetime = moment(nullable=False)
    words: str | None = Field(
        default=None, sa_type=TSVECTOR, sa_column_args=[Computed(_WORDS, persisted=True)]
    )


class NumberCounter(SQLModel, table=True):
    """The last number drawn of a series in a year; only the definer function `draw_number` sees it."""

    __tablename__ = "number_counter"

    series: str = Field(primary_key=True, max_length=3)
    year: int = Field(primary_key=True)
    value: int

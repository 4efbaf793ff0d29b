"""Claims, how often each was seen, and who reported it (sealed, apart, and erased first)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, now, own


class ClaimStatus(StrEnum):
    """DESIGN 5. `escalated` and `transferred` went on as a claim of another tenant."""

    NEW = "new"
    ASSIGNED = "assigned"
    CLARIFIED = "clarified"
    NOT_CLARIFIABLE = "not_clarifiable"
    INELIGIBLE = "ineligible"
    DUPLICATE = "duplicate"
    TRANSFERRED = "transferred"
    ESCALATED = "escalated"


class Claim(TenantRow, Versioned, table=True):
    """One circulating message at the office that must answer it."""

    __tablename__ = "claim"
    __table_args__ = (
        own("assignee_id", "membership"),
        CheckConstraint("sightings > 0", name="sightings"),
        Index("ix_claim_tenant_id_received_at_id", "tenant_id", "received_at", "id"),
        Index("ix_claim_handed_in", "received_at", "id", postgresql_where=text("handed_in")),
        Index("uq_claim_tenant_id_reference", "tenant_id", "reference", unique=True),
        Index(
            "uq_claim_tenant_id_external_reference",
            "tenant_id",
            "external_reference",
            unique=True,
        ),
        # Of exact repeats one is open at a time; the others are its sightings.
        Index(
            "uq_claim_tenant_id_open_text",
            "tenant_id",
            "region",
            "text_hash",
            unique=True,
            postgresql_where=text("status in ('new', 'assigned')"),
        ),
        Index(
            "ix_claim_tenant_id_due_at",
            "tenant_id",
            "due_at",
            postgresql_where=text("status in ('new', 'assigned')"),
        ),
        # Repeats of what went on to another office.
        Index("ix_claim_tenant_id_text_hash", "tenant_id", "text_hash"),
        Index("ix_claim_tenant_id_continued_as", "tenant_id", "continued_as"),
        Index("ix_claim_tenant_id_duplicate_of", "tenant_id", "duplicate_of"),
    )

    reference: str = Field(max_length=20)  # ISU-2026-000001, public
    text: str = Field(sa_type=Text)
    text_hash: str = Field(max_length=64)  # of the normalised text, links and files
    links: list[str] = column(ARRAY(Text))
    medium: str
    seen_on: str | None = None
    region: str = Field(max_length=5)  # where it circulates; the tenant answers for it
    status: str = ClaimStatus.NEW
    assignee_id: UUID | None = None
    sightings: int = 1
    received_at: datetime = moment(default_factory=now, nullable=False)
    due_at: datetime = moment(nullable=False)
    closed_at: datetime | None = moment()
    clarification_number: str | None = Field(default=None, max_length=20)
    note: str | None = Field(default=None, sa_type=Text)  # of the last decision
    duplicate_of: str | None = Field(default=None, max_length=20)  # a reference of this tenant
    # Across tenants claims name each other by their public references.
    origin_claim: str | None = Field(default=None, max_length=20)
    origin_tenant: str | None = Field(default=None, max_length=5)
    continued_as: str | None = Field(default=None, max_length=20)
    continued_by: str | None = Field(default=None, max_length=5)  # the tenant that answers now
    # What matching suggested on arrival: number, title, verdict, score. Advice, until a person closes it.
    suggestions: list[dict[str, Any]] = column(JSONB)
    source: str  # member, client, public
    external_reference: str | None = Field(default=None, max_length=100)
    created_by_name: str | None = None
    created_by_kind: str | None = None
    handed_in: bool = True


class ClaimSighting(TenantRow, table=True):
    """One report of a claim; a stranger follows it by his secret link."""

    __tablename__ = "claim_sighting"
    __table_args__ = (
        own("claim_id", "claim", ondelete="CASCADE"),
        Index("ix_claim_sighting_tenant_id_claim_id", "tenant_id", "claim_id"),
        Index("uq_claim_sighting_tenant_id_status_hash", "tenant_id", "status_hash", unique=True),
        Index("ix_claim_sighting_status_hash", "status_hash"),
    )

    claim_id: UUID
    seen_on: str | None = None
    source: str
    status_hash: str | None = Field(default=None, max_length=64)
    created_at: datetime = moment(default_factory=now, nullable=False)


class ClaimReporter(TenantRow, table=True):
    """Who reported a sighting: sealed, each read audited, erased 30 days after closing."""

    __tablename__ = "claim_reporter"
    __table_args__ = (
        own("claim_id", "claim", ondelete="CASCADE"),
        own("sighting_id", "claim_sighting", ondelete="CASCADE"),
        Index("ix_claim_reporter_tenant_id_claim_id", "tenant_id", "claim_id"),
    )

    claim_id: UUID
    sighting_id: UUID
    sealed: str = Field(sa_type=Text)  # JSON: name, contact
    consent: bool = False  # to being told of the answer
    told_at: datetime | None = moment()
    created_at: datetime = moment(default_factory=now, nullable=False)


class ClaimAsset(TenantRow, table=True):
    """A picture or recording of a claim."""

    __tablename__ = "claim_asset"
    __table_args__ = (
        own("claim_id", "claim", ondelete="CASCADE"),
        own("asset_id", "asset"),
        Index("ix_claim_asset_tenant_id_claim_id", "tenant_id", "claim_id"),
        Index("ix_claim_asset_tenant_id_asset_id", "tenant_id", "asset_id"),
    )

    claim_id: UUID
    position: int
    asset_id: UUID
    handed_in: bool = True

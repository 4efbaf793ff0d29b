"""Activity reports, with their posts and attachments."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Computed, Index, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, own


class ReportStatus(StrEnum):
    """DESIGN 5."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Report(TenantRow, Versioned, table=True):
    """One activity of a tenant in a period."""

    __tablename__ = "report"
    __table_args__ = (
        own("unit_id", "unit"),
        Index("ix_report_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
        Index("ix_report_tenant_id_period", "tenant_id", "period", "created_at"),
        Index("ix_report_handed_in", "created_at", "id", postgresql_where=text("handed_in")),
        Index(
            "uq_report_tenant_id_external_reference",
            "tenant_id",
            "external_reference",
            unique=True,
        ),
    )

    period: str = Field(max_length=7)
    kind: str
    title: str = Field(max_length=300)
    summary: str | None = Field(default=None, sa_type=Text)
    starts_on: date | None = None
    ends_on: date | None = None
    location: str | None = Field(default=None, max_length=300)
    organiser: str | None = Field(default=None, max_length=300)
    unit_id: UUID | None = None
    partner_institutions: list[str] = column(ARRAY(Text))
    speakers: list[str] = column(ARRAY(Text))
    participants: int | None = None
    participating_tenants: list[str] = column(ARRAY(Text))
    participating_units: int | None = None
    clarification_numbers: list[str] = column(ARRAY(Text))
    neutrality_attested: bool = False
    external_reference: str | None = Field(default=None, max_length=100)

    status: str = ReportStatus.DRAFT
    submitted_at: datetime | None = moment()
    first_submitted_at: datetime | None = moment()
    late: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    # Kept by a trigger on `report_post` (migration 0010).
    posts_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    reach: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    engagement: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    # Its content when it was returned: what the resubmission is compared with.
    returned_content: dict[str, Any] | None = column(JSONB(none_as_null=True), nullable=True)
    decided_at: datetime | None = moment()
    decided_by: UUID | None = None
    decision_note: str | None = Field(default=None, sa_type=Text)
    created_by_name: str
    created_by_kind: str
    author_ids: list[UUID] = column(ARRAY(Uuid))  # every person who wrote on it: four eyes
    handed_in: bool | None = Field(
        default=None, sa_column_args=[Computed("status <> 'draft'", persisted=True)]
    )


class ReportPost(TenantRow, table=True):
    """A post on a channel of the tenant that the report tells of."""

    __tablename__ = "report_post"
    __table_args__ = (
        own("report_id", "report", ondelete="CASCADE"),
        own("channel_id", "channel"),
        Index("ix_report_post_tenant_id_report_id", "tenant_id", "report_id"),
    )

    report_id: UUID
    position: int
    channel_id: UUID | None = None
    url: str = Field(max_length=2000)
    posted_on: date | None = None
    reach: int | None = None
    engagement: int | None = None
    handed_in: bool = False


class ReportAsset(TenantRow, table=True):
    """A file of the tenant that the report shows."""

    __tablename__ = "report_asset"
    __table_args__ = (
        own("report_id", "report", ondelete="CASCADE"),
        own("asset_id", "asset"),
        Index("ix_report_asset_tenant_id_report_id", "tenant_id", "report_id"),
        Index("ix_report_asset_tenant_id_asset_id", "tenant_id", "asset_id"),
    )

    report_id: UUID
    position: int
    asset_id: UUID
    handed_in: bool = False

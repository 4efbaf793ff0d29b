"""Sums that triggers keep exact, and snapshots that never change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, column, moment, now


def _sum() -> Any:  # noqa: ANN401 - SQLModel's Field is untyped as well
    return Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})


class ReportSummary(TenantRow, table=True):
    """Sums over a tenant's handed-in reports of one period, kind and unit; drafts never count.

    Written by triggers on `report` alone (migration 0010), in the transaction of whoever changes one.
    """

    __tablename__ = "report_summary"
    __table_args__ = (
        Index(
            "uq_report_summary_tenant_id_period_kind_unit_id",
            *("tenant_id", "period", "kind", "unit_id"),
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_report_summary_period", "period"),
    )

    period: str = Field(max_length=7)
    kind: str
    unit_id: UUID | None = None
    reports: int = _sum()
    submitted: int = _sum()  # of these by state
    returned: int = _sum()
    accepted: int = _sum()
    late: int = _sum()  # first handed in after the period's due day
    participants: int = _sum()
    posts: int = _sum()
    reach: int = _sum()
    engagement: int = _sum()


class RollupSnapshot(TenantRow, table=True):
    """The province's frozen picture of a period; its parts hold the numbers. Shared."""

    __tablename__ = "rollup_snapshot"
    __table_args__ = (
        Index("ix_rollup_snapshot_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
    )

    period: str = Field(max_length=7)
    checksum: str = Field(max_length=64)  # SHA-256 over the parts' checksums, by tenant code
    note: str | None = Field(default=None, max_length=500)
    created_at: datetime = moment(default_factory=now, nullable=False)


class RollupSnapshotPart(TenantRow, table=True):
    """One tenant's numbers in a snapshot: its own and the province's to read."""

    __tablename__ = "rollup_snapshot_part"
    __table_args__ = (
        Index(
            "uq_rollup_snapshot_part_tenant_id_snapshot_id",
            "tenant_id",
            "snapshot_id",
            unique=True,
        ),
        Index("ix_rollup_snapshot_part_snapshot_id", "snapshot_id"),
    )

    snapshot_id: UUID
    checksum: str = Field(max_length=64)
    data: dict[str, Any] = column(JSONB)
    handed_in: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})

"""Periods as the province changed them, what tenants declared for them, and who got longer."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, moment, now


class Period(TenantRow, Versioned, table=True):
    """The dates of one month where the province set others than its settings give; shared."""

    __tablename__ = "period"
    __table_args__ = (Index("uq_period_tenant_id_period", "tenant_id", "period", unique=True),)

    period: str = Field(max_length=7)  # 2026-10
    opens_on: date
    due_on: date  # the last day in time, in the province's time zone
    closes_on: date  # the last day at all


class PeriodExtension(TenantRow, table=True):
    """One tenant may hand in for a closed period until a day; granted by the province."""

    __tablename__ = "period_extension"
    __table_args__ = (Index("ix_period_extension_tenant_id_period", "tenant_id", "period"),)

    period: str = Field(max_length=7)
    open_until: date
    reason: str = Field(sa_type=Text)
    granted_by: UUID
    created_at: datetime = moment(default_factory=now, nullable=False)
    handed_in: bool = True


class CompletionStatus(StrEnum):
    """DESIGN 5."""

    DECLARED = "declared"
    REOPENED = "reopened"
    EXEMPT = "exempt"


class Completion(TenantRow, Versioned, table=True):
    """What a tenant declared for a period, or that it need not."""

    __tablename__ = "completion"
    __table_args__ = (
        Index("uq_completion_tenant_id_period", "tenant_id", "period", unique=True),
        Index("ix_completion_period", "period"),
    )

    period: str = Field(max_length=7)
    status: str
    nil: bool = False  # declared: there was nothing to report
    note: str | None = Field(default=None, sa_type=Text)
    first_declared_at: datetime | None = moment()  # timeliness counts this
    declared_at: datetime | None = moment()
    declared_by: UUID | None = None
    declared_by_name: str | None = None
    late: bool = False  # first declared after the period's due day
    reason: str | None = Field(default=None, sa_type=Text)  # of exempting or reopening
    decided_at: datetime | None = moment()
    decided_by: UUID | None = None
    handed_in: bool = True


class PeriodNotice(TenantRow, table=True):
    """That a tenant was told once of a period: due soon, overdue."""

    __tablename__ = "period_notice"
    __table_args__ = (
        Index("uq_period_notice_tenant_id_period_kind", "tenant_id", "period", "kind", unique=True),
    )

    period: str = Field(max_length=7)
    kind: str
    created_at: datetime = moment(default_factory=now, nullable=False)

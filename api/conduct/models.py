"""What people must have read before they speak for a government, and when elections are near.

Policies and election windows are the province's, and every tenant reads them. Across tenants a policy
is named by its `revision`; who acknowledged it is private to each tenant.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, now


class PolicyStatus(StrEnum):
    """One revision is active at most; the one before it is retired and stays readable."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class Policy(TenantRow, Versioned, table=True):
    """One revision of the policy, written by the province."""

    __tablename__ = "policy"
    __table_args__ = (
        Index("uq_policy_tenant_id_revision", "tenant_id", "revision", unique=True),
        Index(
            "uq_policy_tenant_id_active",
            "tenant_id",
            unique=True,
            postgresql_where=text("status = 'active'"),
        ),
    )

    revision: int
    title: str = Field(max_length=200)
    language: str = Field(default="id", max_length=35)
    body: str = Field(sa_type=Text)  # Markdown
    kinds: list[dict[str, Any]] = column(JSONB)  # of violations: code, title, description
    change_note: str | None = Field(default=None, sa_type=Text)
    status: str = PolicyStatus.DRAFT
    activated_at: datetime | None = moment()
    retired_at: datetime | None = moment()


class PolicyAcknowledgement(TenantRow, table=True):
    """Somebody has read a revision of the policy, as a member of this tenant."""

    __tablename__ = "policy_acknowledgement"
    __table_args__ = (
        Index(
            "uq_policy_acknowledgement_tenant_id_person_id_revision",
            "tenant_id",
            "person_id",
            "revision",
            unique=True,
        ),
    )

    person_id: UUID = Field(foreign_key="person.id")
    revision: int
    acknowledged_at: datetime = moment(default_factory=now, nullable=False)


class PolicyReminder(TenantRow, table=True):
    """How often somebody was reminded of a revision, and when last."""

    __tablename__ = "policy_reminder"
    __table_args__ = (
        Index(
            "uq_policy_reminder_tenant_id_person_id_revision",
            "tenant_id",
            "person_id",
            "revision",
            unique=True,
        ),
    )

    person_id: UUID = Field(foreign_key="person.id")
    revision: int
    sent: int = 1
    sent_at: datetime = moment(default_factory=now, nullable=False)


class ElectionWindow(TenantRow, Versioned, table=True):
    """Days, in the province's time zone and both included, in which politics needs a second look."""

    __tablename__ = "election_window"
    __table_args__ = (Index("ix_election_window_ends_on", "ends_on"),)

    name: str = Field(max_length=200)
    starts_on: date
    ends_on: date
    regions: list[str] = column(ARRAY(Text))  # codes; empty: the whole province
    terms: list[str] = column(ARRAY(Text))  # names of candidates and parties

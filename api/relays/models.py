"""Relays: one row per asked tenant, which all governments read, and the asked one's own channels."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, now, own


class RelayStatus(StrEnum):
    """DESIGN 5."""

    REQUESTED = "requested"
    ACKNOWLEDGED = "acknowledged"
    RELAYED = "relayed"
    DECLINED = "declined"


class Relay(TenantRow, Versioned, table=True):
    """What one tenant was asked to pass on; `tenant_id` is the asked one's. Nothing private."""

    __tablename__ = "relay"
    __table_args__ = (
        Index("uq_relay_tenant_id_number", "tenant_id", "number", unique=True),
        Index("ix_relay_number", "number"),
        Index("ix_relay_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
    )

    number: str = Field(max_length=20)  # of the clarification
    title: str = Field(max_length=300)  # of the clarification when it was asked for
    asked_by: str = Field(max_length=5)  # the code of the tenant that asks
    asked_at: datetime = moment(default_factory=now, nullable=False)
    due_at: datetime | None = moment()
    note: str | None = Field(default=None, sa_type=Text)
    status: str = RelayStatus.REQUESTED
    acknowledged_at: datetime | None = moment()
    closed_at: datetime | None = moment()
    reason: str | None = Field(default=None, sa_type=Text)  # for declining
    posts: list[dict[str, Any]] = column(JSONB)  # url, posted_at
    # Of the clarification: the text that is to be passed on, the one that was, and when it was retracted.
    revision: int = 1
    done_revision: int | None = None
    retracted_at: datetime | None = moment()
    taken_down_at: datetime | None = moment()
    reminders: int = 0
    reminded_at: datetime | None = moment()


class RelayPost(TenantRow, table=True):
    """Which of its channels a tenant relayed on."""

    __tablename__ = "relay_post"
    __table_args__ = (
        own("relay_id", "relay", ondelete="CASCADE"),
        own("channel_id", "channel"),
        Index("ix_relay_post_tenant_id_relay_id", "tenant_id", "relay_id"),
        Index("ix_relay_post_tenant_id_channel_id", "tenant_id", "channel_id"),
    )

    relay_id: UUID
    position: int
    channel_id: UUID | None = None
    url: str = Field(sa_type=Text)
    posted_at: datetime | None = moment()

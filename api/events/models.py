"""The outbox: events for one tenant, and events that every tenant may know."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.dialects.postgresql import JSONB

from tenants.rows import TenantRow, column, moment, now

# xid8 has no arithmetic and no driver type; as bigint it orders the same for 292 years of commits.
TRANSACTION = text("(pg_current_xact_id()::text)::bigint")


class Event(TenantRow, table=True):
    """An event that only its tenant may know."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_tenant_id_xid_id", "tenant_id", "xid", "id"),)

    type: str
    data: dict[str, Any] = column(JSONB)
    created_at: datetime = moment(default_factory=now, nullable=False)
    xid: int | None = column(BigInteger, server_default=TRANSACTION)


class SharedEvent(TenantRow, table=True):
    """An event about a shared row: every tenant may know it; `tenant_id` is whose it is."""

    __tablename__ = "shared_event"
    __table_args__ = (Index("ix_shared_event_xid_id", "xid", "id"),)

    type: str
    data: dict[str, Any] = column(JSONB)
    created_at: datetime = moment(default_factory=now, nullable=False)
    xid: int | None = column(BigInteger, server_default=TRANSACTION)

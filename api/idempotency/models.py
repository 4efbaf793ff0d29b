"""Answers that were given, by the key that the caller chose."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB

from tenants.rows import TenantRow, column, moment, now


class IdempotencyKey(TenantRow, table=True):
    """A 2xx answer, kept for 24 hours."""

    __tablename__ = "idempotency_key"
    __table_args__ = (
        Index("uq_idempotency_key_tenant_id_caller_key", "tenant_id", "caller", "key", unique=True),
        Index("ix_idempotency_key_created_at", "created_at"),
    )

    caller: str  # principal and operation
    key: str
    fingerprint: str  # of method, path and body
    status: int
    headers: dict[str, str] = column(JSONB)
    body: str
    created_at: datetime = moment(default_factory=now)

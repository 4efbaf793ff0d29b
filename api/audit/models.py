"""The chain of what was done in a tenant; only `audit_append` writes it."""

from datetime import datetime

from sqlalchemy import Computed, Index, Text
from sqlmodel import Field

from tenants.rows import TenantRow, moment


def _member(expression: str) -> str | None:
    """What a list is filtered by; derived from `body`, which alone is hashed."""
    derived = Computed(f"(body::jsonb {expression})", persisted=True)
    found: str | None = Field(default=None, sa_type=Text, sa_column_args=[derived])
    return found


class AuditEvent(TenantRow, table=True):
    """One link: `hash` is sha256 over the link before, this link's place and moment, and its body."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("uq_audit_event_tenant_id_seq", "tenant_id", "seq", unique=True),
        Index("ix_audit_event_tenant_id_action_seq", "tenant_id", "action", "seq"),
        Index("ix_audit_event_tenant_id_subject_seq", "tenant_id", "subject", "seq"),
        Index("ix_audit_event_tenant_id_actor_id_seq", "tenant_id", "actor_id", "seq"),
    )

    seq: int
    at: datetime = moment(nullable=False)
    body: str = Field(sa_type=Text)  # canonical JSON, kept as the text that was hashed
    previous: str
    hash: str
    action: str | None = _member("->> 'action'")
    subject: str | None = _member("->> 'subject'")
    actor_kind: str | None = _member("#>> '{actor,kind}'")
    actor_id: str | None = _member("#>> '{actor,id}'")

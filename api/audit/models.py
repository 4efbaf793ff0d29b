"""The chain of what was done in a tenant; only `audit_append` writes it."""

from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from tenants.rows import TenantRow, moment


class AuditEvent(TenantRow, table=True):
    """One link: `hash` is sha256 over the link before, this link's place and moment, and its body."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("uq_audit_event_tenant_id_seq", "tenant_id", "seq", unique=True),)

    seq: int
    at: datetime = moment(nullable=False)
    body: str = Field(sa_type=Text)  # canonical JSON, kept as the text that was hashed
    previous: str
    hash: str

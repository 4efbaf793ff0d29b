"""Links that we send by e-mail: good once, kept by their sha256 alone; simpul_system reads them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tenants.rows import GlobalRow, moment, now


class Purpose(StrEnum):
    """What the holder of a link may do with it."""

    INVITATION = "invitation"
    RESET = "reset"


class OneTimeLink(GlobalRow, table=True):
    """A link for one person; an invitation also names the membership that it makes active."""

    __tablename__ = "one_time_link"

    secret_hash: str = Field(unique=True)
    purpose: str
    person_id: UUID = Field(foreign_key="person.id", index=True)
    tenant_id: UUID | None = Field(default=None, foreign_key="tenant.id")
    membership_id: UUID | None = None
    created_at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()

"""People, their memberships, and machine clients. Sign-in reads these as simpul_system."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Index, Text
from sqlmodel import Field

from tenants.rows import GlobalRow, TenantRow, Versioned, column, moment, now, own


class MembershipStatus(StrEnum):
    """Only an active member may sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


class ClientStatus(StrEnum):
    """A revoked client gets no token."""

    ACTIVE = "active"
    REVOKED = "revoked"


class Revoked(StrEnum):
    """What a revocation ends: one access token, a family of them, a member's, or a client's."""

    TOKEN = "token"  # noqa: S105 - a word
    FAMILY = "family"
    MEMBER = "member"
    CLIENT = "client"


class Person(GlobalRow, Versioned, table=True):
    """A human being; belongs to no tenant, and is seen by those where he is a member."""

    __tablename__ = "person"

    email: str = Field(unique=True, max_length=254)  # lower-case
    name: str = Field(max_length=120)
    password_hash: str | None = None
    # By `simpul privacy erase`: the row stays for what refers to it, and names nobody any more.
    erased_at: datetime | None = moment()


class Membership(TenantRow, Versioned, table=True):
    """What a person may do in one tenant."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("uq_membership_tenant_id_person_id", "tenant_id", "person_id", unique=True),
        Index("ix_membership_person_id", "person_id"),
        own("unit_id", "unit"),
    )

    person_id: UUID = Field(foreign_key="person.id")
    roles: list[str] = column(ARRAY(Text))
    unit_id: UUID | None = None
    status: str = MembershipStatus.ACTIVE
    # As the inviting office spelled them. The person is shown to it once he has accepted, and not
    # before: whoever invites an address must not learn whether, and as whom, others know it.
    invited_name: str | None = Field(default=None, max_length=120)
    invited_email: str | None = Field(default=None, max_length=254)
    invited_at: datetime | None = moment()
    joined_at: datetime | None = moment()
    # Refresh tokens of before are over: he was suspended or removed then.
    signed_out_at: datetime | None = moment()


class Client(TenantRow, Versioned, table=True):
    """A regional system. Its `client_id` is the row's id; a responsible member answers for it."""

    __tablename__ = "client"
    __table_args__ = (own("responsible_id", "membership"), Index("ix_client_id", "id"))

    name: str = Field(max_length=120)
    secret_hash: str  # sha256: the secret is 256 random bits, so no slow hash is needed
    scopes: list[str] = column(ARRAY(Text))
    responsible_id: UUID
    status: str = ClientStatus.ACTIVE
    # Good beside the new one until then, so that a rotation stops no nightly job.
    previous_secret_hash: str | None = None
    previous_secret_until: datetime | None = moment()
    last_used_at: datetime | None = moment()


class Revocation(GlobalRow, table=True):
    """Access tokens that end before their time: kept until all that it could end have expired."""

    __tablename__ = "revocation"
    __table_args__ = (Index("ix_revocation_expires_at", "expires_at"),)

    kind: str
    key: str  # a token's `jti`, a family's id, `person:tenant code`, a client's id
    at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)

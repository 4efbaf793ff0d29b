"""People, their memberships, and machine clients. Sign-in reads these as simpul_system."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Index, Text
from sqlmodel import Field

from tenants.rows import GlobalRow, TenantRow, Versioned, column, own


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


class Person(GlobalRow, Versioned, table=True):
    """A human being; belongs to no tenant, and is seen by those where he is a member."""

    __tablename__ = "person"

    email: str = Field(unique=True, max_length=254)  # lower-case
    name: str = Field(max_length=120)
    password_hash: str | None = None


class Membership(TenantRow, Versioned, table=True):
    """What a person may do in one tenant."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("uq_membership_tenant_id_person_id", "tenant_id", "person_id", unique=True),
        Index("ix_membership_person_id", "person_id"),
    )

    person_id: UUID = Field(foreign_key="person.id")
    roles: list[str] = column(ARRAY(Text))
    status: str = MembershipStatus.ACTIVE


class Client(TenantRow, Versioned, table=True):
    """A regional system. Its `client_id` is the row's id; a responsible member answers for it."""

    __tablename__ = "client"
    __table_args__ = (own("responsible_id", "membership"), Index("ix_client_id", "id"))

    name: str = Field(max_length=120)
    secret_hash: str  # sha256: the secret is 256 random bits, so no slow hash is needed
    scopes: list[str] = column(ARRAY(Text))
    responsible_id: UUID
    status: str = ClientStatus.ACTIVE

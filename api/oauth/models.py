"""What sign-in keeps. Codes and tokens are stored by their sha256 alone; simpul_system reads them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from tenants.rows import GlobalRow, moment, now


class SignIn(GlobalRow, table=True):
    """A browser session on the sign-in pages."""

    __tablename__ = "sign_in"

    secret_hash: str = Field(unique=True)
    person_id: UUID = Field(foreign_key="person.id")
    created_at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)


class AuthorizationCode(GlobalRow, table=True):
    """A code of RFC 6749 4.1 with its PKCE challenge (RFC 7636, S256); spent where it is read."""

    __tablename__ = "authorization_code"

    code_hash: str = Field(unique=True)
    client_id: str
    person_id: UUID = Field(foreign_key="person.id")
    tenant_id: UUID = Field(foreign_key="tenant.id")
    redirect_uri: str
    scope: str
    challenge: str
    nonce: str | None = None
    family_id: UUID | None = None  # what its redemption gave, to be revoked when it is used again
    created_at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()


class RefreshFamily(GlobalRow, table=True):
    """All refresh tokens that descend from one sign-in: they die together."""

    __tablename__ = "refresh_family"

    client_id: str
    person_id: UUID = Field(foreign_key="person.id")
    tenant_id: UUID = Field(foreign_key="tenant.id")
    scope: str
    created_at: datetime = moment(default_factory=now, nullable=False)
    revoked_at: datetime | None = moment()


class RefreshToken(GlobalRow, table=True):
    """One refresh token; using it a second time revokes its family (RFC 9700 4.14)."""

    __tablename__ = "refresh_token"
    __table_args__ = (Index("ix_refresh_token_family_id", "family_id"),)

    token_hash: str = Field(unique=True)
    family_id: UUID = Field(foreign_key="refresh_family.id", ondelete="CASCADE")
    created_at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()

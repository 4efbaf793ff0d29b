"""What sign-in keeps. Codes and tokens are stored by their sha256 alone; simpul_system reads them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, false
from sqlmodel import Field

from tenants.rows import GlobalRow, moment, now

# For the code of before, which does not know the column while a release is rolled out.
_EMPTY = {"server_default": ""}


class SignIn(GlobalRow, table=True):
    """A browser session on the sign-in pages."""

    __tablename__ = "sign_in"

    secret_hash: str = Field(unique=True)
    person_id: UUID = Field(foreign_key="person.id")
    # password or federated
    method: str = Field(default="password", sa_column_kwargs={"server_default": "password"})
    # The password was right; the second factor is still to come.
    awaiting_code: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    device: str = Field(
        default="", max_length=200, sa_column_kwargs=_EMPTY
    )  # what the browser calls itself
    address: str = Field(default="", max_length=64, sa_column_kwargs=_EMPTY)
    created_at: datetime = moment(default_factory=now, nullable=False)
    last_used_at: datetime | None = moment()
    expires_at: datetime = moment(nullable=False)


class SecondFactor(GlobalRow, table=True):
    """A person's TOTP seed (RFC 6238), sealed; asked for once it is confirmed."""

    __tablename__ = "second_factor"

    person_id: UUID = Field(foreign_key="person.id", unique=True)
    seed: str  # sealed by api.encryption
    confirmed_at: datetime | None = moment()
    last_step: int = 0  # of 30 s since 1970: a code is good once
    created_at: datetime = moment(default_factory=now, nullable=False)


class RecoveryCode(GlobalRow, table=True):
    """Good once, instead of the second factor."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index("ix_recovery_code_person_id", "person_id"),)

    person_id: UUID = Field(foreign_key="person.id")
    code_hash: str
    used_at: datetime | None = moment()


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
    signed_in_at: datetime | None = moment()  # OpenID Connect's auth_time
    device: str = Field(default="", max_length=200, sa_column_kwargs=_EMPTY)
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
    device: str = Field(
        default="", max_length=200, sa_column_kwargs=_EMPTY
    )  # of the browser that signed in
    created_at: datetime = moment(default_factory=now, nullable=False)
    last_used_at: datetime | None = moment()
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

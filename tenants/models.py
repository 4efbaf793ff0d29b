"""The tenants of this deployment: the province and its regencies and cities."""

from enum import StrEnum

from sqlmodel import Field

from tenants.rows import GlobalRow, Versioned


class TenantKind(StrEnum):
    """What kind of government a tenant is; told by its Kemendagri code."""

    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"


class TenantStatus(StrEnum):
    """An inactive tenant is known, but nobody may sign in for it."""

    INACTIVE = "inactive"
    ACTIVE = "active"


class Tenant(GlobalRow, Versioned, table=True):
    """A government, addressed by its code (`32`, `32.04`). Everybody signed in may read these."""

    __tablename__ = "tenant"

    code: str = Field(unique=True, max_length=5)
    name: str = Field(max_length=120)
    kind: str
    status: str = TenantStatus.INACTIVE
    office: str = Field(max_length=200)
    email: str | None = Field(default=None, max_length=254)
    phone: str | None = Field(default=None, max_length=40)
    address: str | None = Field(default=None, max_length=500)
    website: str | None = Field(default=None, max_length=500)
    # The month (2026-10) in which it joined; None was here from the beginning.
    joined_in: str | None = Field(default=None, max_length=7)

"""Cases of impersonation, and the shared rows that warn the public."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Index, Text, Uuid
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, own


class ImpersonationStatus(StrEnum):
    """DESIGN 5."""

    OPEN = "open"
    REPORTED = "reported"
    TAKEN_DOWN = "taken_down"
    DISMISSED = "dismissed"


class Impersonation(TenantRow, Versioned, table=True):
    """One account that pretends to be official, as the tenant that found it keeps it."""

    __tablename__ = "impersonation"
    __table_args__ = (
        own("channel_id", "channel"),
        Index("ix_impersonation_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
        Index("ix_impersonation_handed_in", "created_at", "id"),
        Index(
            "uq_impersonation_tenant_id_external_reference",
            "tenant_id",
            "external_reference",
            unique=True,
        ),
    )

    platform: str
    identity: str = Field(max_length=500)  # the normalised handle or address
    url: str = Field(max_length=500)
    handle: str | None = Field(default=None, max_length=500)
    name: str | None = Field(default=None, max_length=200)
    channel_id: UUID | None = None  # which of the tenant's channels it imitates
    description: str | None = Field(default=None, sa_type=Text)
    status: str = ImpersonationStatus.OPEN
    platform_ticket: str | None = Field(default=None, max_length=200)
    public_warning: str | None = Field(default=None, max_length=1000)
    external_reference: str | None = Field(default=None, max_length=100)
    reported_at: datetime | None = moment()
    closed_at: datetime | None = moment()
    created_by_name: str
    created_by_kind: str
    author_ids: list[UUID] = column(ARRAY(Uuid))
    handed_in: bool = True


class ImpersonationAsset(TenantRow, table=True):
    """A picture that proves it."""

    __tablename__ = "impersonation_asset"
    __table_args__ = (
        own("impersonation_id", "impersonation", ondelete="CASCADE"),
        own("asset_id", "asset"),
        Index("ix_impersonation_asset_tenant_id_impersonation_id", "tenant_id", "impersonation_id"),
        Index("ix_impersonation_asset_tenant_id_asset_id", "tenant_id", "asset_id"),
    )

    impersonation_id: UUID
    position: int
    asset_id: UUID
    handed_in: bool = True


class KnownImpersonator(TenantRow, table=True):
    """What the public is told of a case that carries a warning; its `id` is the case's."""

    __tablename__ = "known_impersonator"
    __table_args__ = (Index("ix_known_impersonator_platform_identity", "platform", "identity"),)

    platform: str
    identity: str = Field(max_length=500)
    url: str
    handle: str | None = None
    name: str | None = None
    warning: str = Field(sa_type=Text)
    since: datetime = moment(nullable=False)
    until: datetime | None = moment()  # taken back

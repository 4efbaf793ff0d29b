"""Official accounts and outlets, and the shared registry of those that the province verified."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Computed, Index, Uuid, text
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, own


class ChannelStatus(StrEnum):
    """DESIGN 5."""

    PENDING = "pending"
    VERIFIED = "verified"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


class Ending(StrEnum):
    """Why an account is no longer official."""

    RENAMED = "renamed"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


class Channel(TenantRow, Versioned, table=True):
    """A channel as its tenant keeps it. Several tenants may hold a handle pending."""

    __tablename__ = "channel"
    __table_args__ = (
        own("unit_id", "unit"),
        own("proof_asset_id", "asset"),
        Index("ix_channel_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
        Index("ix_channel_handed_in", "created_at", "id", postgresql_where=text("handed_in")),
        Index(
            "uq_channel_tenant_id_external_reference",
            "tenant_id",
            "external_reference",
            unique=True,
        ),
    )

    platform: str
    url: str | None = Field(default=None, max_length=500)
    handle: str | None = Field(default=None, max_length=200)
    name: str = Field(max_length=200)
    unit_id: UUID | None = None
    language: str = Field(default="id", max_length=35)
    proof_kind: str | None = None
    proof_asset_id: UUID | None = None
    proof_code: str = Field(max_length=20)
    external_reference: str | None = Field(default=None, max_length=100)
    status: str = ChannelStatus.PENDING
    decision_note: str | None = Field(default=None, max_length=2000)
    decided_by: UUID | None = None
    decided_at: datetime | None = moment()
    verified_at: datetime | None = moment()
    last_confirmed_at: datetime | None = moment()
    # Nobody confirmed it in time: it may have been abandoned, or taken over.
    dormant_since: datetime | None = moment()
    confirm_reminders: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    confirm_reminded_at: datetime | None = moment()
    # What looking for the proof code found.
    proof_checked_at: datetime | None = moment()
    proof_result: str | None = Field(default=None, max_length=50)
    author_ids: list[UUID] = column(ARRAY(Uuid))
    # A channel is handed in from its first moment: it has no draft.
    handed_in: bool | None = Field(
        default=None, sa_column_args=[Computed("status <> 'draft'", persisted=True)]
    )


class ChannelCustodian(TenantRow, table=True):
    """A member who holds the keys of a channel."""

    __tablename__ = "channel_custodian"
    __table_args__ = (
        own("channel_id", "channel", ondelete="CASCADE"),
        own("member_id", "membership"),
        Index("ix_channel_custodian_tenant_id_channel_id", "tenant_id", "channel_id"),
    )

    channel_id: UUID
    position: int
    member_id: UUID
    letter_number: str | None = Field(default=None, max_length=100)
    term_ends_on: date | None = None
    second_factor_attested: bool = False
    handed_in: bool = True


class FormerHandle(TenantRow, table=True):
    """A handle that a channel had before; followers still know it."""

    __tablename__ = "former_handle"
    __table_args__ = (
        own("channel_id", "channel", ondelete="CASCADE"),
        Index("ix_former_handle_tenant_id_channel_id", "tenant_id", "channel_id"),
    )

    channel_id: UUID
    handle: str = Field(max_length=500)
    valid_from: datetime | None = moment()
    valid_until: datetime = moment(nullable=False)
    handed_in: bool = True


class OfficialChannel(TenantRow, table=True):
    """A verified channel, shared with everybody; its `id` is the channel's.

    Unique over all tenants, because it is written at verification alone: creating a channel
    reveals nothing.
    """

    __tablename__ = "official_channel"
    __table_args__ = (
        Index("uq_official_channel_platform_identity", "platform", "identity", unique=True),
    )

    platform: str
    identity: str = Field(max_length=500)  # `platforms.Account.identity`
    url: str | None = None
    handle: str | None = None
    name: str
    since: datetime = moment(nullable=False)


class PastOfficialChannel(TenantRow, table=True):
    """That an account was official for a time, shared with everybody: posts of then were real."""

    __tablename__ = "past_official_channel"
    __table_args__ = (
        Index("ix_past_official_channel_platform_identity", "platform", "identity", "until"),
        Index("ix_past_official_channel_tenant_id_channel_id", "tenant_id", "channel_id"),
    )

    channel_id: UUID
    platform: str
    identity: str = Field(max_length=500)
    url: str | None = None
    handle: str | None = None
    name: str
    since: datetime = moment(nullable=False)
    until: datetime = moment(nullable=False)
    ended: str = Field(max_length=20)  # an `Ending`

"""Files in S3. The bytes never pass the API: clients post them to the storage themselves."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Computed, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, now, own


class AssetStatus(StrEnum):
    """DESIGN 5: only a `ready` asset is served."""

    AWAITING_UPLOAD = "awaiting_upload"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


class Asset(TenantRow, Versioned, table=True):
    """One file and what is known of it."""

    __tablename__ = "asset"
    __table_args__ = (
        CheckConstraint("handed_in_count >= 0", name="handed_in_count"),
        CheckConstraint("published_count >= 0", name="published_count"),
        Index("ix_asset_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
    )

    purpose: str
    file_name: str = Field(max_length=200)
    content_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    sha256: str = Field(max_length=64)
    alt: str | None = Field(default=None, max_length=500)
    status: str = AssetStatus.AWAITING_UPLOAD
    refusal: str | None = Field(default=None, sa_type=Text)
    quarantine_key: str
    media_key: str | None = None
    width: int | None = None
    height: int | None = None
    blurhash: str | None = None
    # Smaller copies of a picture: key, content_type, width, height, size (bytes).
    variants: list[dict[str, Any]] = column(
        JSONB, default_factory=list, server_default=text("'[]'::jsonb")
    )
    # What it takes in the storage with its copies, in bytes, once it is ready.
    stored_size: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"}
    )
    # A multipart upload that S3 has open.
    upload_id: str | None = Field(default=None, sa_type=Text)
    # How many published clarifications show it: it lies in the public bucket while there is one.
    published_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # The person behind the upload; none when somebody without an account had a ticket for it.
    created_by_id: UUID | None = None
    # How many handed-in rows show it: the province sees it while there is one.
    handed_in_count: int = 0
    handed_in: bool | None = Field(
        default=None, sa_column_args=[Computed("handed_in_count > 0", persisted=True)]
    )


class UploadTicket(TenantRow, table=True):
    """Lets somebody without an account upload one file, and name it once in what he hands in."""

    __tablename__ = "upload_ticket"
    __table_args__ = (
        own("asset_id", "asset", ondelete="CASCADE"),
        Index("uq_upload_ticket_tenant_id_secret_hash", "tenant_id", "secret_hash", unique=True),
    )

    secret_hash: str
    asset_id: UUID
    created_at: datetime = moment(default_factory=now, nullable=False)
    expires_at: datetime = moment(nullable=False)
    used_at: datetime | None = moment()

"""Requests of a government to take part. They belong to the province, which decides."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, moment, own


class RegistrationStatus(StrEnum):
    """DESIGN 5."""

    UNCONFIRMED = "unconfirmed"
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class Registration(TenantRow, Versioned, table=True):
    """One request. The two secrets are sent to the applicant and kept by their sha256 alone."""

    __tablename__ = "registration"
    __table_args__ = (
        own("letter_asset_id", "asset"),
        Index("ix_registration_tenant_id_status", "tenant_id", "status"),
        Index("uq_registration_tenant_id_confirm_hash", "tenant_id", "confirm_hash", unique=True),
        Index("uq_registration_tenant_id_status_hash", "tenant_id", "status_hash", unique=True),
    )

    region: str = Field(max_length=5)
    office: str = Field(max_length=200)
    email: str = Field(max_length=254)
    contact_name: str = Field(max_length=120)
    phone: str | None = Field(default=None, max_length=40)
    letter_asset_id: UUID | None = None
    status: str = RegistrationStatus.UNCONFIRMED
    confirm_hash: str
    status_hash: str
    confirmed_at: datetime | None = moment()
    decided_at: datetime | None = moment()
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decision_note: str | None = None

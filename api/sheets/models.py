"""Long work that a client follows at `/v1/jobs/{id}`."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned, column, moment, own


class JobKind(StrEnum):
    """What is done."""

    IMPORT_REPORTS = "import_reports"
    IMPORT_CHANNELS = "import_channels"
    EXPORT = "export"


class JobStatus(StrEnum):
    """From the queue to its end."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class Job(TenantRow, Versioned, table=True):
    """One import or export of a tenant."""

    __tablename__ = "job"
    __table_args__ = (
        own("asset_id", "asset"),
        Index("ix_job_tenant_id_created_at_id", "tenant_id", "created_at", "id"),
        Index("ix_job_tenant_id_asset_id", "tenant_id", "asset_id"),
    )

    kind: str
    status: str = JobStatus.QUEUED
    asset_id: UUID | None = None  # what is imported
    parameters: dict[str, Any] = column(JSONB)
    # Who asked, as the worker must act for him: his principal without a token.
    requested_by: dict[str, Any] = column(JSONB)
    done: int = 0
    total: int | None = None
    result: dict[str, Any] = column(JSONB)  # counts, and what is wrong by row
    error: str | None = Field(default=None, max_length=100)  # a code of the catalogue
    result_key: str | None = Field(default=None, max_length=300)  # of the file in S3
    result_name: str | None = Field(default=None, max_length=200)
    result_type: str | None = Field(default=None, max_length=100)
    result_size: int | None = Field(default=None, sa_type=BigInteger)
    started_at: datetime | None = moment()
    ended_at: datetime | None = moment()
    expires_at: datetime | None = moment()  # when the file is removed

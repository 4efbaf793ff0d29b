"""What every tenant table has: its tenant first in the key, and references that stay inside it.

No `from __future__ import annotations` in files with tables: it breaks SQLModel's relationships.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKeyConstraint
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


def now() -> datetime:
    """The present moment in UTC, with microseconds, as PostgreSQL keeps it."""
    return datetime.now(UTC)


class TenantRow(SQLModel):
    """A row that belongs to one tenant; primary key (tenant_id, id)."""

    tenant_id: UUID = Field(primary_key=True, foreign_key="tenant.id")
    id: UUID = Field(default_factory=uuid7, primary_key=True)


class GlobalRow(SQLModel):
    """A row of one of the few tables without a tenant (`tenants.policies.GLOBAL_TABLES`)."""

    id: UUID = Field(default_factory=uuid7, primary_key=True)


class Versioned(SQLModel):
    """A mutable resource: `version` is its ETag and grows by one with every change."""

    version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    updated_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))

    def touch(self) -> None:
        """Count one change; every verb that changes the row calls it once."""
        self.version += 1
        self.updated_at = now()


def moment(**options: Any) -> Any:  # noqa: ANN401 - SQLModel's Field is untyped as well
    """A column of a moment in time (`timestamptz`), empty unless `options` say otherwise."""
    if "default_factory" not in options and options.get("nullable", True):
        options.setdefault("default", None)
    return Field(sa_type=DateTime(timezone=True), **options)


def column(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
    """A column of a type that SQLModel has no annotation for (arrays, JSON)."""
    field = (
        {"default_factory": options.pop("default_factory")} if "default_factory" in options else {}
    )
    nullable = options.setdefault("nullable", False)
    if not field and (nullable or "server_default" in options):
        field["default"] = None
    return Field(**field, sa_column=Column(*arguments, **options))


def own(reference: str, table: str, **options: Any) -> ForeignKeyConstraint:  # noqa: ANN401
    """A foreign key to a row of the same tenant, so that no private reference crosses tenants."""
    return ForeignKeyConstraint(
        ["tenant_id", reference], [f"{table}.tenant_id", f"{table}.id"], **options
    )

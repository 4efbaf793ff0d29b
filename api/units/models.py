"""The parts of a government: a label and a filter, not a boundary of access."""

from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from tenants.rows import TenantRow, Versioned


class UnitStatus(StrEnum):
    """An archived unit keeps its rows and takes no new ones."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class Unit(TenantRow, Versioned, table=True):
    """A perangkat daerah or kecamatan."""

    __tablename__ = "unit"
    __table_args__ = (Index("uq_unit_tenant_id_name", "tenant_id", "name", unique=True),)

    name: str = Field(max_length=200)
    kind: str
    status: str = UnitStatus.ACTIVE

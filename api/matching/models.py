"""What the index of each audience is made of: the features of what that audience may read."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from api.matching.features import FEATURES
from tenants.rows import TenantRow


class Matched(SQLModel):
    """The features of a published clarification; `id` is its own.

    A row that is not `live` is a tombstone: by it, processes that have it in memory learn that it
    went. `changed` is the transaction that wrote it last; `keeping.py` sets it with every write.
    """

    live: bool = True
    made_by: int = FEATURES
    title: bytes = Field(sa_type=LargeBinary)
    claim: bytes = Field(sa_type=LargeBinary)


def _changed() -> Column[int]:
    # As a number: xid8 is a type that SQLAlchemy does not know.
    default = text("pg_current_xact_id()::text::bigint")
    return Column("changed", BigInteger, nullable=False, server_default=default)


class SharedMatch(TenantRow, Matched, table=True):
    """For all governments."""

    __tablename__ = "shared_match"
    __table_args__ = (Index("ix_shared_match_changed", "changed"),)

    changed: int | None = Field(default=None, sa_column=_changed())


class PublicMatch(TenantRow, Matched, table=True):
    """For everybody."""

    __tablename__ = "public_match"
    __table_args__ = (Index("ix_public_match_changed", "changed"),)

    changed: int | None = Field(default=None, sa_column=_changed())

"""`external_reference`: a regional system's own id, unique in its tenant, for outages beyond a day."""

from typing import Any, ClassVar, Protocol
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import ReferenceTakenError
from tenants.session import current_scope


class Referenced(Protocol):
    """A table with an external reference."""

    __tablename__: ClassVar[Any]
    id: UUID
    external_reference: str | None


async def require_free(
    session: AsyncSession,
    model: type[Referenced],
    reference: str | None,
    itself: UUID | None = None,
) -> None:
    """Raise `ReferenceTakenError` with the row that has it; the reference is ours until the commit."""
    if reference is None:
        return
    name = f"{model.__tablename__}:{current_scope(session).tenant}:{reference}"
    # A second request with the same reference waits here, and then finds the first one's row.
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    existing = await session.scalar(
        select(col(model.id)).where(col(model.external_reference) == reference)
    )
    if existing is not None and existing != itself:
        raise ReferenceTakenError(existing_id=str(existing))

"""Units as other rooms name them: known in the tenant, and not archived."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import FieldError, Text
from api.units.models import Unit, UnitStatus

UNKNOWN_UNIT = Text("Perangkat daerah ini tidak ada.", "This unit does not exist.")


async def unknown_unit(
    session: AsyncSession, wanted: UUID | None, before: UUID | None = None
) -> list[FieldError]:
    """What to change about `/unit_id` unless it is an active unit of the tenant.

    A row keeps the unit that it had (`before`), archived or not.
    """
    if wanted is None or wanted == before:
        return []
    found = await session.scalar(
        select(col(Unit.id)).where(col(Unit.id) == wanted, col(Unit.status) == UnitStatus.ACTIVE)
    )
    return [] if found else [FieldError("/unit_id", "not-found", UNKNOWN_UNIT)]

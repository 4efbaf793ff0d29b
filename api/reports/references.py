"""Clarifications that a report names: published, by whichever government, and not retracted."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import FieldError, InvalidBodyError, Text

# By its name: the room of clarifications is this one's sibling. All tenants read the shared ones.
_PUBLISHED = text(
    "select number, state = 'retracted' as gone from shared_clarification where number = any(:numbers)"
)
_UNKNOWN = Text(
    "Belum ada klarifikasi terbit dengan nomor ini.",
    "No clarification of this number is published.",
)
_RETRACTED = Text("Klarifikasi ini sudah dicabut.", "This clarification was retracted.")


async def require_published(session: AsyncSession, numbers: Sequence[str]) -> None:
    """Raise `InvalidBodyError` for numbers that nobody published, or whose text was retracted."""
    if not numbers:
        return
    rows = await session.execute(_PUBLISHED, {"numbers": list(numbers)})
    retracted = {row.number: row.gone for row in rows}
    errors = []
    for place, number in enumerate(numbers):
        pointer = f"/clarification_numbers/{place}"
        if number not in retracted:
            errors.append(FieldError(pointer, "not-found", _UNKNOWN))
        elif retracted[number]:
            errors.append(FieldError(pointer, "retracted", _RETRACTED))
    if errors:
        raise InvalidBodyError(errors)

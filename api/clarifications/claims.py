"""The claims that a clarification answers. Their room stands above this one, so they are named here."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Uuid, column, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import FieldError, Text

_CLAIM = table("claim", column("id", Uuid))
_UNKNOWN = Text("Isu ini tidak ada.", "This claim does not exist.")


async def unknown_claims(session: AsyncSession, ids: Sequence[UUID]) -> list[FieldError]:
    """What to change about ids that are not the session's tenant's own claims."""
    if not ids:
        return []
    known = set(await session.scalars(select(_CLAIM.c.id).where(_CLAIM.c.id.in_(ids))))
    return [
        FieldError(f"/claim_ids/{place}", "not-found", _UNKNOWN)
        for place, identifier in enumerate(ids)
        if identifier not in known
    ]

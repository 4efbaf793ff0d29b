"""Assets as other rooms attach them: known, ready, and seen by the province while handed in."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped
from sqlmodel import col

from api.errors import AssetNotReadyError, FieldError, Text
from api.media.models import Asset, AssetStatus

_UNKNOWN = Text("Berkas ini tidak ada.", "This asset does not exist.")


async def unknown(session: AsyncSession, wanted: Mapping[str, UUID]) -> list[FieldError]:
    """What to change about ids, by their pointers, that are not the tenant's own assets."""
    if not wanted:
        return []
    known = select(col(Asset.id)).where(col(Asset.id).in_(wanted.values()))
    found = set(await session.scalars(known))
    return [
        FieldError(pointer, "not-found", _UNKNOWN)
        for pointer, identifier in wanted.items()
        if identifier not in found
    ]


def pointers(name: str, ids: Sequence[UUID]) -> dict[str, UUID]:
    """The ids of a list of a body, by the pointer to each: `/asset_ids/0`."""
    return {f"/{name}/{place}": identifier for place, identifier in enumerate(ids)}


async def require_ready(session: AsyncSession, ids: Collection[UUID]) -> None:
    """Raise `AssetNotReadyError` unless all have passed their check."""
    if not ids:
        return
    statement = select(col(Asset.id)).where(
        col(Asset.id).in_(ids), col(Asset.status) == AssetStatus.READY
    )
    ready = set(await session.scalars(statement))
    waiting = sorted(set(ids) - ready)
    if waiting:
        raise AssetNotReadyError(asset_ids=[str(identifier) for identifier in waiting])


async def hand_in(session: AsyncSession, before: Collection[UUID], after: Collection[UUID]) -> None:
    """Count that a row which is handed in shows the assets `after`, and no longer those `before`."""
    await _count(session, col(Asset.handed_in_count), before, after)


async def publish(session: AsyncSession, before: Collection[UUID], after: Collection[UUID]) -> None:
    """Count likewise what a clarification shows to the public.

    Never below zero: what was published before there was a count is not in it.
    """
    await _count(session, col(Asset.published_count), before, after, least=0)


async def _count(
    session: AsyncSession,
    column: Mapped[int],
    before: Collection[UUID],
    after: Collection[UUID],
    least: int | None = None,
) -> None:
    added, removed = set(after) - set(before), set(before) - set(after)
    if not added | removed:
        return
    # All in one order, and not against the key share that a foreign key to them takes: two requests
    # that attach the same asset must not wait for each other.
    locked = select(col(Asset.id)).where(col(Asset.id).in_(added | removed))
    await session.execute(locked.order_by(col(Asset.id)).with_for_update(key_share=True))
    for ids, by in ((added, 1), (removed, -1)):
        if ids:
            counted = update(Asset).where(col(Asset.id).in_(ids))
            # `greatest` overlooks null: then a count that would be negative breaks its constraint.
            counted = counted.values({column: func.greatest(column + by, least)})
            await session.execute(counted.execution_options(synchronize_session=False))

"""Assets as other rooms attach them: known, ready, and seen by the province while handed in."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import AssetNotReadyError, FieldError, InvalidBodyError, Text
from api.media.models import Asset, AssetStatus

UNKNOWN = Text("Berkas ini tidak ada.", "This asset does not exist.")


async def require_known(session: AsyncSession, ids: Sequence[UUID], pointer: str) -> None:
    """Raise `InvalidBodyError` for ids that are not the tenant's own assets."""
    if not ids:
        return
    found = set(await session.scalars(select(col(Asset.id)).where(col(Asset.id).in_(ids))))
    errors = [
        FieldError(f"{pointer}/{place}", "not-found", UNKNOWN)
        for place, identifier in enumerate(ids)
        if identifier not in found
    ]
    if errors:
        raise InvalidBodyError(errors)


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


async def hand_in(session: AsyncSession, ids: Collection[UUID], by: int) -> None:
    """Count one use more (`by=1`) or less (`by=-1`) of each asset by rows that are handed in."""
    if ids:
        # In one order, so that two requests that share assets never wait for each other.
        locked = (
            select(col(Asset.id))
            .where(col(Asset.id).in_(ids))
            .order_by(col(Asset.id))
            .with_for_update()
        )
        await session.execute(locked)
        counted = update(Asset).values(handed_in_count=Asset.handed_in_count + by)
        await session.execute(
            counted.where(col(Asset.id).in_(ids)).execution_options(synchronize_session=False)
        )

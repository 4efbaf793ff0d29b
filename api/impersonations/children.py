"""What a case refers to: the channel that it imitates, and the assets that prove it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Channel
from api.errors import FieldError, InvalidBodyError, Text
from api.impersonations.models import Impersonation, ImpersonationAsset
from api.media.attachments import hand_in, pointers, unknown

_UNKNOWN_CHANNEL = Text("Kanal ini tidak ada.", "This channel does not exist.")


async def check_references(
    session: AsyncSession, channel_id: UUID | None, asset_ids: Sequence[UUID]
) -> None:
    """Raise `InvalidBodyError` for a channel and assets that are not the tenant's own."""
    errors = await unknown(session, pointers("asset_ids", asset_ids))
    if channel_id is not None:
        own = select(col(Channel.id)).where(col(Channel.id) == channel_id)
        if await session.scalar(own) is None:
            errors.append(FieldError("/channel_id", "not-found", _UNKNOWN_CHANNEL))
    if errors:
        raise InvalidBodyError(errors)


async def assets_of(
    session: AsyncSession, cases: Sequence[Impersonation]
) -> dict[UUID, list[UUID]]:
    """The ids of the evidence of some cases, by the case's id, in their order."""
    found: dict[UUID, list[UUID]] = {case.id: [] for case in cases}
    statement = select(ImpersonationAsset).where(
        col(ImpersonationAsset.impersonation_id).in_(found)
    )
    for row in await session.scalars(statement.order_by(col(ImpersonationAsset.position))):
        found[row.impersonation_id].append(row.asset_id)
    return found


async def replace(session: AsyncSession, case: Impersonation, asset_ids: Sequence[UUID]) -> None:
    """Make the evidence of a case these assets; the province sees them at once."""
    before = (await assets_of(session, [case]))[case.id]
    after = list(dict.fromkeys(asset_ids))
    if before == after:
        return
    mine = col(ImpersonationAsset.impersonation_id) == case.id
    await session.execute(delete(ImpersonationAsset).where(mine))
    session.add_all(
        ImpersonationAsset(
            tenant_id=case.tenant_id, impersonation_id=case.id, position=place, asset_id=asset
        )
        for place, asset in enumerate(after)
    )
    await hand_in(session, before, after)

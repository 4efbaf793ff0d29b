"""Registrations that nobody confirmed go, and uploads that nobody named in what he handed in."""

from procrastinate import JobContext
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.jobs.queue import queue, runtime_of
from api.media.models import Asset, AssetStatus
from api.media.service import remove
from api.media.tickets import forget_expired
from api.registrations.models import Registration, RegistrationStatus
from api.registrations.rules import CONFIRM_WITHIN


@queue.periodic(cron="23 * * * *")
@queue.task(name="registrations.forget", queueing_lock="registrations.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete what is over, tenant by tenant: claims have tickets of all of them."""
    async for session in runtime_of(context).each_tenant("forget registrations"):
        await forget_old(session)


async def forget_old(session: AsyncSession) -> None:
    """Delete old unconfirmed registrations and expired tickets of the session's tenant.

    What was uploaded goes with them: the rows now, the files after the commit.
    """
    await _forget_unconfirmed(session)
    await forget_expired(session)


async def _forget_unconfirmed(session: AsyncSession) -> None:
    # A letter that is being checked is left to the next time: its worker still stores files.
    old = (
        select(Registration, Asset)
        .join(Asset, col(Asset.id) == col(Registration.letter_asset_id), isouter=True)
        .where(
            col(Registration.status) == RegistrationStatus.UNCONFIRMED,
            col(Registration.created_at) < func.now() - CONFIRM_WITHIN,
            col(Asset.status).is_distinct_from(AssetStatus.CHECKING),
        )
        .with_for_update(of=Registration, skip_locked=True)
    )
    for registration, letter in (await session.execute(old)).all():
        await session.delete(registration)
        await session.flush()
        if letter is not None:
            await remove(session, letter)

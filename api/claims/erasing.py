"""Who reported a claim is forgotten some time after it was closed; the claim and its link stay."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

from procrastinate import JobContext
from sqlalchemy import ColumnElement, delete, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.claims.models import Claim, ClaimReporter
from api.claims.reporters import Reporter, opened
from api.encryption.sealing import sealer_of
from api.jobs.queue import queue, runtime_of
from api.settings import settings_of
from tenants.rows import now

_CHUNK = 500


@queue.periodic(cron="11 3 * * *")
@queue.task(name="claims.forget", queueing_lock="claims.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Forget who reported claims that were closed long ago, tenant by tenant."""
    async for session in runtime_of(context).each_tenant("forget who reported claims"):
        await forget_reporters(session)


async def forget_reporters(session: AsyncSession) -> int:
    """Delete the reporters whose time is over, in the session's tenant."""
    age = timedelta(days=settings_of(session).retention.reporter_days)
    over = select(col(Claim.id)).where(col(Claim.closed_at) < now() - age)
    gone = await session.scalars(
        delete(ClaimReporter)
        .where(col(ClaimReporter.claim_id).in_(over))
        .returning(col(ClaimReporter.id)),
        execution_options={"synchronize_session": False},
    )
    found = len(gone.all())
    if found:
        record_by_system(session, "forget_claim_reporters", "claims", reporters=found)
    return found


async def reporters_of(session: AsyncSession, email: str) -> list[Reporter]:
    """The reporters of an e-mail address in the session's tenant.

    Only the sealed rows of claims that are open, or were closed lately, exist: all are opened.
    """
    return [each async for each in _opened(session, true()) if each.email == email]


async def reporters_between(
    session: AsyncSession, since: datetime, until: datetime
) -> list[Reporter]:
    """Who reported something in a window of time to the session's tenant."""
    at = col(ClaimReporter.created_at)
    return [each async for each in _opened(session, (at >= since) & (at < until))]


async def _opened(session: AsyncSession, wanted: ColumnElement[bool]) -> AsyncIterator[Reporter]:
    sealer, last = sealer_of(settings_of(session)), UUID(int=0)
    query = select(ClaimReporter).where(wanted).order_by(col(ClaimReporter.id)).limit(_CHUNK)
    while rows := (await session.scalars(query.where(col(ClaimReporter.id) > last))).all():
        for row in rows:
            yield opened(sealer, row)
        last = rows[-1].id


async def erase_reporters(session: AsyncSession, email: str) -> int:
    """Delete the reporters of an e-mail address in the session's tenant; gives how many."""
    found = await reporters_of(session, email)
    for reporter in found:
        await session.delete(reporter.row)
    await session.flush()
    return len(found)

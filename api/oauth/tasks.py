"""What is over goes: codes, tokens, browser sessions. And links for new passwords are sent."""

from datetime import timedelta

from procrastinate import JobContext
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access import revocation
from api.jobs.queue import queue, runtime_of
from api.jobs.retries import FOR_A_WHILE
from api.oauth import reset_offers
from api.oauth.models import AuthorizationCode, RefreshFamily, RefreshToken, SignIn
from tenants.session import as_system, transaction

# A code is kept for a while after it expired, so that its second use still ends what it gave.
_CODES_KEPT_FOR = timedelta(days=1)


@queue.periodic(cron="43 * * * *")
@queue.task(name="oauth.forget", queueing_lock="oauth.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete what nobody can use any more."""
    async with transaction(runtime_of(context).sessions, as_system("forget sign-ins")) as session:
        await forget_old(session)
        await session.run_sync(revocation.forget_old)


async def forget_old(session: AsyncSession) -> None:
    """Delete expired sessions, codes and refresh tokens, and the families that have none left."""
    left = select(col(RefreshToken.id)).where(col(RefreshToken.family_id) == RefreshFamily.id)
    for old in (
        delete(SignIn).where(col(SignIn.expires_at) < func.now()),
        delete(AuthorizationCode).where(
            col(AuthorizationCode.expires_at) < func.now() - _CODES_KEPT_FOR
        ),
        delete(RefreshToken).where(col(RefreshToken.expires_at) < func.now()),
        delete(RefreshFamily).where(~left.exists()),
    ):
        await session.execute(old, execution_options={"synchronize_session": False})


@queue.task(name="oauth.send_reset", retry=FOR_A_WHILE, pass_context=True)
async def send_reset(context: JobContext, sealed: str) -> None:
    """Send a link for a new password, if the (sealed) address belongs to somebody."""
    async with transaction(runtime_of(context).sessions, as_system("offer a reset")) as session:
        await reset_offers.offer(session, sealed)

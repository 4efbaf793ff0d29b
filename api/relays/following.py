"""Hearing of corrections and retractions, in the transaction that makes them."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.followers import Change, Changed, on_change
from api.jobs.queue import defer
from api.relays import tasks
from api.relays.models import Relay


async def hold(session: AsyncSession, number: str) -> None:
    """Have no other transaction ask for, correct or retract this clarification until the commit.

    So nobody is asked to pass on what is being retracted, and no correction overlooks a new row.
    """
    name = f"relays:{number}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


@on_change
async def follow(session: AsyncSession, changed: Changed) -> None:
    """Have everybody who was asked to pass it on told, once this is committed."""
    if changed.change is Change.PUBLISHED:  # nobody can have been asked yet
        return
    await hold(session, changed.number)
    asked = select(col(Relay.id)).where(col(Relay.number) == changed.number).limit(1)
    if await session.scalar(asked) is not None:
        await defer(session, tasks.follow_up_everywhere, number=changed.number)

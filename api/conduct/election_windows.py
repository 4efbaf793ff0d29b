"""Election windows as other rooms ask for them: those of a moment, and none that comes unseen.

A publication reads the windows and a creation adds one, each in a transaction that does not see the
other's (READ COMMITTED): without a lock, one could be published unsigned after the window was there for
everybody. So a publication takes `keep_out_new` before it reads, and a creation takes `alone`. Whichever
is second waits for the other's commit; its next statement then sees what that one wrote.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.conduct.election_rules import Window
from api.conduct.election_terms import Terms
from api.conduct.models import ElectionWindow
from api.conduct.provincial import of_province
from api.settings import settings_of
from tenants.context import Reach
from tenants.directory import directory_of
from tenants.session import as_tenant, current_scope, entered

_LOCK = func.hashtextextended("election windows", 0)


async def current_windows(session: AsyncSession, at: datetime) -> list[Window]:
    """The windows of the day of `at` in the province, read at once and from any reach."""
    day = at.astimezone(settings_of(session).zone).date()
    province = directory_of(session).province
    scope = current_scope(session)
    if scope.reach is not Reach.TENANT:  # the table is for tenants, of which the province is one
        scope = as_tenant(province.id, "election windows")
    wanted = of_province(session, ElectionWindow).where(
        col(ElectionWindow.starts_on) <= day, col(ElectionWindow.ends_on) >= day
    )
    async with entered(session, scope):
        found = (await session.scalars(wanted)).all()
    return [Window(province.code, frozenset(row.regions), Terms(row.terms)) for row in found]


async def keep_out_new(session: AsyncSession) -> None:
    """Have windows that are being created wait for this transaction; several may do so at once."""
    await session.execute(select(func.pg_advisory_xact_lock_shared(_LOCK)))


async def alone(session: AsyncSession) -> None:
    """Wait for the transactions that rely on there being no new window, and hold up later ones."""
    await session.execute(select(func.pg_advisory_xact_lock(_LOCK)))

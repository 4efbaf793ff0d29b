"""The dates of periods as other rooms ask for them, and the locks that keep them true until the commit.

A submission reads the due day and writes `late` by it; a change of the due day rewrites `late`. Neither
sees the other's work before its commit (READ COMMITTED), so the first takes `hold` and the second
`alone`, both before they lock any row. `hold` also keeps out the declaration of the same tenant that
there was nothing to report (`alone_in_tenant`).
"""

from datetime import date, datetime

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.periods import rules
from api.periods.models import Period, PeriodExtension
from api.periods.provincial import of_province
from api.periods.rules import Dates
from api.settings import settings_of
from tenants.rows import now
from tenants.session import current_scope

_HOLD = text(
    "select pg_advisory_xact_lock_shared(hashtextextended('period:' || :period, 0)),"
    " pg_advisory_xact_lock_shared(hashtextextended('period:' || :period || :tenant, 0))"
)
_DECLARE = text(
    "select pg_advisory_xact_lock_shared(hashtextextended('period:' || :period, 0)),"
    " pg_advisory_xact_lock(hashtextextended('period:' || :period || :tenant, 0))"
)
# Who waits for all others holds up those that come after him: not for longer than this, then 503.
_PATIENCE = text("set local lock_timeout = '5s'")
_ALONE = text("select pg_advisory_xact_lock(hashtextextended('period:' || :period, 0))")


async def hold(session: AsyncSession, period: str) -> None:
    """Have changes of the period's dates wait for this transaction; several may do so at once."""
    await session.execute(_HOLD, _names(session, period))


async def alone_in_tenant(session: AsyncSession, period: str) -> None:
    """`hold`, and wait for the session's tenant's own submissions into this period."""
    await session.execute(_DECLARE, _names(session, period))


async def alone(session: AsyncSession, period: str) -> None:
    """Wait a little for those who rely on the period's dates, and hold up later ones."""
    await session.execute(_PATIENCE)
    await session.execute(_ALONE, {"period": period})


def _names(session: AsyncSession, period: str) -> dict[str, str]:
    return {"period": period, "tenant": str(current_scope(session).tenant)}


def today_in(session: AsyncSession, moment: datetime | None = None) -> date:
    """The day in the province, of now or of another moment."""
    return rules.day_of(moment or now(), settings_of(session).zone)


def this_month(session: AsyncSession) -> str:
    """The period that the province's day of now lies in, such as `2026-10`."""
    return f"{today_in(session):%Y-%m}"


def shipped(session: AsyncSession, period: str) -> Dates:
    """The dates of a period by the settings."""
    settings = settings_of(session)
    return rules.shipped(period, settings.report_due_day, settings.report_close_days)


async def dates_of(session: AsyncSession, period: str) -> Dates:
    """The dates of a period, in any scope of a tenant or of the province."""
    row = await session.scalar(of_province(session).where(col(Period.period) == period))
    return dates_by(session, period, row)


def dates_by(session: AsyncSession, period: str, row: Period | None) -> Dates:
    """The dates that the province set, or those of the settings."""
    if row is None:
        return shipped(session, period)
    return Dates(row.opens_on, row.due_on, row.closes_on)


async def set_between(session: AsyncSession, first: str, last: str) -> dict[str, Period]:
    """The periods from `first` to `last` that have dates of their own."""
    among = col(Period.period).between(first, last)
    rows = await session.scalars(of_province(session).where(among))
    return {row.period: row for row in rows}


async def extended_until(session: AsyncSession, first: str, last: str) -> dict[str, date]:
    """Until when the session's tenant may hand in for periods that were extended for it."""
    latest = select(
        col(PeriodExtension.period), func.max(PeriodExtension.open_until).label("until")
    )
    among = col(PeriodExtension.period).between(first, last)
    rows = await session.execute(latest.where(among).group_by(col(PeriodExtension.period)))
    return {row.period: row.until for row in rows}


async def require_taken(
    session: AsyncSession, period: str, moment: datetime | None = None
) -> Dates:
    """The dates of a period that takes first submissions of the session's tenant now, or at a moment.

    Raises `PeriodNotOpenError`, `PeriodClosedError`.
    """
    dates = await dates_of(session, period)
    until = (await extended_until(session, period, period)).get(period)
    rules.check_takes(dates, until, today_in(session, moment))
    return dates


async def is_late(session: AsyncSession, period: str, first: datetime) -> bool:
    """Whether what was first handed in at a moment is late for a period."""
    return (await dates_of(session, period)).is_late(first, settings_of(session).zone)

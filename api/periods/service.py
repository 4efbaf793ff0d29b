"""The calendar: reading it, and the province's changes to it. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import InvalidCursorError
from api.listing import Found, Include, pack, unpack
from api.periods import calendar, rules
from api.periods.handed_in import judge_again
from api.periods.models import Completion, Period, PeriodNotice
from api.periods.provincial import of_province
from api.periods.rules import Dates
from api.periods.schemas import PeriodPatch, PeriodQuery
from tenants.directory import directory_of
from tenants.session import as_tenant, entered

_LISTED = 12  # months before the last one, unless the query says


@dataclass
class Month:
    """A period with its dates: `version` 0 where the province set none of its own."""

    period: str
    dates: Dates
    version: int


async def list_periods(session: AsyncSession, query: PeriodQuery) -> Found[Any]:
    """A page of months (`Month`), the newest first."""
    first, last = _range(session, query)
    from_here = min(last, rules.months_after(_place(query.cursor), -1)) if query.cursor else last
    until = max(first, rules.months_after(from_here, 1 - query.limit))
    set_by_province = await calendar.set_between(session, until, from_here)
    months = [
        _month(session, period, set_by_province.get(period)) for period in _down(from_here, until)
    ]
    more = pack(until) if months and first < until else None
    total = len(_down(last, first)) if query.include is Include.TOTAL else None
    return Found(months, more, total)


def _range(session: AsyncSession, query: PeriodQuery) -> tuple[str, str]:
    next_month = rules.months_after(calendar.this_month(session), 1)
    last = query.to or max(next_month, query.from_ or next_month)
    return query.from_ or rules.months_after(last, -_LISTED), last


def _place(cursor: str) -> str:
    try:
        period = unpack(cursor)
        rules.first_day(period)
    except ValueError as error:
        raise InvalidCursorError from error
    return period


def _down(last: str, first: str) -> list[str]:
    found = []
    while last >= first:
        found.append(last)
        last = rules.months_after(last, -1)
    return found


def _month(session: AsyncSession, period: str, row: Period | None) -> Month:
    dates = calendar.dates_by(session, period, row)
    return Month(period, dates, row.version if row else 0)


async def own_completions(session: AsyncSession, months: Sequence[Month]) -> dict[str, Completion]:
    """What the session's tenant declared for some months."""
    wanted = col(Completion.period).in_([month.period for month in months])
    rows = await session.scalars(select(Completion).where(wanted))
    return {row.period: row for row in rows}


async def update_period(
    session: AsyncSession, caller: Principal, period: str, patch: PeriodPatch, seen: IfMatch
) -> Month:
    """Change the dates of a month; who was late is judged again, in every tenant.

    Raises `InvalidBodyError` for dates that are not in their order.
    """
    await calendar.alone(session, period)
    known = of_province(session).where(col(Period.period) == period).with_for_update()
    row = await session.scalar(known)
    before = _month(session, period, row)
    seen.check(before)
    dates = _patched(before.dates, calendar.shipped(session, period), patch)
    rules.check_order(dates)
    if dates == before.dates:
        return before
    if row is None:
        row = Period(tenant_id=caller.tenant.id, period=period, **vars(dates))
        session.add(row)
    else:
        row.opens_on, row.due_on, row.closes_on = dates.opens_on, dates.due_on, dates.closes_on
        row.touch()
    record(session, caller, "update_period", period, None, **_facts(dates))
    if dates.due_on != before.dates.due_on:
        await _judge_all(session, caller, period, dates)
    return Month(period, dates, row.version)


def _patched(now: Dates, shipped: Dates, patch: PeriodPatch) -> Dates:
    sent = patch.model_fields_set
    chosen = {
        name: getattr(patch, name) or getattr(shipped, name) if name in sent else value
        for name, value in vars(now).items()
    }
    return Dates(**chosen)


def _facts(dates: Dates) -> dict[str, str]:
    return {name: day.isoformat() for name, day in vars(dates).items()}


async def _judge_all(session: AsyncSession, caller: Principal, period: str, dates: Dates) -> None:
    directory = directory_of(session)
    for code in sorted(directory.codes):
        place = directory.by_code(code)
        assert place  # noqa: S101 - it is one of the directory's codes
        async with entered(session, as_tenant(place.id, "a new due day")):
            changed = await judge_again(session, period, dates.due_on)
            # What was told named the day of before.
            await session.execute(delete(PeriodNotice).where(col(PeriodNotice.period) == period))
        if changed and place != caller.tenant:
            due_on = dates.due_on.isoformat()
            record(session, caller, "update_period", period, place.id, due_on=due_on, rows=changed)

"""Telling tenants that have not declared a period: before it is due, and once it is overdue."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from uuid_utils.compat import uuid7

from api.access.recipients import recipients
from api.access.roles import Role
from api.audit.service import record_by_system
from api.events.service import record as tell
from api.mail.service import Letter, send
from api.periods import calendar, letters, rules
from api.periods.models import Completion, CompletionStatus, PeriodNotice
from api.periods.rules import Dates
from tenants.models import Tenant
from tenants.session import current_scope

TOLD = (Role.OPERATOR, Role.VERIFIER)
# A period's dates are near its own month, but the province may set others: so far back we look.
_MONTHS_BACK, _MONTHS_AHEAD = 12, 1
Notice = tuple[str, Callable[[Dates, date], bool], Callable[[letters.Undeclared, str], Letter]]
# The type of the event is the kind of the notice.
NOTICES: Sequence[Notice] = (
    ("period.due_soon", rules.is_due_soon, letters.due_soon),
    ("report.overdue", rules.is_overdue, letters.overdue),
)


async def remind(session: AsyncSession, moment: datetime) -> int:
    """Tell the session's tenant what is due at `moment`, once per period; how many periods it was."""
    here = col(Tenant.id) == current_scope(session).tenant
    tenant = (await session.scalars(select(Tenant).where(here))).one()
    told, today = 0, calendar.today_in(session, moment)
    for period, dates, notice in await _due(session, today):
        if not rules.is_expected(tenant.kind, tenant.status, tenant.joined_in, period):
            continue
        if await _claim(session, period, notice[0]):
            about = await _about(session, tenant.office, period, dates, today)
            await _tell(session, about, period, dates, notice)
            told += 1
    return told


async def _due(session: AsyncSession, today: date) -> list[tuple[str, Dates, Notice]]:
    this_month = f"{today:%Y-%m}"
    first = rules.months_after(this_month, -_MONTHS_BACK)
    last = rules.months_after(this_month, _MONTHS_AHEAD)
    changed = await calendar.set_between(session, first, last)
    done = await _declared(session, first, last)
    found, period = [], first
    while period <= last:
        dates = calendar.dates_by(session, period, changed.get(period))
        due = [notice for notice in NOTICES if notice[1](dates, today)]
        found += [(period, dates, notice) for notice in due if period not in done]
        period = rules.months_after(period, 1)
    return found


async def _declared(session: AsyncSession, first: str, last: str) -> set[str]:
    rows = select(col(Completion.period)).where(
        col(Completion.period).between(first, last),
        col(Completion.status) != CompletionStatus.REOPENED,
    )
    return set(await session.scalars(rows))


async def _claim(session: AsyncSession, period: str, kind: str) -> bool:
    """Note that the tenant is told, unless it was before or another run does so now."""
    new = insert(PeriodNotice).values(
        tenant_id=current_scope(session).tenant, id=uuid7(), period=period, kind=kind
    )
    once = new.on_conflict_do_nothing(index_elements=("tenant_id", "period", "kind"))
    claimed = await session.scalar(once.returning(col(PeriodNotice.id)))
    return claimed is not None


async def _about(
    session: AsyncSession, office: str, period: str, dates: Dates, today: date
) -> letters.Undeclared:
    extended = (await calendar.extended_until(session, period, period)).get(period)
    last = rules.last_day(dates, extended)
    month = rules.first_day(period)
    return letters.Undeclared(office, month, dates.due_on, last, closed=last < today)


async def _tell(
    session: AsyncSession,
    about: letters.Undeclared,
    period: str,
    dates: Dates,
    notice: Notice,
) -> None:
    kind, _, letter = notice
    data = {"due_on": dates.due_on.isoformat(), "closes_on": dates.closes_on.isoformat()}
    tell(session, kind, {"period": period, **data})
    people = await recipients(session, TOLD)
    for name, email in people:
        await send(session, email, letter(about, name))
    record_by_system(session, "remind_period", period, kind=kind, letters=len(people))

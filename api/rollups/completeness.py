"""Who has declared a period, in time or late. Nothing here commits, and nothing here scans reports."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.periods import calendar
from api.periods.rules import Dates, months_after
from api.rollups import rules, statements, texts
from api.rollups.schemas import (
    CompletenessAnswer,
    CompletenessQuery,
    PeriodCompleteness,
    ReportCounts,
    TenantCompleteness,
    TenantTotals,
)
from tenants.directory import directory_of
from tenants.session import enter


async def completeness(
    session: AsyncSession, caller: Principal, query: CompletenessQuery
) -> CompletenessAnswer:
    """How complete and timely the tenants in the caller's reach are: his own; for the province, all.

    Raises `InvalidParameterError`.
    """
    last_month = months_after(calendar.this_month(session), -1)
    first, last = rules.asked(query.period, query.from_, query.to, default=last_month, back=0)
    periods = rules.months(first, last)
    places = await reached(session, caller, query.tenant)
    found = await session.execute(statements.declared(places, periods))
    rows = [one(row, _counts(row)) for row in found]
    dated = await _dated(session, periods)
    return CompletenessAnswer(
        data=rows,
        periods=[_month(session, period, dated[period], rows) for period in periods],
        tenants=_by_tenant(rows),
        totals=rules.totals(rows),
        whatsapp_text=texts.whatsapp(dated, rows),
    )


async def reached(
    session: AsyncSession, caller: Principal, asked: Sequence[str] = ()
) -> list[UUID]:
    """The tenants that `?tenant=` names in the caller's reach, and the session in that reach.

    Codes that nobody has, and for a regency those of others, match nothing.
    """
    places = {caller.tenant.code: caller.tenant.id}
    if caller.tenant.is_province:
        await enter(session, caller.province_scope())
        directory = directory_of(session)
        known = [directory.by_code(code) for code in directory.codes]
        places = {place.code: place.id for place in known if place}
    return [place for code, place in places.items() if not asked or code in asked]


def one(row: Any, reports: ReportCounts) -> TenantCompleteness:  # noqa: ANN401 - of a statement
    """A row of `statements` as it is answered with."""
    stands = rules.stands(row)
    return TenantCompleteness(
        tenant=row.code,
        name=row.name,
        kind=row.kind,
        period=row.period,
        standing=stands,
        **rules.counted(stands, nil=bool(row.nil)),
        first_declared_at=row.first_declared_at,
        declared_at=row.declared_at,
        reports=reports,
    )


def _counts(row: Any) -> ReportCounts:  # noqa: ANN401 - of a statement
    return ReportCounts(
        handed_in=row.reports_activities,
        on_time=row.reports_activities - row.reports_late,
        submitted=row.reports_submitted,
        returned=row.reports_returned,
        accepted=row.reports_accepted,
    )


def _by_tenant(rows: Sequence[TenantCompleteness]) -> list[TenantTotals]:
    months: dict[str, list[TenantCompleteness]] = {}
    for row in rows:
        months.setdefault(row.tenant, []).append(row)
    return [
        TenantTotals(tenant=code, name=own[0].name, kind=own[0].kind, totals=rules.totals(own))
        for code, own in months.items()
    ]


async def _dated(session: AsyncSession, periods: Sequence[str]) -> dict[str, Dates]:
    changed = await calendar.set_between(session, periods[0], periods[-1])
    return {period: calendar.dates_by(session, period, changed.get(period)) for period in periods}


def _month(
    session: AsyncSession, period: str, dates: Dates, rows: Sequence[TenantCompleteness]
) -> PeriodCompleteness:
    return PeriodCompleteness(
        period=period,
        state=dates.state(calendar.today_in(session)),
        **vars(dates),
        totals=rules.totals(row for row in rows if row.period == period),
    )

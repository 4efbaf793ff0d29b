"""What a recap tells: one month of a tenant or of the whole province, and the year that led to it.

Nothing here commits, and nothing here scans reports.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.errors import NotFoundError
from api.periods.rules import months_after
from api.rollups.completeness import completeness
from api.rollups.schemas import (
    CompletenessAnswer,
    CompletenessQuery,
    Figures,
    Grouping,
    PeriodCompleteness,
    SummaryAnswer,
    SummaryQuery,
    SummaryRow,
    TenantCompleteness,
)
from api.rollups.sums import summary
from api.settings import settings_of
from tenants.directory import Place, directory_of
from tenants.models import Tenant
from tenants.rows import now

MONTHS = 12  # that the charts go back, this one counted
_EARLIEST = "2000-01"  # no period is older
NOTHING = Figures(**dict.fromkeys(Figures.model_fields, 0))


@dataclass(frozen=True)
class Recap:
    """One month's picture, and the months that led to it.

    `standings` has a row for each of `periods`, which begin where there was anything to tell.
    """

    province: str
    office: str
    code: str
    whole: bool  # of all tenants; otherwise of one
    made_at: datetime  # in the province's zone
    period: str
    periods: list[PeriodCompleteness]  # the last is this month's
    standings: dict[str, list[TenantCompleteness]]  # by code, oldest month first
    months: list[Figures]  # as `periods`
    kinds: list[tuple[str, Figures]]  # most activities first
    tenants: dict[str, Figures]  # by code
    units: list[SummaryRow]  # of the caller's own tenant alone

    @property
    def month(self) -> PeriodCompleteness:
        """The month that it is about."""
        return self.periods[-1]

    @property
    def totals(self) -> Figures:
        """The sums of the month."""
        return self.months[-1]

    @property
    def rows(self) -> list[TenantCompleteness]:
        """How each tenant stands in the month, by code."""
        return [history[-1] for history in self.standings.values()]


async def recap(session: AsyncSession, caller: Principal, period: str, tenant: str | None) -> Recap:
    """A month of the caller's own tenant; for the province of all, or of the one that it names.

    Raises `NotFoundError` for whom the caller cannot see.
    """
    place = _about(session, caller, tenant)
    whole = place.is_province and tenant is None
    asked = [] if whole else [place.code]
    first = max(months_after(period, 1 - MONTHS), _EARLIEST)
    units = await _units(session, caller, place, period) if not whole else []
    sums = await summary(session, caller, _query(first, period, asked, "month", "tenant", "kind"))
    stand = await completeness(
        session, caller, CompletenessQuery(**{"from": first}, to=period, tenant=asked)
    )
    zone = settings_of(session).zone
    office = (await session.scalars(select(Tenant).where(col(Tenant.id) == place.id))).one()
    months, standings = _months(sums, stand), _standings(stand, place, whole=whole)
    joined = office.joined_in or f"{office.created_at.astimezone(zone):%Y-%m}"
    begin = _begin(stand.periods, months, joined)
    return Recap(
        province=directory_of(session).province.code,
        office=office.name,
        code=place.code,
        whole=whole,
        made_at=now().astimezone(zone),
        period=period,
        periods=stand.periods[begin:],
        standings={code: history[begin:] for code, history in standings.items()},
        months=months[begin:],
        kinds=_kinds(sums, period),
        tenants=_grouped([row for row in sums.data if row.period == period], _tenant_of),
        units=units,
    )


def _about(session: AsyncSession, caller: Principal, tenant: str | None) -> Place:
    if tenant is None or tenant == caller.tenant.code:
        return caller.tenant
    found = directory_of(session).by_code(tenant) if caller.tenant.is_province else None
    if found is None:
        raise NotFoundError
    return found


def _query(first: str, last: str, tenants: Sequence[str], *by: str) -> SummaryQuery:
    groups = [Grouping(each) for each in by]
    return SummaryQuery(**{"from": first}, to=last, tenant=list(tenants), by=groups)


async def _units(
    session: AsyncSession, caller: Principal, place: Place, period: str
) -> list[SummaryRow]:
    if place != caller.tenant:
        return []
    # Before all others: in the province's reach, names of units are out of sight.
    found = await summary(session, caller, _query(period, period, [place.code], "unit"))
    return sorted(found.data, key=lambda row: -row.activities)


def _standings(
    stand: CompletenessAnswer, place: Place, *, whole: bool
) -> dict[str, list[TenantCompleteness]]:
    """Of all the regions; the province collects, and is waited for by nobody."""
    found: dict[str, list[TenantCompleteness]] = {}
    for row in stand.data:
        if not whole or row.tenant != place.code:
            found.setdefault(row.tenant, []).append(row)
    return found


def _months(sums: SummaryAnswer, stand: CompletenessAnswer) -> list[Figures]:
    found = _grouped(sums.data, lambda row: row.period or "")
    return [found.get(month.period, NOTHING) for month in stand.periods]


def _begin(periods: Sequence[PeriodCompleteness], months: Sequence[Figures], joined: str) -> int:
    """Where the year begins: months of before somebody was here are not told as missed."""
    last = len(periods) - 1
    for place, (month, sums) in enumerate(zip(periods, months, strict=True)):
        totals = month.totals
        known = sums.activities or totals.received or totals.exempt
        if known or month.period >= joined or place == last:
            return place
    return last


def _kinds(sums: SummaryAnswer, period: str) -> list[tuple[str, Figures]]:
    rows = [row for row in sums.data if row.period == period]
    found = _grouped(rows, lambda row: row.kind or "")
    return sorted(found.items(), key=lambda one: (-one[1].activities, one[0]))


def _tenant_of(row: SummaryRow) -> str:
    return row.tenant or ""


def _grouped(rows: Sequence[SummaryRow], key: Callable[[SummaryRow], str]) -> dict[str, Figures]:
    groups: dict[str, list[SummaryRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: _added(found) for name, found in groups.items()}


def _added(rows: Sequence[SummaryRow]) -> Figures:
    return Figures(
        **{name: sum(getattr(row, name) for row in rows) for name in Figures.model_fields}
    )

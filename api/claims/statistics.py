"""Counting the claims of a month, in one statement over what the caller may read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Numeric, RowMapping, Subquery, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import within
from api.claims.models import Claim, ClaimStatus
from api.claims.rules import OPEN
from api.claims.statistics_schemas import (
    ClaimCounts,
    ClaimStatistics,
    ClaimStatisticsQuery,
    TenantClaimCounts,
)
from api.settings import settings_of
from tenants.directory import Place, directory_of
from tenants.rows import now

S = ClaimStatus
# What the office itself closed: an answer, also when it is that there is none.
ANSWERED = (S.CLARIFIED, S.NOT_CLARIFIABLE, S.INELIGIBLE, S.DUPLICATE)
_DECEMBER = 12


async def get_claim_statistics(
    session: AsyncSession, caller: Principal, query: ClaimStatisticsQuery
) -> ClaimStatistics:
    """The claims of a month in the caller's reach, per tenant and together."""
    zone, moment = settings_of(session).zone, now()
    month = query.month or moment.astimezone(zone).strftime("%Y-%m")
    since, until = bounds(month, zone)
    received = col(Claim.received_at)
    asked = select(Claim).where(received >= since, received < until)
    statement = await within(session, caller, asked, Claim, query.tenant)
    found = await _counted(session, statement.subquery(), moment)
    places = _shown(session, caller, query.tenant)
    return ClaimStatistics(
        month=month,
        data=[
            TenantClaimCounts(tenant=place.code, **_counts(found.get(place.id))) for place in places
        ],
        total=ClaimCounts(**_counts(found.get(None))),
    )


def bounds(month: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a month begins in a zone, and when the next one does."""
    year, number = int(month[:4]), int(month[5:])
    end = (year + 1, 1) if number == _DECEMBER else (year, number + 1)
    return datetime(year, number, 1, tzinfo=zone), datetime(*end, 1, tzinfo=zone)


def _shown(session: AsyncSession, caller: Principal, asked: Sequence[str]) -> list[Place]:
    directory = directory_of(session)
    codes = directory.codes if caller.tenant.is_province else {caller.tenant.code}
    wanted = codes & set(asked) if asked else codes
    return [place for code in sorted(wanted) if (place := directory.by_code(code))]


async def _counted(
    session: AsyncSession, claims: Subquery, moment: datetime
) -> dict[UUID | None, RowMapping]:
    """The counts by tenant, and under None those of all."""
    c = claims.c
    grouped = select(
        c.tenant_id,
        func.count().label("received"),
        *(func.count().filter(c.status == one).label(one.value) for one in ClaimStatus),
        func.count().filter(c.origin_claim.is_not(None)).label("continued"),
        func.sum(c.sightings).label("sightings"),
        *_times(claims, moment),
    ).group_by(func.grouping_sets(tuple_(c.tenant_id), tuple_()))
    rows = (await session.execute(grouped)).mappings().all()
    return {row["tenant_id"]: row for row in rows}


def _times(claims: Subquery, moment: datetime) -> tuple[ColumnElement[Any], ...]:
    c = claims.c
    answered = c.status.in_(ANSWERED)
    late = (c.status == S.ESCALATED) | (c.status.in_(OPEN) & (c.due_at < moment))
    minutes = cast(func.extract("epoch", c.closed_at - c.received_at), Numeric) / 60
    return (
        func.percentile_cont(0.5).within_group(minutes).filter(answered).label("median"),
        func.count().filter(answered & (c.closed_at <= c.due_at)).label("in_time"),
        func.count().filter(answered | late).label("due"),
    )


def _counts(row: RowMapping | None) -> dict[str, Any]:
    names = ("received", *(one.value for one in ClaimStatus), "continued", "sightings")
    if row is None:
        return {**dict.fromkeys((*names, "open"), 0), "median_minutes": None, "within_clock": None}
    median, due = row["median"], row["due"]
    return {
        **{name: int(row[name] or 0) for name in names},
        "open": sum(row[one.value] for one in OPEN),
        "median_minutes": None if median is None else round(float(median), 1),
        "within_clock": round(row["in_time"] / due, 4) if due else None,
    }

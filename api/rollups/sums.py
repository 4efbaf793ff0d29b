"""Sums over activities, told apart as asked. Nothing here commits, and nothing here scans reports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.errors import FieldError, InvalidParameterError, Text
from api.periods import calendar
from api.rollups import rules, statements
from api.rollups.completeness import reached
from api.rollups.schemas import Figures, Grouping, SummaryAnswer, SummaryQuery, SummaryRow
from api.units.models import Unit

MOST_GROUPS = 5000
_MONTHS_BACK = 11
_TOO_MANY = Text(
    f"Lebih dari {MOST_GROUPS} baris: persempit bulan, pemerintah daerah, atau rinciannya.",
    f"More than {MOST_GROUPS} rows: ask for fewer months, tenants or groups.",
)


async def summary(session: AsyncSession, caller: Principal, query: SummaryQuery) -> SummaryAnswer:
    """Sums over the reports handed in by the caller's tenant; for the province, by all.

    Raises `InvalidParameterError`.
    """
    this_month = calendar.this_month(session)
    first, last = rules.asked(None, query.from_, query.to, default=this_month, back=_MONTHS_BACK)
    units = await _own_units(session) if Grouping.UNIT in query.by else {}
    places = await reached(session, caller, query.tenant)
    by = [each for each in Grouping if each in query.by]  # each of them once
    statement = statements.summed(places, first, last, by).limit(MOST_GROUPS + 1)
    found = (await session.execute(statement)).all()
    if len(found) > MOST_GROUPS:
        raise InvalidParameterError([FieldError("?by", "too-many-groups", _TOO_MANY)])
    sums = [figures(row) for row in found]
    rows = [_row(row, summed, units) for row, summed in zip(found, sums, strict=True)]
    return SummaryAnswer(
        first=first, last=last, by=by, data=rows if by else [], totals=_added(sums)
    )


async def _own_units(session: AsyncSession) -> dict[UUID, str]:
    """Names in the tenant's own reach, which the session is in still."""
    found = await session.execute(select(col(Unit.id), col(Unit.name)))
    return {identifier: name for identifier, name in found}  # noqa: C416 - typed rows


def figures(row: Any) -> dict[str, int]:  # noqa: ANN401 - of a statement
    """The sums of a row of `statements`."""
    return {name: int(getattr(row, f"sum_{name}")) for name in Figures.model_fields}


def _row(row: Any, summed: Mapping[str, int], units: Mapping[UUID, str]) -> SummaryRow:  # noqa: ANN401
    unit = getattr(row, "unit_id", None)
    return SummaryRow(
        tenant=getattr(row, "code", None),
        kind=getattr(row, "kind", None),
        unit_id=unit,
        unit=units.get(unit) if unit else None,
        period=getattr(row, "period", None),
        **summed,
    )


def _added(sums: list[dict[str, int]]) -> Figures:
    return Figures(**{name: sum(each[name] for each in sums) for name in Figures.model_fields})

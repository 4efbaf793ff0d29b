"""What rollups read: completions and the sums that triggers keep, never the reports themselves.

Each question is one statement, so that its figures are all of one moment.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    and_,
    column,
    func,
    select,
    values,
)
from sqlmodel import col

from api.periods.models import Completion
from api.rollups.models import ReportSummary
from api.rollups.schemas import Grouping
from tenants.models import Tenant

# The names of the answer, and the columns that they are sums of.
FIGURES = {
    "activities": col(ReportSummary.reports),
    "submitted": col(ReportSummary.submitted),
    "returned": col(ReportSummary.returned),
    "accepted": col(ReportSummary.accepted),
    "late": col(ReportSummary.late),
    "participants": col(ReportSummary.participants),
    "posts": col(ReportSummary.posts),
    "reach": col(ReportSummary.reach),
    "engagement": col(ReportSummary.engagement),
}
GROUPS: dict[Grouping, tuple[SQLColumnExpression[Any], ...]] = {
    Grouping.MONTH: (col(ReportSummary.period),),
    Grouping.TENANT: (col(Tenant.code),),
    Grouping.KIND: (col(ReportSummary.kind),),
    # A unit is one of its tenant; without one, each tenant has a group of its own.
    Grouping.UNIT: (col(Tenant.code), col(ReportSummary.unit_id)),
}
_DECLARED: tuple[SQLColumnExpression[Any], ...] = (
    col(Completion.status).label("completion"),
    *(col(Completion.nil), col(Completion.late)),
    *(col(Completion.first_declared_at), col(Completion.declared_at)),
)
_TENANT: tuple[SQLColumnExpression[Any], ...] = (
    *(col(Tenant.code), col(Tenant.name), col(Tenant.kind)),
    *(col(Tenant.status), col(Tenant.joined_in)),
)
_ACTIVE = col(ReportSummary.reports) > 0  # a sum stays when its last report was withdrawn


def declared(places: Sequence[UUID], periods: Sequence[str]) -> Select[Any]:
    """A row for each tenant and period, with its completion and the sums of its reports."""
    month = values(column("period", String), name="month").data([(each,) for each in periods])
    grain = (col(ReportSummary.tenant_id), col(ReportSummary.period))
    names = ("activities", "late", "submitted", "returned", "accepted")
    sums = (
        select(*grain, *(func.sum(FIGURES[name]).label(name) for name in names))
        .where(col(ReportSummary.period).between(periods[0], periods[-1]))
        .group_by(*grain)
        .subquery()
    )
    period = month.c.period
    counted = (func.coalesce(sums.c[name], 0).label(f"reports_{name}") for name in names)
    return (
        select(*_TENANT, period, *_DECLARED, *counted)
        .join_from(Tenant, month, col(Tenant.id).in_(places))
        .outerjoin(Completion, _of(col(Completion.tenant_id), col(Completion.period), period))
        .outerjoin(sums, _of(sums.c.tenant_id, sums.c.period, period))
        .order_by(period, col(Tenant.code))
    )


def frozen(places: Sequence[UUID], period: str) -> Select[Any]:
    """Each tenant's completion of a period, once for each kind and unit that it has sums of."""
    month = values(column("period", String), name="month").data([(period,)])
    summed = and_(
        _of(col(ReportSummary.tenant_id), col(ReportSummary.period), month.c.period), _ACTIVE
    )
    sums: list[SQLColumnExpression[Any]] = [
        value.label(f"sum_{name}") for name, value in FIGURES.items()
    ]
    group: Sequence[SQLColumnExpression[Any]] = (
        col(ReportSummary.kind).label("report_kind"),
        col(ReportSummary.unit_id),
    )
    return (
        select(col(Tenant.id), *_TENANT, month.c.period, *_DECLARED, *group, *sums)
        .join_from(Tenant, month, col(Tenant.id).in_(places))
        .outerjoin(
            Completion, _of(col(Completion.tenant_id), col(Completion.period), month.c.period)
        )
        .outerjoin(ReportSummary, summed)
        .order_by(col(Tenant.code), col(ReportSummary.kind), col(ReportSummary.unit_id))
    )


def _of(
    tenant: SQLColumnExpression[Any],
    period: SQLColumnExpression[Any],
    month: SQLColumnExpression[Any],
) -> ColumnElement[bool]:
    return and_(tenant == col(Tenant.id), period == month)


def summed(places: Sequence[UUID], first: str, last: str, by: Sequence[Grouping]) -> Select[Any]:
    """Sums over some months, told apart by `by`; without it one row, also where there is nothing."""
    groups = list(dict.fromkeys(part for each in by for part in GROUPS[each]))
    sums = [
        func.coalesce(func.sum(value), 0).label(f"sum_{name}") for name, value in FIGURES.items()
    ]
    statement = (
        select(*groups, *sums)
        .join_from(ReportSummary, Tenant, col(ReportSummary.tenant_id) == col(Tenant.id))
        .where(col(ReportSummary.period).between(first, last), col(Tenant.id).in_(places), _ACTIVE)
    )
    return statement.group_by(*groups).order_by(*groups) if groups else statement

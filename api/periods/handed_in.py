"""What this room knows of reports: their table by its name, because the room of reports stands on it.

All of it is about the session's tenant; row-level security sees to that.
"""

from datetime import date
from typing import Any, cast

from sqlalchemy import CursorResult, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import settings_of

_COUNTED = text(
    "select count(*) filter (where status <> 'draft'), count(*) filter (where status = 'draft')"
    " from report where period = :period"
)
_REPORTS_LATE = text(
    "update report set late = (first_submitted_at at time zone :zone)::date > :due_on"
    " where period = :period and first_submitted_at is not null"
    " and late is distinct from ((first_submitted_at at time zone :zone)::date > :due_on)"
)
_COMPLETIONS_LATE = text(
    "update completion set late = (first_declared_at at time zone :zone)::date > :due_on"
    " where period = :period and first_declared_at is not null"
    " and late is distinct from ((first_declared_at at time zone :zone)::date > :due_on)"
)


async def count_reports(session: AsyncSession, period: str) -> tuple[int, int]:
    """How many reports of a period are handed in, and how many are drafts still."""
    handed_in, drafts = (await session.execute(_COUNTED, {"period": period})).one()
    return handed_in, drafts


async def judge_again(session: AsyncSession, period: str, due_on: date) -> int:
    """Have `late` of reports and of the completion follow a new due day; how many rows it changed."""
    known = {"period": period, "due_on": due_on, "zone": settings_of(session).zone.key}
    changed = 0
    for statement in (_REPORTS_LATE, _COMPLETIONS_LATE):
        done = await session.execute(statement, known)
        changed += cast("CursorResult[Any]", done).rowcount
    return changed

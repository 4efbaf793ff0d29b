"""The transitions of a report: by its tenant, and by the province that reviews it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own
from api.access.rules import require_other, with_author
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import NotFoundError
from api.events.service import record as tell
from api.media.attachments import require_ready
from api.periods import calendar
from api.periods.completions import no_longer_nil
from api.reports import children, rules
from api.reports.models import Report, ReportStatus
from api.reports.references import require_published
from tenants.rows import now
from tenants.session import as_tenant, entered


async def submit_report(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    *,
    at: datetime | None = None,
) -> Report:
    """Hand a report in, now unless seeds say when.

    Raises `InvalidBodyError` with what is missing, `AssetNotReadyError`, and, when it was never handed
    in for its period, `PeriodNotOpenError` and `PeriodClosedError`.
    """
    report = await _held(session, identifier, seen)
    before = report.status
    status = rules.LIFE.follow("submit_report", before)
    rules.check_complete(report)
    await require_published(session, report.clarification_numbers)
    await require_ready(session, await children.asset_ids_of(session, report))
    author = await author_of(session, caller)
    report.author_ids = with_author(report.author_ids, author.person_id)
    report.status, report.submitted_at = status, at or now()
    await _judge(session, report, report.submitted_at)
    report.touch()
    if before == ReportStatus.DRAFT:
        await no_longer_nil(session, report.period)
        await children.show_to_province(session, report, shown=True)
    record(session, caller, "submit_report", report.id)
    return report


async def _held(session: AsyncSession, identifier: UUID, seen: IfMatch) -> Report:
    """The caller's own report as he has `seen` it, locked; before its row, the dates of its period are."""
    known = select(col(Report.period)).where(col(Report.id) == identifier)
    period: str | None = await session.scalar(known)
    if period is None:
        raise NotFoundError
    await calendar.hold(session, period)
    report = await find_own(session, Report, identifier, lock=True)
    # Before another period is held: who changes that one's dates may wait for this row.
    seen.check(report)
    if report.period != period:  # it was moved just now
        await calendar.hold(session, report.period)
    return report


async def _judge(session: AsyncSession, report: Report, moment: datetime) -> None:
    """The first submission for a period must come while that takes any, and may be late."""
    if report.first_submitted_at is None:
        await calendar.require_taken(session, report.period, moment)
        report.first_submitted_at = moment
        report.late = await calendar.is_late(session, report.period, moment)


async def withdraw_report(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Report:
    """Take a report back before it is decided; the province no longer sees it."""
    report = await find_own(session, Report, identifier, lock=True)
    seen.check(report)
    report.status = rules.LIFE.follow("withdraw_report", report.status)
    report.submitted_at = None
    report.touch()
    await children.show_to_province(session, report, shown=False)
    record(session, caller, "withdraw_report", report.id)
    return report


async def decide(
    session: AsyncSession,
    caller: Principal,
    operation: str,
    identifier: UUID,
    seen: IfMatch,
    note: str | None,
) -> Report:
    """Return, accept or reopen a report (`operation` is the operationId) as the province.

    Writes the review columns alone, in the reach that sees the row. Raises `FourEyesError` for one
    of its authors.
    """
    report = await find(session, caller, Report, identifier, lock=True)
    seen.check(report)
    status = rules.LIFE.follow(operation, report.status)
    require_other(caller.id, report.author_ids)
    report.status = status
    report.decision_note = note
    report.decided_at = now()
    report.decided_by = caller.id
    report.touch()
    await session.flush()
    async with entered(session, as_tenant(report.tenant_id, "decision on a report")):
        await _keep_content(session, report)
        data = {"id": str(report.id), "period": report.period, "status": str(report.status)}
        tell(session, f"report.{report.status}", data)
    record(session, caller, operation, report.id, report.tenant_id)
    return report


async def _keep_content(session: AsyncSession, report: Report) -> None:
    """What is returned is kept to be compared with; what is accepted is not needed any more."""
    if report.status == ReportStatus.RETURNED:
        content = await children.content_of(session, report)
        report.returned_content = content.model_dump(mode="json")
    else:
        report.returned_content = None

"""The transitions of a report: by its tenant, and by the province that reviews it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own
from api.access.rules import require_other, with_author
from api.audit.service import record
from api.conditional import IfMatch
from api.events.service import record as tell
from api.media.attachments import require_ready
from api.reports import children, rules
from api.reports.models import Report, ReportStatus
from tenants.rows import now
from tenants.session import as_tenant, entered


async def submit_report(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Report:
    """Hand a report in. Raises `InvalidBodyError` with what is missing, `AssetNotReadyError`."""
    report = await find_own(session, Report, identifier, lock=True)
    seen.check(report)
    before = report.status
    status = rules.LIFE.follow("submit_report", before)
    rules.check_complete(report)
    await require_ready(session, await children.asset_ids_of(session, report))
    author = await author_of(session, caller)
    report.author_ids = with_author(report.author_ids, author.person_id)
    report.status = status
    report.submitted_at = now()
    report.first_submitted_at = report.first_submitted_at or report.submitted_at
    report.touch()
    if before == ReportStatus.DRAFT:
        await children.show_to_province(session, report, shown=True)
    record(session, caller, "submit_report", report.id)
    return report


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
    await _tell_tenant(session, report)
    record(session, caller, operation, report.id, report.tenant_id)
    return report


async def _tell_tenant(session: AsyncSession, report: Report) -> None:
    data = {"id": str(report.id), "period": report.period, "status": str(report.status)}
    async with entered(session, as_tenant(report.tenant_id, "decision on a report")):
        tell(session, f"report.{report.status}", data)

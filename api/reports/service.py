"""Writing and reading reports. One transaction per request: nothing here commits."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authors import author_of
from api.access.principal import Principal
from api.access.reach import find, find_own, within
from api.access.references import require_free
from api.access.rules import with_author
from api.audit.service import record
from api.conditional import IfMatch
from api.listing import Found, find_page, where_given
from api.patching import merged
from api.periods import calendar
from api.periods.completions import no_longer_nil
from api.reports import children, rules
from api.reports.children import COLUMNS
from api.reports.models import Report, ReportStatus
from api.reports.schemas import ReportCreate, ReportPatch, ReportQuery
from tenants.directory import directory_of

_FILTERS = ("status", "period", "kind", "unit_id", "external_reference")


async def create_report(session: AsyncSession, caller: Principal, body: ReportCreate) -> Report:
    """A new draft of the caller's tenant. Raises `InvalidBodyError`, `ReferenceTakenError`."""
    await check(session, body)
    await require_free(session, Report, body.external_reference)
    return (await add_reports(session, caller, [body]))[0]


async def add_reports(
    session: AsyncSession, caller: Principal, bodies: Sequence[ReportCreate]
) -> list[Report]:
    """New drafts of bodies that were checked and whose references are free, in few statements."""
    author = await author_of(session, caller)
    reports = [
        Report(
            tenant_id=caller.tenant.id,
            **body.model_dump(include=COLUMNS),
            created_by_name=author.name,
            created_by_kind=author.kind,
            author_ids=[author.person_id],
        )
        for body in bodies
    ]
    session.add_all(reports)
    await session.flush()
    for report, body in zip(reports, bodies, strict=True):
        children.add(session, report, body)
        record(session, caller, "create_report", report.id)
    return reports


async def update_report(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: ReportPatch, seen: IfMatch
) -> Report:
    """Change a draft or returned report; whoever changes it is one of its authors from then on.

    Raises `PeriodNotOpenError`, `PeriodClosedError` where a returned report is to move.
    """
    if patch.period:  # before any row is locked
        await calendar.hold(session, patch.period)
    report = await find_own(session, Report, identifier, lock=True)
    seen.check(report)
    rules.LIFE.follow("update_report", report.status)
    before = (await as_bodies(session, [report]))[0]
    body = merged(before, patch)
    if body == before:  # nothing changed, and nobody became an author
        return report
    await check(session, body, before.unit_id)
    await require_free(session, Report, body.external_reference, itself=report.id)
    author = await author_of(session, caller)
    if body.period != before.period:
        await _move(session, report, body.period)
    for name, value in body.model_dump(include=COLUMNS).items():
        setattr(report, name, value)
    report.author_ids = with_author(report.author_ids, author.person_id)
    report.touch()
    await children.replace(session, report, body)
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_report", report.id, fields=changed)
    return report


async def _move(session: AsyncSession, report: Report, period: str) -> None:
    """A report goes to another period: as a draft it is handed in there for the first time."""
    if report.status == ReportStatus.DRAFT:
        report.first_submitted_at, report.late = None, False
        return
    await calendar.require_taken(session, period)
    first = report.first_submitted_at or report.created_at
    report.late = await calendar.is_late(session, period, first)
    await no_longer_nil(session, period)


async def delete_report(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """Remove a draft; what was handed in stays."""
    report = await find_own(session, Report, identifier, lock=True)
    seen.check(report)
    rules.LIFE.follow("delete_report", report.status)
    await session.delete(report)
    record(session, caller, "delete_report", report.id)


async def get_report(session: AsyncSession, caller: Principal, identifier: UUID) -> Report:
    """A report in the caller's reach. Raises `NotFoundError`."""
    return await find(session, caller, Report, identifier)


async def list_reports(
    session: AsyncSession, caller: Principal, query: ReportQuery
) -> Found[Report]:
    """A page of the reports in the caller's reach."""
    filtered = where_given(Report, query, _FILTERS)
    statement = await within(session, caller, filtered, Report, query.tenant)
    return await find_page(session, statement, query, Report, query.sort)


async def check(session: AsyncSession, body: ReportCreate, unit_before: UUID | None = None) -> None:
    """Raise `InvalidBodyError` for what no report may say, whoever writes it."""
    rules.check_fields(body, directory_of(session).codes)
    await children.check_references(session, body, unit_before)


async def as_bodies(session: AsyncSession, reports: Sequence[Report]) -> list[ReportCreate]:
    """Reports as the requests that would create them: what a merge patch applies to."""
    own = await children.children_of(session, reports)
    return [children.as_body(report, own[report.id]) for report in reports]

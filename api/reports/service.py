"""Writing and reading reports. One transaction per request: nothing here commits."""

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
from api.reports import children, rules
from api.reports.models import Report
from api.reports.schemas import ReportCreate, ReportPatch, ReportPostBody, ReportQuery
from tenants.directory import directory_of

# The fields of a create request that are columns of the report itself.
COLUMNS = set(ReportCreate.model_fields) - {"posts", "asset_ids"}
_POST = set(ReportPostBody.model_fields)
_FILTERS = ("status", "period", "kind", "unit_id", "external_reference")


async def create_report(session: AsyncSession, caller: Principal, body: ReportCreate) -> Report:
    """A new draft of the caller's tenant. Raises `InvalidBodyError`, `ReferenceTakenError`."""
    await _check(session, body)
    await require_free(session, Report, body.external_reference)
    author = await author_of(session, caller)
    report = Report(
        tenant_id=caller.tenant.id,
        **body.model_dump(include=COLUMNS),
        created_by_name=author.name,
        created_by_kind=author.kind,
        author_ids=[author.person_id],
    )
    session.add(report)
    await session.flush()
    await children.replace(session, report, body)
    record(session, caller, "create_report", report.id)
    return report


async def update_report(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: ReportPatch, seen: IfMatch
) -> Report:
    """Change a draft or returned report; whoever changes it is one of its authors from then on."""
    report = await find_own(session, Report, identifier, lock=True)
    seen.check(report)
    rules.LIFE.follow("update_report", report.status)
    before = await _as_body(session, report)
    body = merged(before, patch)
    if body == before:  # nothing changed, and nobody became an author
        return report
    await _check(session, body, before.unit_id)
    await require_free(session, Report, body.external_reference, itself=report.id)
    author = await author_of(session, caller)
    for name, value in body.model_dump(include=COLUMNS).items():
        setattr(report, name, value)
    report.author_ids = with_author(report.author_ids, author.person_id)
    report.touch()
    await children.replace(session, report, body)
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_report", report.id, fields=changed)
    return report


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


async def _check(
    session: AsyncSession, body: ReportCreate, unit_before: UUID | None = None
) -> None:
    rules.check_fields(body, directory_of(session).codes)
    await children.check_references(session, body, unit_before)


async def _as_body(session: AsyncSession, report: Report) -> ReportCreate:
    """A report as the request that would create it: what a merge patch applies to."""
    own = (await children.children_of(session, [report]))[report.id]
    return ReportCreate(
        **{name: getattr(report, name) for name in COLUMNS},
        posts=[ReportPostBody(**post.model_dump(include=_POST)) for post in own.posts],
        asset_ids=own.asset_ids,
    )

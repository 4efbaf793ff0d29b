"""Asking for imports and exports, and following them. One transaction per request: nothing here commits."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, not_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer as defer_column
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.errors import TooManyRequestsError
from api.jobs.queue import defer
from api.listing import Found, find_page, where_given
from api.media.importable import find_file
from api.sheets import acting, rules, tasks
from api.sheets.models import Job, JobKind, JobStatus
from api.sheets.schemas import ChannelImport, ExportCreate, JobQuery, ReportImport

_A_WHILE = 15  # seconds
# Whoever counts what is under way counts what others just began.
_ALONE = text("select pg_advisory_xact_lock(hashtextextended('jobs:' || :tenant, 0))")
_OVER = (JobStatus.SUCCEEDED, JobStatus.FAILED)


async def import_reports(session: AsyncSession, caller: Principal, body: ReportImport) -> Job:
    """A job that imports a table of reports. Raises as `find_file`, and `TooManyRequestsError`."""
    return await _import(session, caller, JobKind.IMPORT_REPORTS, body)


async def import_channels(session: AsyncSession, caller: Principal, body: ChannelImport) -> Job:
    """A job that imports a table of channels, likewise."""
    return await _import(session, caller, JobKind.IMPORT_CHANNELS, body)


async def create_export(session: AsyncSession, caller: Principal, body: ExportCreate) -> Job:
    """A job that exports. Raises `PermissionRequiredError`, `TooManyRequestsError`."""
    asked = body.model_dump(mode="json")
    rules.require_reading(caller.permissions, JobKind.EXPORT, asked)
    return await _start(session, caller, JobKind.EXPORT, asked)


async def get_job(session: AsyncSession, caller: Principal, identifier: UUID) -> Job:
    """A job of the caller's tenant. Raises `NotFoundError`, `PermissionRequiredError`."""
    job = await find_own(session, Job, identifier)
    rules.require_reading(caller.permissions, job.kind, job.parameters)
    return job


async def list_jobs(session: AsyncSession, caller: Principal, query: JobQuery) -> Found[Job]:
    """A page of the jobs of the caller's tenant, of the kinds that he may read."""
    held = caller.permissions
    hidden = [kind for kind, needed in rules.READS.items() if needed not in held]
    exports = [kind for kind, needed in rules.EXPORT_READS.items() if needed not in held]
    exported = col(Job.parameters)["kind"].as_string()
    statement = where_given(Job, query, ("kind", "status")).where(
        col(Job.kind).not_in(hidden),
        not_(and_(col(Job.kind) == JobKind.EXPORT, exported.in_(exports))),
    )
    # A page of results with all their rows would be hundreds of megabytes.
    page = statement.options(defer_column(Job.result))  # type: ignore[arg-type]
    found = await find_page(session, page, query, Job, query.sort)
    counts = select(col(Job.id), col(Job.result).op("-")("problems"))
    results = await session.execute(counts.where(col(Job.id).in_([job.id for job in found.rows])))
    known = {identifier: result for identifier, result in results}  # noqa: C416 - typed rows
    for job in found.rows:
        set_committed_value(job, "result", known[job.id])
    return found


async def _import(
    session: AsyncSession, caller: Principal, kind: JobKind, body: ChannelImport
) -> Job:
    asset = await find_file(session, body.asset_id, rules.LARGEST)
    asked = body.model_dump(mode="json", exclude={"asset_id"})
    return await _start(session, caller, kind, asked, asset.id)


async def _start(
    session: AsyncSession,
    caller: Principal,
    kind: JobKind,
    asked: dict[str, Any],
    asset: UUID | None = None,
) -> Job:
    await session.execute(_ALONE, {"tenant": caller.tenant.code})
    active = select(func.count()).select_from(Job).where(col(Job.status).not_in(_OVER))
    if (await session.scalar(active) or 0) >= rules.MOST_AT_ONCE:
        raise TooManyRequestsError(_A_WHILE)
    job = Job(
        tenant_id=caller.tenant.id,
        kind=kind,
        asset_id=asset,
        parameters=asked,
        requested_by=acting.kept(caller),
        result={},
    )
    session.add(job)
    await session.flush()
    await defer(session, tasks.run, tenant=caller.tenant.code, job=str(job.id))
    # What an import wrote and how many rows an export gave away is noted when that is known.
    action = "create_export" if kind is JobKind.EXPORT else kind.value
    record(session, caller, action, job.id, **_facts(asked))
    return job


def _facts(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value not in (False, [])}

"""One run of a job in the worker: who asked for it, what it does, and how it ends."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlmodel import col

from api.access.permissions import Permission
from api.access.principal import Principal
from api.errors import FileRefusedError, PermissionRequiredError, RowsRefusedError
from api.jobs.queue import Runtime
from api.media.models import Asset
from api.media.store import Store
from api.sheets import acting, exporting, files, reading, rules
from api.sheets.following import Following, OvertakenError
from api.sheets.imports import Import, names_of
from api.sheets.kinds import importer_of
from api.sheets.models import Job, JobKind, JobStatus
from api.sheets.rules import TableRefusedError
from tenants.directory import Place
from tenants.rows import now

_LONGEST_NAME = 200  # characters: of an asset's, too
_log = structlog.get_logger("api.sheets")


async def run(runtime: Runtime, place: Place, identifier: UUID) -> None:
    """Run a job to its end, unless it came there before."""
    following = Following(runtime.sessions, place, identifier, "")
    job = await _begin(following)
    if job is None:
        return
    following.kind = job.kind
    try:
        if job.kind == JobKind.EXPORT:
            await _export(runtime, following, job)
        else:
            await _import(runtime, following, job)
    except OvertakenError:
        _log.warning("job-overtaken", job=str(identifier))
    except PermissionRequiredError as error:
        await _fail(following, error.code, _written(job))
    except TableRefusedError as error:
        about = error.about._asdict() if error.about else None
        refusal = {**_written(job), "refusal": error.code, "about": about}
        await _fail(following, FileRefusedError.code, refusal)


async def fail(runtime: Runtime, place: Place, identifier: UUID, code: str) -> None:
    """End a job that cannot be run, unless it is over."""
    following = Following(runtime.sessions, place, identifier, "")
    async with following.transaction("job: what it wrote") as session:
        job = await session.scalar(select(Job).where(col(Job.id) == following.id))
    if job and not await following.is_over():
        await _fail(following, code, _written(job))


def _written(job: Job) -> Mapping[str, Any]:
    """What a partial import wrote before it ended is told, whatever ended it."""
    return job.result if "written_to" in job.result else {}


async def _begin(following: Following) -> Job | None:
    async with following.transaction("job: begin") as session:
        statement = select(Job).where(col(Job.id) == following.id).with_for_update()
        job = await session.scalar(statement)
        if job is None or job.status not in {JobStatus.QUEUED, JobStatus.RUNNING}:
            return None
        job.status = JobStatus.RUNNING
        job.started_at = job.started_at or now()
        job.touch()
        return job


async def _caller(following: Following, job: Job, needed: Permission) -> Principal:
    async with following.transaction("job: who asked") as session:
        return await acting.caller_of(session, following.place, job.requested_by, needed)


async def _fail(following: Following, code: str, result: Mapping[str, Any]) -> None:
    async with following.transaction("job: failed") as session:
        await following.finish(session, dict(result), code)


async def _export(runtime: Runtime, following: Following, job: Job) -> None:
    caller = await _caller(following, job, Permission.ROLLUPS_READ)
    rules.require_reading(caller.permissions, job.kind, job.parameters)
    await exporting.export(runtime, following, caller, job.parameters)


async def _import(runtime: Runtime, following: Following, job: Job) -> None:
    asked = job.parameters
    importer = importer_of(job.kind, submit=asked.get("submit", False))
    caller = await _caller(following, job, importer.permission)
    store = Store(runtime.settings.storage)
    async with following.transaction("import: its file") as session:
        asset = await session.scalar(select(Asset).where(col(Asset.id) == job.asset_id))
        columns = importer.columns(await names_of(session))
    if asset is None or asset.media_key is None:
        raise TableRefusedError("gone")
    most = rules.MOST_ROWS[JobKind(job.kind)]
    async with reading.opened(store, asset, most, columns) as table:
        dry_run, partial = asked["dry_run"], asked["partial"]
        # Each row is judged, and then written.
        await following.begin(table.count if dry_run else 2 * table.count)
        work = Import(following, importer, columns, table, dry_run, partial)
        work.written_to = job.result.get("written_to", 0)
        work.written = job.result.get("created", 0)
        tally = await work.run(caller)
        if await following.is_over():
            return
        marked = None
        if tally.marks:
            name = _name_of(asset.file_name)
            code = following.place.code
            marked = await files.keep_marked(store, code, job.id, name, table, tally.marks)
        refused = bool(tally.refused) and not (partial or dry_run)
        async with following.transaction("import: end") as session:
            if marked:
                await following.give(
                    session, marked.key, marked.name, marked.content_type, marked.size
                )
            if tally.created and not dry_run:
                work.record(session, caller)
            error = RowsRefusedError.code if refused else None
            await following.finish(session, tally.kept(), error)


def _name_of(file_name: str) -> str:
    stem, dot, ending = file_name.rpartition(".")
    last = f" (masalah).{ending}" if dot else " (masalah)"
    return (stem if dot else file_name)[: max(0, _LONGEST_NAME - len(last))] + last[-_LONGEST_NAME:]

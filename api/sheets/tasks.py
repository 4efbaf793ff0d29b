"""Running imports and exports, and removing what they made once it is old."""

from datetime import datetime
from uuid import UUID

import structlog
from procrastinate import JobContext
from sqlalchemy import select
from sqlmodel import col

from api.errors import InternalError, SimpulError
from api.jobs.queue import Runtime, queue, runtime_of
from api.jobs.retries import KeepTrying
from api.media.inventory import Inventory
from api.sheets import files, running
from api.sheets.models import Job
from tenants.directory import Place
from tenants.rows import now
from tenants.session import as_tenant, transaction

_MOST_ATTEMPTS = 5
_BEHIND_ALL = -20  # a letter or a check that waits goes first
_BATCH = 100
_log = structlog.get_logger("api.sheets")


@queue.task(name="sheets.run", retry=KeepTrying(), priority=_BEHIND_ALL, pass_context=True)
async def run(context: JobContext, tenant: str, job: str) -> None:
    """Run a job of a tenant (its code); safe to run again."""
    runtime = runtime_of(context)
    place = await _place(runtime, tenant)
    attempts = context.job.attempts if context.job else 0
    if attempts >= _MOST_ATTEMPTS:  # each of its workers died
        await running.fail(runtime, place, UUID(job), InternalError.code)
        return
    try:
        await running.run(runtime, place, UUID(job))
    except Exception as error:
        if attempts + 1 < _MOST_ATTEMPTS:
            _log.warning("job-tried-again", job=job, exc_info=error)
            raise
        _log.error("job-failed", job=job, exc_info=error)
        code = error.code if isinstance(error, SimpulError) else InternalError.code
        await running.fail(runtime, place, UUID(job), code)


async def _place(runtime: Runtime, tenant: str) -> Place:
    if runtime.directory.by_code(tenant) is None:
        await runtime.directory.load(runtime.sessions)
    place = runtime.directory.by_code(tenant)
    if place is None:
        message = f"no tenant {tenant}"
        raise LookupError(message)
    return place


@queue.periodic(cron="41 2 * * *")
@queue.task(name="sheets.forget", queueing_lock="sheets.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Remove jobs with their files once they are old."""
    await forget_before(runtime_of(context), now())


async def forget_before(runtime: Runtime, moment: datetime) -> int:
    """Remove what expired before a moment; gives how many jobs. Files go before their row.

    All files: a run whose worker died may have left one that no row names.
    """
    await runtime.directory.load(runtime.sessions)
    inventory, removed = Inventory(runtime.settings.storage), 0
    expired = select(Job).where(col(Job.expires_at) < moment).limit(_BATCH)
    for code in sorted(runtime.directory.codes):
        place = await _place(runtime, code)
        while True:
            scope = as_tenant(place.id, "old jobs")
            async with transaction(runtime.sessions, scope) as session:
                batch = list(await session.scalars(expired.with_for_update(skip_locked=True)))
                for job in batch:
                    await inventory.delete_all(files.folder(code, job.id))
                    await session.delete(job)
            removed += len(batch)
            if len(batch) < _BATCH:
                break
    return removed

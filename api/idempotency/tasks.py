"""Keys and answers go after 24 hours."""

from procrastinate import JobContext

from api.idempotency.service import forget_old
from api.jobs.queue import queue, runtime_of
from tenants.session import as_tenant, transaction


@queue.periodic(cron="17 * * * *")
@queue.task(name="idempotency.forget", queueing_lock="idempotency.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete old answers, tenant by tenant."""
    runtime = runtime_of(context)
    await runtime.directory.load(runtime.sessions)
    for code in sorted(runtime.directory.codes):
        place = runtime.directory.by_code(code)
        if place:
            scope = as_tenant(place.id, "forget idempotency keys")
            async with transaction(runtime.sessions, scope) as session:
                await forget_old(session)

"""Keys and answers go after 24 hours."""

from procrastinate import JobContext

from api.idempotency.service import forget_old
from api.jobs.queue import queue, runtime_of


@queue.periodic(cron="17 * * * *")
@queue.task(name="idempotency.forget", queueing_lock="idempotency.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete old answers, tenant by tenant."""
    async for session in runtime_of(context).each_tenant("forget idempotency keys"):
        await forget_old(session)

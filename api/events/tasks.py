"""Events go after 30 days."""

from procrastinate import JobContext

from api.events.service import forget_old
from api.jobs.queue import queue, runtime_of


@queue.periodic(cron="41 2 * * *")
@queue.task(name="events.forget", queueing_lock="events.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete old events, tenant by tenant."""
    async for session in runtime_of(context).each_tenant("forget events"):
        await forget_old(session)

"""What was published before matching, or is kept by older rules, is made comparable."""

from procrastinate import JobContext

from api.jobs.queue import queue, runtime_of
from api.matching.keeping import keep_up


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="matching.keep_up", queueing_lock="matching.keep_up", pass_context=True)
async def keep_up_all(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Some rows of each tenant, until none is left."""
    async for session in runtime_of(context).each_tenant("keep matching up"):
        await keep_up(session)

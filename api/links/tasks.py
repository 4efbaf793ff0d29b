"""Links go when they can no longer be used."""

from procrastinate import JobContext

from api.jobs.queue import queue, runtime_of
from api.links.service import forget_old
from tenants.session import as_system, transaction


@queue.periodic(cron="23 * * * *")
@queue.task(name="links.forget", queueing_lock="links.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete what nobody can open any more."""
    async with transaction(runtime_of(context).sessions, as_system("forget links")) as session:
        await forget_old(session)

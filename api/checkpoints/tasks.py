"""A checkpoint of every chain once an hour."""

from procrastinate import JobContext

from api.checkpoints.making import make_all
from api.jobs.queue import queue, runtime_of
from api.media.store import Store


@queue.periodic(cron="23 * * * *")
@queue.task(name="checkpoints.make", queueing_lock="checkpoints.make", pass_context=True)
async def make(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Write them; a chain that no longer holds gets none, and a line in the log."""
    runtime = runtime_of(context)
    await make_all(runtime.sessions, runtime.directory, Store(runtime.settings.storage))

"""The job that looks for a proof code."""

from uuid import UUID

from procrastinate import JobContext

from api.channels import looking
from api.jobs.queue import queue, runtime_of

# A stranger's server takes its time: letters go before.
_BEHIND_ALL = -10


@queue.task(name="channels.check_proof", priority=_BEHIND_ALL, pass_context=True)
async def check(context: JobContext, tenant: str, channel: str) -> None:
    """Fetch the channel's page and note whether the code stands there."""
    await looking.conclude(runtime_of(context), UUID(tenant), UUID(channel))

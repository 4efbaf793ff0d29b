"""An answer that was retracted: those who were told of it are told that, after the retraction itself.

A job: the claims that it answered may be any tenant's, and taking down must be quick.
"""

from procrastinate import JobContext

from api.claims import telling
from api.jobs.queue import queue, runtime_of
from api.jobs.retries import KeepTrying


@queue.task(name="claims.tell_again", retry=KeepTrying(), pass_context=True)
async def tell_again(context: JobContext, number: str) -> None:
    """Tell the reporters of all claims that a clarification answered that it was retracted."""
    async for session in runtime_of(context).each_tenant("an answer was retracted"):
        await telling.retracted(session, number)

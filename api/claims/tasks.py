"""Claims whose clock has run out go on to the province."""

from procrastinate import JobContext

from api.claims import escalation
from api.jobs.queue import queue, runtime_of


@queue.periodic(cron="* * * * *")
@queue.task(name="claims.escalate", queueing_lock="claims.escalate", pass_context=True)
async def escalate(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Escalate what is overdue; two workers at once escalate each claim once."""
    await escalation.escalate_overdue(runtime_of(context))

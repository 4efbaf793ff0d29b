"""The daily letters about the policy."""

from datetime import UTC, datetime

from procrastinate import JobContext

from api.conduct.reminders import remind
from api.jobs.queue import Runtime, queue, runtime_of

HOUR = 8  # in the province's time zone


# Every hour, because the schedule is in UTC and the province's zone is a setting.
@queue.periodic(cron="0 * * * *")
@queue.task(name="conduct.remind", queueing_lock="conduct.remind", pass_context=True)
async def remind_everybody(context: JobContext, timestamp: int) -> None:
    """At eight in the morning, remind those who have not acknowledged the active policy."""
    await remind_at(runtime_of(context), datetime.fromtimestamp(timestamp, UTC))


async def remind_at(runtime: Runtime, moment: datetime) -> int:
    """What is due at `moment`, one transaction per tenant; how many letters were queued."""
    sent = 0
    if moment.astimezone(runtime.settings.zone).hour == HOUR:
        async for session in runtime.each_tenant("reminders of the policy"):
            sent += await remind(session, moment)
    return sent

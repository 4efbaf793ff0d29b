"""The daily look at which periods are due."""

from datetime import UTC, datetime

from procrastinate import JobContext

from api.jobs.queue import Runtime, queue, runtime_of
from api.periods.reminders import remind

HOUR = 7  # in the province's time zone: letters come in the morning


# Every hour, because the schedule is in UTC and the province's zone is a setting. What an hour missed
# the next one does: a notice is claimed in the database, once.
@queue.periodic(cron="7 * * * *")
@queue.task(name="periods.remind", queueing_lock="periods.remind", pass_context=True)
async def remind_everybody(context: JobContext, timestamp: int) -> None:
    """From seven in the morning on, tell the tenants that have not declared what is due."""
    await remind_at(runtime_of(context), datetime.fromtimestamp(timestamp, UTC))


async def remind_at(runtime: Runtime, moment: datetime) -> int:
    """What is to be told at `moment`, one transaction per tenant; how many notices there were."""
    told = 0
    if moment.astimezone(runtime.settings.zone).hour >= HOUR:
        async for session in runtime.each_tenant("notices of periods"):
            told += await remind(session, moment)
    return told

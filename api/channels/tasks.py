"""The daily look after verified channels."""

from datetime import UTC, datetime

from procrastinate import JobContext

from api.channels.reminders import keep_up
from api.jobs.queue import Runtime, queue, runtime_of

HOUR = 8  # in the province's time zone


# Every hour, because the schedule is in UTC and the province's zone is a setting.
@queue.periodic(cron="10 * * * *")
@queue.task(name="channels.keep_up", queueing_lock="channels.keep_up", pass_context=True)
async def keep_up_all(context: JobContext, timestamp: int) -> None:
    """At eight in the morning, ask who still runs the channels that are due to be confirmed."""
    await keep_up_at(runtime_of(context), datetime.fromtimestamp(timestamp, UTC))


async def keep_up_at(runtime: Runtime, moment: datetime) -> tuple[int, int]:
    """What is due at `moment`, one transaction per tenant; see `keep_up` for the two numbers."""
    reminded = marked = 0
    if moment.astimezone(runtime.settings.zone).hour == HOUR:
        async for session in runtime.each_tenant("channels that nobody confirmed"):
            one, other = await keep_up(session, moment)
            reminded, marked = reminded + one, marked + other
    return reminded, marked

"""What relays do on their own: reminders of deadlines, and following corrections and retractions."""

from datetime import UTC, datetime

from procrastinate import JobContext

from api.jobs.queue import Runtime, queue, runtime_of
from api.jobs.retries import KeepTrying
from api.relays.corrections import follow_up
from api.relays.reminders import remind


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="relays.remind", queueing_lock="relays.remind", pass_context=True)
async def remind_everybody(context: JobContext, timestamp: int) -> None:
    """Remind those whose deadline comes or has passed."""
    await remind_at(runtime_of(context), datetime.fromtimestamp(timestamp, UTC))


async def remind_at(runtime: Runtime, moment: datetime) -> int:
    """What is due at `moment`, one transaction per tenant; how many letters were queued."""
    sent = 0
    async for session in runtime.each_tenant("reminders of relays"):
        sent += await remind(session, moment)
    return sent


@queue.task(name="relays.follow_up", retry=KeepTrying(), pass_context=True)
async def follow_up_everywhere(context: JobContext, number: str) -> None:
    """Pass a correction or a retraction on to everybody who was asked; safe to run again."""
    async for session in runtime_of(context).each_tenant("a correction or retraction of relays"):
        await follow_up(session, number)

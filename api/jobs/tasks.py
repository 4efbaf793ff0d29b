"""The queue's own upkeep: jobs whose worker died are tried again."""

from procrastinate import JobContext

from api.jobs.queue import STALLED_AFTER, queue


@queue.periodic(cron="* * * * *")
@queue.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Give back the jobs of workers that sent no heartbeat."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)

"""The queue's own upkeep: jobs whose worker died are tried again, those that failed go in time."""

from procrastinate import JobContext

from api.jobs.queue import STALLED_AFTER, queue

_FAILED_KEPT_FOR = 30 * 24  # hours: for an administrator to look at


@queue.periodic(cron="* * * * *")
@queue.task(name="jobs.retry_stalled", queueing_lock="jobs.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Give back the jobs of workers that sent no heartbeat."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)


@queue.periodic(cron="13 3 * * *")
@queue.task(name="jobs.forget", queueing_lock="jobs.forget", pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Delete what failed long ago: its arguments may be about somebody."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_FAILED_KEPT_FOR, include_failed=True, include_cancelled=True, include_aborted=True
    )

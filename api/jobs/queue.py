"""The queue, and deferring on the session's own transaction."""

from dataclasses import dataclass
from typing import Any

import procrastinate
from procrastinate.tasks import Task
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import Settings
from tenants.directory import Directory
from tenants.session import Sessions

ROLE_OPTION = "-c role=simpul_jobs"
STALLED_AFTER = 30  # seconds without a heartbeat

queue = procrastinate.App(connector=procrastinate.PsycopgConnector())


@dataclass(frozen=True)
class Runtime:
    """What a task works with; `runtime_of(context)` gives it."""

    settings: Settings
    sessions: Sessions
    directory: Directory


def runtime_of(context: procrastinate.JobContext) -> Runtime:
    """The worker's runtime, from a task declared with `pass_context=True`."""
    runtime: Runtime = context.additional_context["runtime"]
    return runtime


async def defer(session: AsyncSession, task: Task[Any, Any, Any], **arguments: str | int) -> int:
    """Queue a job that exists if and only if the session's transaction commits; gives its id."""
    await session.flush()
    async with session.begin_nested():
        # Inside the block: the savepoint is made when the connection is first asked for.
        connection = (await (await session.connection()).get_raw_connection()).driver_connection
        job: int = await task.configure(connection=connection).defer_async(**arguments)
        return job

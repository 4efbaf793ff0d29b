"""The queue, and deferring on the session's own transaction."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import procrastinate
from procrastinate.tasks import Task
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import Settings
from tenants.directory import Directory
from tenants.session import Sessions, as_tenant, transaction

ROLE_OPTION = "-c role=simpul_jobs"
STALLED_AFTER = 30  # seconds without a heartbeat

queue = procrastinate.App(connector=procrastinate.PsycopgConnector())


@dataclass(frozen=True)
class Runtime:
    """What a task works with; `runtime_of(context)` gives it."""

    settings: Settings
    sessions: Sessions
    directory: Directory

    async def each_tenant(self, reason: str) -> AsyncIterator[AsyncSession]:
        """One transaction per tenant, in the order of their codes: upkeep over all of them."""
        await self.directory.load(self.sessions)
        for code in sorted(self.directory.codes):
            place = self.directory.by_code(code)
            if place:
                async with transaction(self.sessions, as_tenant(place.id, reason)) as session:
                    yield session


def runtime_of(context: procrastinate.JobContext) -> Runtime:
    """The worker's runtime, from a task declared with `pass_context=True`."""
    runtime: Runtime = context.additional_context["runtime"]
    return runtime


async def defer(
    session: AsyncSession,
    task: Task[Any, Any, Any],
    *,
    once: str | None = None,
    **arguments: str | int,
) -> int:
    """Queue a job that exists if and only if the session's transaction commits; gives its id.

    `once`: a lock; raises `AlreadyEnqueued` (procrastinate) while another job of it waits.
    """
    await session.flush()
    async with session.begin_nested():
        # Inside the block: the savepoint is made when the connection is first asked for.
        connection = (await (await session.connection()).get_raw_connection()).driver_connection
        configured = task.configure(connection=connection, queueing_lock=once)
        job: int = await configured.defer_async(**arguments)
        return job

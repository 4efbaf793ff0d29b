"""The minute's job that keeps planned publications."""

from uuid import UUID

import structlog
from procrastinate import JobContext

from api.clarifications import due
from api.errors import SimpulError
from api.jobs.queue import Runtime, queue, runtime_of
from tenants.context import Scope
from tenants.session import current_scope, transaction

_log = structlog.get_logger("api.clarifications")


@queue.periodic(cron="* * * * *")
@queue.task(
    name="clarifications.publish_due",
    queueing_lock="clarifications.publish_due",
    pass_context=True,
)
async def publish_due(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Publish what is due, each in a transaction of its own; safe beside other workers and people."""
    runtime = runtime_of(context)
    waiting: list[tuple[Scope, UUID]] = []
    async for session in runtime.each_tenant("planned publications"):
        waiting += [(current_scope(session), identifier) for identifier in await due.due(session)]
    for scope, identifier in waiting:
        await publish_one(runtime, scope, identifier)


async def publish_one(runtime: Runtime, scope: Scope, identifier: UUID) -> None:
    """Publish one, or tell why not; whatever happens to it stops none of the others."""
    try:
        await _publish_or_tell(runtime, scope, identifier)
    except Exception as error:  # noqa: BLE001 - it is tried again in a minute
        _log.error("not-published", clarification=str(identifier), error=type(error).__name__)


async def _publish_or_tell(runtime: Runtime, scope: Scope, identifier: UUID) -> None:
    try:
        async with transaction(runtime.sessions, scope) as session:
            await due.publish(session, identifier)
    except SimpulError as error:
        async with transaction(runtime.sessions, scope) as session:
            await due.give_up(session, identifier, error)

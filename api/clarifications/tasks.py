"""Laying out and taking away the pictures of published clarifications; publishing defers this."""

from uuid import UUID

from procrastinate import JobContext

from api.clarifications import pictures
from api.jobs.queue import Runtime, defer, queue, runtime_of
from api.jobs.retries import KeepTrying
from api.media.showcase import Showcase
from tenants.context import Scope
from tenants.session import as_tenant, current_scope, transaction


@queue.task(name="clarifications.show", retry=KeepTrying(), pass_context=True)
async def show(context: JobContext, tenant: str, clarification: str) -> None:
    """Make the public bucket hold what a clarification shows, and no more (ids); safe to run again."""
    runtime, identifier = runtime_of(context), UUID(clarification)
    scope = as_tenant(UUID(tenant), "pictures of a clarification")
    showcase = Showcase(runtime.settings.storage)
    while not await _shown(runtime, scope, showcase, identifier):
        pass  # retracted or corrected while we copied: look again
    async with transaction(runtime.sessions, scope) as session:
        await pictures.tidy(session, showcase, identifier)


async def _shown(runtime: Runtime, scope: Scope, showcase: Showcase, identifier: UUID) -> bool:
    async with transaction(runtime.sessions, scope) as session:
        wanted = await pictures.plan(session, identifier)
    if wanted is None:
        return True
    there = await pictures.lay_out(showcase, wanted, runtime.settings)
    async with transaction(runtime.sessions, scope) as session:
        return await pictures.conclude(session, identifier, wanted.row.revision, there)


@queue.periodic(cron="47 * * * *")
@queue.task(
    name="clarifications.catch_up", queueing_lock="clarifications.catch_up", pass_context=True
)
async def catch_up(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Show what has no pictures: published before there were any, or its job was lost."""
    runtime = runtime_of(context)
    # While the storage is away the jobs of before are still trying: more of them would only pile up.
    if not await Showcase(runtime.settings.storage).has_public_bucket():
        return
    async for session in runtime.each_tenant("pictures that are missing"):
        for identifier in await pictures.forgotten(session):
            tenant = str(current_scope(session).tenant)
            await defer(session, show, tenant=tenant, clarification=str(identifier))

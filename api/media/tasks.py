"""Checking uploads and removing files, outside of requests; the service defers these."""

from uuid import UUID

from procrastinate import JobContext

from api.jobs.queue import Runtime, queue, runtime_of
from api.jobs.retries import KeepTrying
from api.media import inspection
from api.media.inventory import Inventory
from api.media.models import AssetStatus
from api.media.store import Store
from tenants.context import Scope
from tenants.session import as_tenant, transaction

# Checks are slow and come in hundreds: a letter with a new password goes before those that wait.
_BEHIND_ALL = -10


@queue.task(name="media.check", retry=KeepTrying(), priority=_BEHIND_ALL, pass_context=True)
async def check(context: JobContext, tenant: str, asset: str) -> None:
    """Check what was uploaded for an asset of a tenant (its code); safe to run again."""
    runtime, identifier = runtime_of(context), UUID(asset)
    scope = await _scope(runtime, tenant)
    store = Store(runtime.settings.storage)
    async with transaction(runtime.sessions, scope) as session:
        found = await inspection.find(session, identifier)
        if found is None:
            return
        folder = inspection.folder_of(session, found)
    if found.status == AssetStatus.CHECKING:
        scanner = runtime.settings.clamav
        findings, kept = await inspection.inspect(store, scanner, found, folder)
        async with transaction(runtime.sessions, scope) as session:
            await inspection.conclude(session, identifier, findings, kept)
    await store.delete_upload(found.quarantine_key)


@queue.task(name="media.remove", retry=KeepTrying(), pass_context=True)
async def remove(context: JobContext, quarantine_key: str, media_key: str) -> None:
    """Remove all files of an asset that was deleted, its copies and open uploads too.

    `media_key` was named by the jobs of an earlier release; it begins with the same folder.
    """
    del media_key
    folder = quarantine_key.rpartition("/")[0] + "/"
    await Inventory(runtime_of(context).settings.storage).delete_all(folder)


async def _scope(runtime: Runtime, tenant: str) -> Scope:
    place = runtime.directory.by_code(tenant)
    if place is None:
        await runtime.directory.load(runtime.sessions)
        place = runtime.directory.by_code(tenant)
    if place is None:
        message = f"no tenant {tenant}"
        raise LookupError(message)
    return as_tenant(place.id, "check asset")

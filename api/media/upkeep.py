"""The life of assets that nobody waits for: rows go first, their objects after the commit.

Safe to run twice and at once: a lock per tenant lets one run work on its rows, and what one run removed
the other does not find.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from procrastinate import JobContext
from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.errors import AssetInUseError, UnavailableError
from api.jobs.queue import Runtime, queue, runtime_of
from api.media.inventory import Inventory
from api.media.models import Asset, AssetStatus
from api.media.references import is_referred_to
from api.media.service import remove
from api.media.sweeping import sweep
from tenants.directory import Place
from tenants.rows import now
from tenants.session import as_tenant, transaction

UNUSED_FOR = timedelta(hours=24)
REFUSED_FOR = timedelta(days=7)  # people must have the time to read why
_BATCH = 100
_FIRST = UUID(int=0)
_log = structlog.get_logger("api.media")


@dataclass(frozen=True)
class Cleaned:
    """How much a run removed."""

    rows: int
    objects: int
    uploads: int


@queue.periodic(cron="37 * * * *")
@queue.task(name="media.clean_up", queueing_lock="media.clean_up", pass_context=True)
async def clean_up(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - periodic's argument
    """Remove abandoned uploads, what nothing uses, and objects without a row, tenant by tenant."""
    runtime, failed = runtime_of(context), None
    await runtime.directory.load(runtime.sessions)
    for code in sorted(runtime.directory.codes):
        place = runtime.directory.by_code(code)
        try:
            if place:
                await clean(runtime, place, now())
        except UnavailableError as error:  # the rows of all others can go without the storage
            failed = error
    if failed:
        raise failed


async def clean(runtime: Runtime, place: Place, moment: datetime) -> Cleaned:
    """Remove what was over for `place` at a moment."""
    rows = await _remove_rows(runtime, place, moment)
    inventory = Inventory(runtime.settings.storage)
    swept = await sweep(runtime.sessions, place, inventory, moment - UNUSED_FOR)
    cleaned = Cleaned(rows, swept.objects, swept.uploads)
    if rows or swept.objects or swept.uploads:
        _log.info("media-cleaned", tenant=place.code, **vars(cleaned))
    return cleaned


async def _remove_rows(runtime: Runtime, place: Place, moment: datetime) -> int:
    removed, last = 0, _FIRST
    while True:
        async with transaction(runtime.sessions, as_tenant(place.id, "media upkeep")) as session:
            if not await session.scalar(select(func.pg_try_advisory_xact_lock(_lock_of(place)))):
                return removed
            batch = await _over(session, moment, last)
            for asset in batch:
                removed += await _remove(session, asset)
        if len(batch) < _BATCH:
            return removed
        last = batch[-1].id


def _lock_of(place: Place) -> ColumnElement[int]:
    return func.hashtextextended(f"media.clean_up {place.id}", 0)


async def _over(session: AsyncSession, moment: datetime, last: UUID) -> list[Asset]:
    statement = (
        select(Asset)
        .where(col(Asset.id) > last, _is_over(moment), not_(is_referred_to()))
        .order_by(col(Asset.id))
        .limit(_BATCH)
        # Somebody works with a row that is locked: it is not abandoned.
        .with_for_update(of=Asset, skip_locked=True)
    )
    return list(await session.scalars(statement))


def _is_over(moment: datetime) -> ColumnElement[bool]:
    unused = col(Asset.updated_at) < moment - UNUSED_FOR
    refused = col(Asset.updated_at) < moment - REFUSED_FOR
    # What is being checked stays, however long it takes: its worker still stores files.
    quiet = {AssetStatus.AWAITING_UPLOAD, AssetStatus.READY}
    return or_(
        and_(col(Asset.status).in_(quiet), unused),
        and_(col(Asset.status) == AssetStatus.REFUSED, refused),
    )


async def _remove(session: AsyncSession, asset: Asset) -> int:
    identifier, status = asset.id, asset.status
    try:
        # The database's check of foreign keys sees what was attached a moment ago, too.
        async with session.begin_nested():
            await remove(session, asset)
    except AssetInUseError:
        return 0
    record_by_system(session, "clean_up_asset", identifier, status=str(status))
    return 1

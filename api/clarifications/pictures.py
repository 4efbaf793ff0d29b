"""What a published clarification shows: its pictures in the public bucket, and the share picture.

The job that lays them out does so in three steps, and no transaction is open while it copies: `plan`
reads what should be there, `lay_out` puts it there, `conclude` shows it to readers if nothing changed
meanwhile. `tidy` then takes away whatever nobody shows any more; after a retraction that is all.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.clarifications import projecting
from api.clarifications.models import (
    Clarification,
    ClarificationAsset,
    ClarificationRevision,
    PublicClarification,
    PublicState,
    SharedClarification,
)
from api.markdown import untagged
from api.media import publishing
from api.media.models import Asset
from api.media.showcase import Showcase, revision_in, share_key
from api.settings import Settings
from api.sharing.drawing import Poster, draw
from api.spoken import spoken_day
from tenants.rows import now


@dataclass(frozen=True)
class Plan:
    """What should be there for one revision."""

    row: PublicClarification
    pictures: list[Asset]
    cover: UUID | None


@dataclass(frozen=True)
class Shown:
    """What is there."""

    cover: dict[str, Any] | None
    share_image_key: str


async def plan(session: AsyncSession, identifier: UUID) -> Plan | None:
    """What a clarification of the session's tenant shows; None when the public may not read it."""
    row = await session.scalar(
        select(PublicClarification).where(col(PublicClarification.id) == identifier)
    )
    if row is None or row.state == PublicState.RETRACTED:
        return None
    pictures = await publishing.pictures_of(
        session, await asset_ids(session, identifier, row.revision)
    )
    return Plan(row, pictures, await _cover_id(session, identifier, row.revision))


async def lay_out(showcase: Showcase, wanted: Plan, settings: Settings) -> Shown:
    """Put it there. Raises `UnavailableError`."""
    row, cover = wanted.row, None
    for asset in wanted.pictures:
        copies = await publishing.put_on_show(showcase, asset, row.publisher_code)
        if asset.id == wanted.cover and copies:
            cover = publishing.shown(asset, copies, public=True)
    picture = await asyncio.to_thread(draw, _poster(row, settings))
    key = share_key(row.publisher_code, row.number, row.revision, picture)
    await showcase.put(key, picture, "image/jpeg")
    return Shown(cover, key)


def _poster(row: PublicClarification, settings: Settings) -> Poster:
    day = row.published_at.astimezone(settings.zone)
    return Poster(
        title=untagged(row.title),
        verdict=row.verdict,
        office=row.publisher_name,
        number=row.number,
        date=spoken_day(day),
    )


async def conclude(session: AsyncSession, identifier: UUID, revision: int, there: Shown) -> bool:
    """Show it to readers; False when the clarification is another one by now."""
    moment = now()
    for table in (SharedClarification, PublicClarification):
        row = await projecting.locked(session, table, identifier)
        if row is None or row.state == PublicState.RETRACTED or row.revision != revision:
            return False
        if (row.cover, row.share_image_key) != (there.cover, there.share_image_key):
            row.cover, row.share_image_key = there.cover, there.share_image_key
            row.updated_at = moment
    record_by_system(session, "show_pictures", identifier, revision=revision)
    return True


async def tidy(session: AsyncSession, showcase: Showcase, identifier: UUID) -> None:
    """Take away what the public should no longer reach. Raises `UnavailableError`."""
    # Its row is not locked: a retraction must not wait for a storage that hangs.
    row = await session.scalar(
        select(PublicClarification).where(col(PublicClarification.id) == identifier)
    )
    if row is None:
        return
    retracted = row.state == PublicState.RETRACTED
    drawn = await showcase.keys(f"{row.publisher_code}/{row.number}/")
    gone = [key for key in drawn if retracted or revision_in(key) < row.revision]
    await showcase.remove(*gone)
    ids = await asset_ids(session, identifier)
    await publishing.conceal(session, showcase, row.publisher_code, ids)


async def forgotten(session: AsyncSession) -> Sequence[UUID]:
    """The session's tenant's public clarifications that have no share picture since an hour."""
    joined = and_(
        col(PublicClarification.tenant_id) == col(Clarification.tenant_id),
        col(PublicClarification.id) == col(Clarification.id),
    )
    statement = select(col(Clarification.id)).join(PublicClarification, joined)
    missing = statement.where(
        col(PublicClarification.share_image_key).is_(None),
        col(PublicClarification.state) != PublicState.RETRACTED,
        col(PublicClarification.published_at) < now() - timedelta(hours=1),
    )
    return (await session.scalars(missing)).all()


async def cover_for_governments(
    session: AsyncSession, revision: ClarificationRevision, code: str
) -> dict[str, Any] | None:
    """The cover of what only governments read: it stays where it is."""
    if revision.cover_asset_id is None:
        return None
    found = await publishing.pictures_of(session, [revision.cover_asset_id])
    return (
        publishing.shown(found[0], publishing.copies_of(found[0], code), public=False)
        if found
        else None
    )


async def asset_ids(
    session: AsyncSession, identifier: UUID, revision: int | None = None
) -> Sequence[UUID]:
    """The files of a clarification, in one revision or in all of them."""
    joined = col(ClarificationAsset.revision_id) == col(ClarificationRevision.id)
    statement = (
        select(col(ClarificationAsset.asset_id))
        .join(ClarificationRevision, joined)
        .where(col(ClarificationRevision.clarification_id) == identifier)
        .distinct()
    )
    if revision is not None:
        statement = statement.where(col(ClarificationRevision.revision) == revision)
    return (await session.scalars(statement)).all()


async def _cover_id(session: AsyncSession, identifier: UUID, revision: int) -> UUID | None:
    return await session.scalar(
        select(col(ClarificationRevision.cover_asset_id)).where(
            col(ClarificationRevision.clarification_id) == identifier,
            col(ClarificationRevision.revision) == revision,
        )
    )

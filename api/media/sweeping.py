"""Objects without a row, and uploads in parts that nobody goes on with.

An object is judged by the asset that its key names. Where that asset exists, its row stays locked until
the object is gone, so that no worker stores the object again meanwhile. Keys that are not of our shape
are somebody else's, and stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.media.inventory import Inventory, Stored
from api.media.models import Asset, AssetStatus
from tenants.directory import Place
from tenants.session import Sessions, as_tenant, transaction


@dataclass(frozen=True)
class Swept:
    """How much was removed."""

    objects: int = 0
    uploads: int = 0


def asset_in(key: str) -> UUID | None:
    """The asset whose object this is: `<tenant code>/<asset id>/<rest>`."""
    try:
        _, identifier, rest = key.split("/", 2)
        return UUID(identifier) if rest else None
    except ValueError:
        return None


def copies_of(asset: Asset) -> set[str]:
    """The keys in the media bucket that a ready asset is served from."""
    return {asset.media_key or "", *(variant["key"] for variant in asset.variants)} - {""}


def is_awaited(asset: Asset, stored: Stored) -> bool:
    """Whether what lies in quarantine is still to be uploaded or checked."""
    if stored.upload_id:
        return asset.status == AssetStatus.AWAITING_UPLOAD and asset.upload_id == stored.upload_id
    in_work = asset.status in {AssetStatus.AWAITING_UPLOAD, AssetStatus.CHECKING}
    return in_work and asset.quarantine_key == stored.key


def is_served(asset: Asset, stored: Stored) -> bool:
    """Whether what lies in the media bucket is served, or about to be."""
    return asset.status == AssetStatus.CHECKING or stored.key in copies_of(asset)


async def orphans(
    session: AsyncSession, stored: Sequence[Stored], *, served: bool, lock: bool = False
) -> list[Stored]:
    """Those objects (of the media bucket if `served`) or uploads that no row of the tenant wants."""
    by_asset = {one: identifier for one in stored if (identifier := asset_in(one.key))}
    assets = await _assets(session, set(by_asset.values()), lock=lock)
    wanted = is_served if served else is_awaited
    return [
        one
        for one, identifier in by_asset.items()
        if (asset := assets.get(identifier)) is None or not wanted(asset, one)
    ]


async def _assets(session: AsyncSession, ids: set[UUID], *, lock: bool) -> Mapping[UUID, Asset]:
    statement = select(Asset).where(col(Asset.id).in_(ids)).order_by(col(Asset.id))
    if lock:
        statement = statement.with_for_update()
    return {asset.id: asset for asset in await session.scalars(statement)}


async def sweep(sessions: Sessions, place: Place, inventory: Inventory, before: datetime) -> Swept:
    """Remove a tenant's objects and open uploads from before a moment that no row wants."""
    folder, removed = f"{place.code}/", 0
    opened = await inventory.open_uploads(folder)
    aborted = await _sweep(sessions, place, inventory, _older(opened, before))
    for bucket in inventory.buckets:
        async for page in inventory.objects(bucket, folder):
            removed += await _sweep(sessions, place, inventory, _older(page, before), bucket)
    return Swept(removed, aborted)


def _older(stored: Sequence[Stored], before: datetime) -> list[Stored]:
    return [one for one in stored if one.at < before]


async def _sweep(
    sessions: Sessions, place: Place, inventory: Inventory, stored: list[Stored], bucket: str = ""
) -> int:
    """Remove what no row wants of objects in a bucket, or of open uploads."""
    served = bucket == inventory.buckets[1]
    scope = as_tenant(place.id, "media upkeep")
    if not stored:
        return 0
    # Most are wanted: find the others first, so that few rows are locked.
    async with transaction(sessions, scope) as session:
        suspects = await orphans(session, stored, served=served)
    if not suspects:
        return 0
    async with transaction(sessions, scope) as session:
        lost = await orphans(session, suspects, served=served, lock=True)
        if bucket:
            await inventory.delete(bucket, [one.key for one in lost])
        else:
            await inventory.abort(lost)
    return len(lost)

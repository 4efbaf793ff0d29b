"""Whether S3 holds what the database says, and nothing else."""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.media.inventory import Inventory, Stored
from api.media.models import Asset, AssetStatus
from api.media.sweeping import asset_in, copies_of, orphans
from api.settings import StorageSettings
from tenants.directory import Directory, Place
from tenants.rows import now
from tenants.session import Sessions, as_tenant, transaction

# Younger orphans are the clean-up's to come: forms and uploads of theirs may still be good.
_SETTLED = timedelta(hours=25)


@dataclass
class Verified:
    """What was counted, and what does not agree."""

    assets: int = 0
    objects: int = 0
    size: int = 0  # bytes
    uploads: int = 0
    waiting: int = 0  # for the next clean-up
    problems: list[str] = field(default_factory=list)


async def verify(
    sessions: Sessions,
    directory: Directory,
    storage: StorageSettings,
    settled: timedelta = _SETTLED,
) -> Verified:
    """Compare both buckets, and copies of pictures in the public one, with the rows of every tenant.

    What changes meanwhile is looked at twice. Orphans younger than `settled` are counted alone.
    """
    done, inventory = Verified(), Inventory(storage)
    for code in sorted(directory.codes):
        place = directory.by_code(code)
        if place:
            await _Comparison(sessions, place, inventory, settled, done).run()
    known = {f"{code}/" for code in directory.codes}
    for bucket in inventory.buckets:
        async for page in inventory.objects(bucket):
            strange = [one.key for one in page if _is_strange(one.key, known)]
            done.problems += [f"{bucket}/{key}: no key of ours" for key in strange]
    return done


def _is_strange(key: str, known: Iterable[str]) -> bool:
    return not key.startswith(tuple(known)) or asset_in(key) is None


@dataclass
class _Comparison:
    """One tenant's rows and objects."""

    sessions: Sessions
    place: Place
    inventory: Inventory
    settled: timedelta
    done: Verified

    async def run(self) -> None:
        """Add what was found to `done`."""
        folder = f"{self.place.code}/"
        await self._compare(await self.inventory.open_uploads(folder), "")
        kept: set[tuple[str, str]] = set()
        for bucket in self.inventory.buckets:
            async for page in self.inventory.objects(bucket, folder):
                kept |= {(bucket, one.key) for one in page}
                await self._compare(page, bucket)
        await self._find_missing(kept)
        await self._find_exposed(folder)

    async def _compare(self, stored: list[Stored], bucket: str) -> None:
        if bucket:
            self.done.objects += len(stored)
            self.done.size += sum(one.size for one in stored)
        else:
            self.done.uploads += len(stored)
        async with self._session() as session:
            served = bucket == self.inventory.buckets[1]
            lost = await orphans(session, stored, served=served)
        old = [one for one in lost if one.at < now() - self.settled]
        self.done.waiting += len(lost) - len(old)
        what = "an object" if bucket else "an open upload"
        place = bucket or self.inventory.buckets[0]
        self.done.problems += [f"{place}/{one.key}: {what} that no row wants" for one in old]

    async def _find_missing(self, kept: set[tuple[str, str]]) -> None:
        async with self._session() as session:
            assets = list(await session.scalars(select(Asset).order_by(col(Asset.id))))
        self.done.assets += len(assets)
        suspects = [asset.id for asset in assets if self._missing(asset, kept)]
        # What was made or removed since we listed: once more, each on its own.
        async with self._session() as session:
            again = select(Asset).where(col(Asset.id).in_(suspects)).order_by(col(Asset.id))
            for asset in await session.scalars(again):
                present = await self._listed(asset)
                self.done.problems += [
                    f"{bucket}/{key}: missing, asset {asset.id} is {asset.status}"
                    for bucket, key in self._missing(asset, present)
                ]

    async def _find_exposed(self, folder: str) -> None:
        """Copies that anybody may read though nothing published shows their picture."""
        bucket = self.inventory.public_bucket
        async for page in self.inventory.objects(bucket, folder):
            # Share pictures lie under a number, and are the clarifications' own.
            named = {one.key: asset for one in page if (asset := asset_in(one.key))}
            known = select(col(Asset.id)).where(
                col(Asset.id).in_(named.values()), col(Asset.published_count) > 0
            )
            async with self._session() as session:
                shown = set(await session.scalars(known))
            self.done.problems += [
                f"{bucket}/{key}: public, and nothing published shows it"
                for key, asset in named.items()
                if asset not in shown
            ]

    def _missing(self, asset: Asset, kept: set[tuple[str, str]]) -> list[tuple[str, str]]:
        quarantine, media = self.inventory.buckets
        wanted: list[tuple[str, str]] = []
        if asset.status == AssetStatus.CHECKING:
            wanted = [(quarantine, asset.quarantine_key)]
        if asset.status == AssetStatus.READY:
            wanted = [(media, key) for key in sorted(copies_of(asset))]
        return [one for one in wanted if one not in kept]

    async def _listed(self, asset: Asset) -> set[tuple[str, str]]:
        folder = f"{self.place.code}/{asset.id}/"
        return {
            (bucket, one.key)
            for bucket in self.inventory.buckets
            async for page in self.inventory.objects(bucket, folder)
            for one in page
        }

    def _session(self) -> AbstractAsyncContextManager[AsyncSession]:
        return transaction(self.sessions, as_tenant(self.place.id, "media verify"))

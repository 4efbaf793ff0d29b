"""The ways in which an upload ends before anybody has it: by its people, or by a process that was killed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

import psycopg

from api.media.inventory import Inventory
from api.media.store import _connect
from api.settings import Settings
from tests.media import samples
from tests.media.large import announced, plant, put, slice_of, table
from tests.media.uploads import Json, announce, completed, uploaded
from tests.world import Caller

CSV = {"content_type": "text/csv", "file_name": "a.csv", "alt": None}
_LARGE = table()


@dataclass(frozen=True)
class Scene:
    """Who uploads where."""

    office: Caller
    settings: Settings
    superuser_url: str


Way = Callable[[Scene], Awaitable[str]]  # gives the asset's id


async def _announced(scene: Scene) -> str:
    return _id(await announce(scene.office, samples.CSV, **CSV))


async def _uploaded(scene: Scene) -> str:
    return _id(await uploaded(scene.office, samples.CSV, **CSV))


async def _a_part(scene: Scene) -> str:
    """The line broke after one part."""
    made = await announced(scene.office, _LARGE)
    part = made["upload"]["parts"][2]
    assert (await put(part["url"], slice_of(_LARGE, part))).status_code == 200
    return _id(made)


async def _opened(scene: Scene) -> str:
    """Killed after S3 opened the upload, before the row was committed."""
    made = await announced(scene.office, _LARGE)
    await _forget(scene.superuser_url, made["id"])
    return _id(made)


async def _never_committed(scene: Scene) -> str:
    """The database came back from a backup: the file is there, the row is not."""
    made = await uploaded(scene.office, samples.CSV, **CSV)
    await _forget(scene.superuser_url, made["id"])
    return _id(made)


async def _stored(scene: Scene) -> str:
    """The worker was killed after it stored the checked file; somebody deleted the row."""
    made = await completed(scene.office, samples.CSV, **CSV)
    plant(
        scene.settings,
        Inventory(scene.settings.storage).buckets[1],
        f"32.01/{made['id']}/{uuid4().hex}",
    )
    await _forget(scene.superuser_url, made["id"])
    return _id(made)


async def _joined(scene: Scene) -> str:
    """Killed between S3's and the database's part of complete_asset."""
    made = await announced(scene.office, _LARGE)
    client, bucket = _connect(scene.settings.storage), scene.settings.storage.quarantine_bucket
    [opened] = await Inventory(scene.settings.storage).open_uploads(f"32.01/{made['id']}/")
    client.abort_multipart_upload(Bucket=bucket, Key=opened.key, UploadId=opened.upload_id)
    plant(scene.settings, bucket, opened.key)
    return _id(made)


WAYS: list[Way] = [_announced, _uploaded, _a_part, _opened, _never_committed, _stored, _joined]


async def _forget(superuser_url: str, identifier: str) -> None:
    async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
        jobs = "delete from procrastinate_jobs where args->>'asset' = %s"
        await connection.execute(jobs, [identifier])
        await connection.execute("delete from asset where id = %s", [identifier])


def _id(made: Json) -> str:
    return str(made["id"])

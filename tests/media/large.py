"""Large files and what S3 really holds."""

import hashlib
from typing import Any

from httpx2 import AsyncClient, Response

from api.media.inventory import Inventory, Stored
from api.media.store import _connect
from api.settings import Settings
from tests.media.uploads import announce
from tests.world import Caller

Json = dict[str, Any]
MIB = 1024**2
PART = 8 * MIB


def table(size: int = 16 * MIB + 5) -> bytes:
    """A CSV of this size, with no two parts alike."""
    rows = b"".join(b"%08d,baris\n" % number for number in range(size // 15 + 1))
    return rows[:size]


LARGE = table()


async def announced(caller: Caller, data: bytes = LARGE, **changed: Any) -> Json:
    """A new asset for a large table."""
    fields = {"content_type": "text/csv", "file_name": "tabel.csv", "alt": None, **changed}
    return await announce(caller, data, **fields)


def slice_of(data: bytes, part: Json, part_size: int = PART) -> bytes:
    """The bytes of one part."""
    start = (part["number"] - 1) * part_size
    return data[start : start + part["size"]]


async def put(url: str, data: bytes) -> Response:
    """Send one part to S3 itself."""
    async with AsyncClient(timeout=60) as plain:
        return await plain.put(url, content=data)


async def put_parts(upload: Json, data: bytes = LARGE) -> None:
    """Send all parts that an answer names."""
    for part in upload["parts"]:
        answer = await put(part["url"], slice_of(data, part, upload["part_size"]))
        assert answer.status_code == 200, answer.text


async def left(caller: Caller, identifier: str) -> Json:
    """What get_asset_upload answers."""
    answer = await caller.get(f"/v1/assets/{identifier}/upload")
    assert answer.status_code == 200, answer.text
    upload: Json = answer.json()["upload"]
    return upload


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def stored(settings: Settings, prefix: str) -> dict[str, list[Stored]]:
    """What the buckets hold below a prefix: `quarantine`, `media`, and `open` uploads."""
    inventory = Inventory(settings.storage)
    found: dict[str, list[Stored]] = {"open": await inventory.open_uploads(prefix)}
    for name, bucket in zip(("quarantine", "media"), inventory.buckets, strict=True):
        found[name] = [one async for page in inventory.objects(bucket, prefix) for one in page]
    return found


async def counts(settings: Settings, prefix: str) -> tuple[int, int, int]:
    """How many uploads are open, and objects in quarantine and media, below a prefix."""
    found = await stored(settings, prefix)
    return len(found["open"]), len(found["quarantine"]), len(found["media"])


def plant(settings: Settings, bucket: str, key: str, data: bytes = b"x") -> None:
    """An object that nobody announced."""
    _connect(settings.storage).put_object(Bucket=bucket, Key=key, Body=data)

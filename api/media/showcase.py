"""The public bucket: copies of what published clarifications show, and nothing else.

What lies under a key never changes, so everybody may keep it: the key names its content.
"""

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from api.media.store import Store, if_there

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

CACHE_CONTROL = "public, max-age=31536000, immutable"
_SHORT, _LONG = 6.0, 60.0  # seconds: while somebody waits, or a row is locked; to copy
_BLOCK = 256 * 1024  # bytes


@dataclass(frozen=True)
class Exhibit:
    """An object that is being read: its type, its size in bytes, and its bytes in pieces."""

    content_type: str
    size: int
    pieces: AsyncIterator[bytes] | None = None


class Showcase(Store):
    """Fills, empties and reads the public bucket."""

    @property
    def _bucket(self) -> str:
        return self._settings.public_bucket

    async def copy(self, source: str, key: str, content_type: str) -> bool:
        """Copy a checked file inside the storage; False when the media bucket does not have it."""

        def copy(client: "S3Client") -> bool:
            copied = partial(
                client.copy_object,
                Bucket=self._bucket,
                Key=key,
                CopySource={"Bucket": self._media, "Key": source},
                # Not those of the source: its file name is nobody's business.
                MetadataDirective="REPLACE",
                ContentType=content_type,
                CacheControl=CACHE_CONTROL,
            )
            return if_there(copied) is not None

        return await self._ask(copy, _LONG)

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """Store a picture that we made ourselves."""
        await self._ask(
            lambda client: client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=data,
                ContentType=content_type,
                CacheControl=CACHE_CONTROL,
            ),
            _LONG,
        )

    async def keys(self, prefix: str) -> list[str]:
        """The keys that begin so."""

        def listed(client: "S3Client") -> list[str]:
            pages = client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=prefix
            )
            return [found["Key"] for page in pages for found in page.get("Contents", [])]

        return await self._ask(listed, _SHORT)

    async def remove(self, *keys: str) -> None:
        """Remove these, if they are there."""

        def gone(client: "S3Client") -> None:
            # One by one: DeleteObjects wants a checksum that not every S3 understands.
            for key in keys:
                client.delete_object(Bucket=self._bucket, Key=key)

        await self._ask(gone, _SHORT)

    async def look(self, key: str) -> Exhibit | None:
        """What lies under a key, without its bytes; None when nothing does."""
        found = await self._ask(
            lambda client: if_there(partial(client.head_object, Bucket=self._bucket, Key=key)),
            _SHORT,
        )
        return Exhibit(found["ContentType"], found["ContentLength"]) if found else None

    async def open(self, key: str) -> Exhibit | None:
        """What lies under a key, to be read piece by piece; None when nothing does."""
        found = await self._ask(
            lambda client: if_there(partial(client.get_object, Bucket=self._bucket, Key=key)),
            _SHORT,
        )
        if found is None:
            return None
        body = found["Body"]
        pieces = self._pieces(body.read, body.close)
        return Exhibit(found["ContentType"], found["ContentLength"], pieces)

    async def _pieces(
        self, read: Callable[[int], bytes], close: Callable[[], None]
    ) -> AsyncIterator[bytes]:
        try:
            while piece := await self._ask(lambda _: read(_BLOCK), 2 * _SHORT):
                yield piece
        finally:
            close()


def share_key(code: str, number: str, revision: int, picture: bytes) -> str:
    """Where the share picture of a revision lies."""
    return f"{code}/{number}/{revision}-{hashlib.sha256(picture).hexdigest()[:32]}.jpg"


def revision_in(key: str) -> int:
    """The revision that a share picture was drawn for."""
    return int(key.rpartition("/")[2].partition("-")[0])

"""What the buckets really hold, listed and removed: for the clean-up and `simpul media verify`."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from api.media.store import Store, if_there

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SECONDS = 60.0


@dataclass(frozen=True)
class Stored:
    """An object, or an upload in parts that is open (then `upload_id` says which)."""

    key: str
    at: datetime
    size: int = 0
    upload_id: str = ""


class Inventory(Store):
    """Lists and empties the quarantine bucket and the media bucket."""

    @property
    def buckets(self) -> tuple[str, str]:
        """Quarantine and media."""
        return self._quarantine, self._media

    @property
    def public_bucket(self) -> str:
        """Where anybody may read."""
        return self._settings.public_bucket

    async def objects(self, bucket: str, prefix: str = "") -> AsyncIterator[list[Stored]]:
        """All objects whose keys begin so, a page at a time, in the order of their keys."""
        after = ""
        while True:
            page = await self._ask(partial(_objects, bucket, prefix, after), _SECONDS)
            if not page:
                return
            yield page
            after = page[-1].key

    async def open_uploads(self, prefix: str = "") -> list[Stored]:
        """The uploads in parts that are open in the quarantine bucket."""

        def listed(client: "S3Client") -> list[Stored]:
            pages = client.get_paginator("list_multipart_uploads").paginate(
                Bucket=self._quarantine, Prefix=prefix
            )
            return [
                Stored(upload["Key"], upload["Initiated"], upload_id=upload["UploadId"])
                for page in pages
                for upload in page.get("Uploads", [])
            ]

        return await self._ask(listed, _SECONDS)

    async def delete(self, bucket: str, keys: Collection[str]) -> None:
        """Remove these objects, if they are there."""

        def gone(client: "S3Client") -> None:
            # One by one: DeleteObjects wants a checksum that not every S3 understands.
            for key in keys:
                client.delete_object(Bucket=bucket, Key=key)

        await self._ask(gone, _SECONDS)

    async def abort(self, uploads: Sequence[Stored]) -> None:
        """Have S3 forget these uploads, if they are open."""

        def forget(client: "S3Client") -> None:
            for upload in uploads:
                if_there(
                    partial(
                        client.abort_multipart_upload,
                        Bucket=self._quarantine,
                        Key=upload.key,
                        UploadId=upload.upload_id,
                    )
                )

        await self._ask(forget, _SECONDS)

    async def delete_all(self, prefix: str) -> None:
        """Remove all that belongs to one asset: objects in both buckets, and open uploads."""
        await self.abort(await self.open_uploads(prefix))
        for bucket in self.buckets:
            async for page in self.objects(bucket, prefix):
                await self.delete(bucket, [stored.key for stored in page])


def _objects(bucket: str, prefix: str, after: str, client: "S3Client") -> list[Stored]:
    listed = client.list_objects_v2(Bucket=bucket, Prefix=prefix, StartAfter=after)
    return [
        Stored(found["Key"], found["LastModified"], found["Size"])
        for found in listed.get("Contents", [])
    ]

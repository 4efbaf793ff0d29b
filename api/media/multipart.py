"""Large files: uploaded in parts that S3 keeps, so that a broken line costs one part."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from api.errors import UnavailableError
from api.media.store import Store, if_there

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SECONDS = 6.0  # while somebody waits for the answer
_ASSEMBLING = 60.0  # some storages copy the parts when they join them


@dataclass(frozen=True)
class SignedPart:
    """Where to PUT the bytes of one part, exactly `size` of them."""

    number: int
    size: int
    url: str


@dataclass(frozen=True)
class SignedParts:
    """The parts that S3 does not have yet; all but the last of a file have `part_size` bytes."""

    part_size: int
    parts: list[SignedPart]
    expires_at: datetime


class MultipartStore(Store):
    """Uploads in parts into the quarantine bucket."""

    async def begin(self, key: str, content_type: str) -> str:
        """Have S3 open an upload; gives its id."""

        def create(client: "S3Client") -> str:
            return client.create_multipart_upload(
                Bucket=self._quarantine, Key=key, ContentType=content_type, **self._encryption()
            )["UploadId"]

        return await self._ask(create, _SECONDS)

    async def sign_parts(
        self, key: str, upload_id: str, part_size: int, sizes: Mapping[int, int]
    ) -> SignedParts:
        """Addresses that take exactly these parts, by their numbers, each of exactly its size."""
        seconds, expires_at = self._lifetime()

        def sign() -> list[SignedPart]:
            signed = partial(self._signer().generate_presigned_url, "upload_part")
            place = {"Bucket": self._quarantine, "Key": key, "UploadId": upload_id}
            return [
                # The length is signed: S3 itself refuses one byte more or less.
                SignedPart(
                    number,
                    size,
                    signed(
                        Params={**place, "PartNumber": number, "ContentLength": size},
                        ExpiresIn=seconds,
                    ),
                )
                for number, size in sizes.items()
            ]

        # Arithmetic, but dozens of them: not while the event loop waits.
        parts = await asyncio.get_running_loop().run_in_executor(None, sign)
        return SignedParts(part_size, parts, expires_at)

    async def list_parts(self, key: str, upload_id: str) -> dict[int, int] | None:
        """The sizes of the parts that S3 has, by their numbers; None when no such upload is open."""
        found = await self._ask(partial(self._parts, key, upload_id), _SECONDS)
        return None if found is None else {number: size for number, size, _ in found}

    async def complete(self, key: str, upload_id: str, numbers: Sequence[int]) -> bool:
        """Join these parts to the object; False when S3 has not all of them any more."""

        def join(client: "S3Client") -> bool:
            known = {number: etag for number, _, etag in self._parts(key, upload_id, client) or ()}
            if not set(numbers) <= set(known):
                return False
            parts = [{"PartNumber": number, "ETag": known[number]} for number in numbers]
            done = if_there(
                lambda: client.complete_multipart_upload(
                    Bucket=self._quarantine,
                    Key=key,
                    UploadId=upload_id,
                    MultipartUpload={"Parts": parts},  # type: ignore[typeddict-item]
                )
            )
            return done is not None

        return await self._ask(join, _ASSEMBLING)

    async def abort(self, key: str, upload_id: str) -> None:
        """Have S3 forget an upload and its parts, if it is open."""

        def forget(client: "S3Client") -> None:
            if_there(
                lambda: client.abort_multipart_upload(
                    Bucket=self._quarantine, Key=key, UploadId=upload_id
                )
            )

        await self._ask(forget, _SECONDS)

    async def abort_quietly(self, key: str, upload_id: str) -> None:
        """As `abort`, where another error is on its way; what stays open is cleaned up later."""
        try:
            await self.abort(key, upload_id)
        except UnavailableError:
            return

    def _parts(
        self, key: str, upload_id: str, client: "S3Client"
    ) -> list[tuple[int, int, str]] | None:
        listed = if_there(
            lambda: client.list_parts(Bucket=self._quarantine, Key=key, UploadId=upload_id)
        )
        if listed is None:
            return None
        return [
            (part["PartNumber"], part["Size"], part["ETag"]) for part in listed.get("Parts", [])
        ]

"""The only door to S3, with `multipart.py` and `inventory.py`, which widen what is here.

Clients upload to the quarantine bucket; the media one has what was checked.
Keys are `<tenant code>/<asset id>/<rest>`; the rest is random in quarantine, and the file's sha256 in
the media bucket: what lies under such a key never changes. A third bucket has the audit's checkpoints.
"""

import asyncio
import base64
import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import structlog
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    ReadTimeoutError,
)

from api.errors import UnavailableError
from api.media.patience import Patience, patience_with
from api.settings import StorageSettings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import DefaultRetentionTypeDef

_SHORT, _LONG = 6.0, 120.0  # seconds: while somebody waits for the answer, and in the worker
_SLOWEST = 1024**2  # bytes per second that a worker waits for, beyond these
_BLOCK = 1 << 20
_LISTED = 1000  # versions at once
# Threads of their own, so that a storage that hangs does not keep passwords from being checked.
_THREADS = ThreadPoolExecutor(max_workers=16, thread_name_prefix="s3")
_ABSENT = {"404", "NoSuchKey", "NoSuchBucket", "NoSuchUpload", "NotFound"}
_log = structlog.get_logger("api.media")
Result = TypeVar("Result")


@dataclass(frozen=True)
class SignedUpload:
    """A form to post to `url` with `fields` first and the part `file` last, until `expires_at`."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


@cache
def _client(
    endpoint_url: str, region: str, access_key: str, secret_key: str, *, path_style: bool
) -> "S3Client":
    return Session().client(
        "s3",
        endpoint_url=endpoint_url,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            signature_version="s3v4",
            connect_timeout=3,
            read_timeout=10,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": "path" if path_style else "virtual"},
            # boto3's own checksums come as trailers that not every S3 understands; we name ours.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def _connect(settings: StorageSettings, *, public: bool = False) -> "S3Client":
    return _client(
        (public and settings.public_endpoint_url) or settings.endpoint_url,
        settings.region,
        settings.access_key.get_secret_value(),
        settings.secret_key.get_secret_value(),
        path_style=settings.path_style,
    )


def ensure_buckets(settings: StorageSettings) -> None:
    """Create the four buckets where they are missing; blocks. Raises botocore's errors."""
    client = _connect(settings)
    for bucket in (settings.quarantine_bucket, settings.media_bucket, settings.public_bucket):
        if not _exists(client, bucket):
            client.create_bucket(Bucket=bucket)
    if not _exists(client, settings.audit_bucket):
        _create_audit_bucket(client, settings.audit_bucket)


def _exists(client: "S3Client", bucket: str) -> bool:
    try:
        client.head_bucket(Bucket=bucket)
    except ClientError as error:
        if not _is_absent(error):
            raise
        return False
    return True


def _create_audit_bucket(client: "S3Client", bucket: str) -> None:
    """Keeps every version and, where the storage knows locks, five years of them against all but root."""
    retention: DefaultRetentionTypeDef = {"Mode": "GOVERNANCE", "Years": 5}
    try:
        client.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
        client.put_object_lock_configuration(
            Bucket=bucket,
            ObjectLockConfiguration={
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": retention},
            },
        )
    except ClientError as error:
        _log.warning("audit-bucket-without-lock", bucket=bucket, error=_name_of(error))
        if not _exists(client, bucket):
            client.create_bucket(Bucket=bucket)
    try:  # also where a lock brought them along
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    except ClientError as error:
        _log.warning("audit-bucket-without-versions", bucket=bucket, error=_name_of(error))


def _is_absent(error: ClientError) -> bool:
    return error.response["Error"]["Code"] in _ABSENT


def if_there(call: Callable[[], Result]) -> Result | None:
    """What a call gives, None when S3 does not have what it is about."""
    try:
        return call()
    except ClientError as error:
        if _is_absent(error):
            return None
        raise


def _base64(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()


class Store:
    """Cheap to make: the connections behind it are shared by the process.

    Signing is arithmetic. All else asks S3 and raises `UnavailableError` when it gives no answer.
    """

    def __init__(self, settings: StorageSettings) -> None:
        self._settings = settings
        self._quarantine = settings.quarantine_bucket
        self._media = settings.media_bucket

    def sign_upload(self, key: str, content_type: str, size: int, sha256: str) -> SignedUpload:
        """A form that S3 takes for exactly this key, type, size and hash (lower-case hex)."""
        seconds, expires_at = self._lifetime()
        fields = {"Content-Type": content_type, "x-amz-checksum-sha256": _base64(sha256)}
        if self._settings.kms_key_id:
            fields["x-amz-server-side-encryption"] = "aws:kms"
            fields["x-amz-server-side-encryption-aws-kms-key-id"] = self._settings.kms_key_id
        signed = self._signer().generate_presigned_post(
            self._quarantine,
            key,
            Fields=dict(fields),
            Conditions=[
                *({name: value} for name, value in fields.items()),
                ["content-length-range", size, size],
            ],
            ExpiresIn=seconds,
        )
        return SignedUpload(signed["url"], signed["fields"], expires_at)

    def sign_read(self, key: str, content_type: str, disposition: str) -> str:
        """An address to read a checked file from for some minutes, with these headers."""
        return self._signer().generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._media,
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": disposition,
            },
            ExpiresIn=self._settings.read_minutes * 60,
        )

    async def has_upload(self, key: str) -> bool:
        """Whether something was uploaded there."""
        return await self.size_of_upload(key) is not None

    async def size_of_upload(self, key: str) -> int | None:
        """How many bytes were uploaded there; None when nothing was."""

        def head(client: "S3Client") -> int | None:
            head = partial(client.head_object, Bucket=self._quarantine, Key=key)
            found = if_there(head)
            return found["ContentLength"] if found else None

        return await self._ask(head, _SHORT)

    async def fetch_upload(self, key: str, into: BinaryIO, limit: int) -> bool:
        """Copy an upload into a file; False when there is none. Stops soon after `limit` bytes."""
        seconds = _LONG + limit / _SLOWEST
        return await self._ask(partial(_fetch, self._quarantine, key, into, limit), seconds)

    async def fetch_media(
        self, key: str, into: BinaryIO, limit: int, *, in_worker: bool = False
    ) -> bool:
        """Copy a checked file, likewise; not `in_worker`: while somebody waits for the answer."""
        seconds = _LONG + limit / _SLOWEST if in_worker else _SHORT
        return await self._ask(partial(_fetch, self._media, key, into, limit), seconds)

    async def put_media(self, key: str, file: BinaryIO, content_type: str, sha256: str) -> None:
        """Store a checked file; S3 refuses bytes that are not those of `sha256`."""

        def put(client: "S3Client") -> None:
            file.seek(0)
            client.put_object(
                Bucket=self._media,
                Key=key,
                Body=file,
                ContentType=content_type,
                ChecksumSHA256=_base64(sha256),
                **self._encryption(),
            )

        await self._ask(put, _LONG + file.seek(0, os.SEEK_END) / _SLOWEST)

    async def delete_upload(self, key: str) -> None:
        """Remove what was uploaded there, if anything was."""
        await self._ask(
            lambda client: client.delete_object(Bucket=self._quarantine, Key=key), _LONG
        )

    async def delete_media(self, key: str) -> None:
        """Remove a checked file, if it is there."""
        await self._ask(lambda client: client.delete_object(Bucket=self._media, Key=key), _LONG)

    async def put_checkpoint(self, key: str, content: bytes) -> bool:
        """Store a checkpoint of the audit; False when one lies there, which is never overwritten."""

        def put(client: "S3Client") -> bool:
            sha256 = hashlib.sha256(content).hexdigest()
            try:
                client.put_object(
                    Bucket=self._settings.audit_bucket,
                    Key=key,
                    Body=content,
                    ContentType="application/json",
                    ChecksumSHA256=_base64(sha256),
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if error.response["Error"]["Code"] in {"PreconditionFailed", "412"}:
                    return False
                raise
            return True

        return await self._ask(put, _SHORT)

    async def checkpoint_versions(self, prefix: str, after: str) -> list[tuple[str, str]]:
        """Keys that begin so and come behind `after`, in order, each with its first version.

        Of all versions: neither a deletion nor another text under the same key hides what was there.
        """

        def find(client: "S3Client") -> list[tuple[str, str]]:
            ask = partial(
                client.list_object_versions,
                Bucket=self._settings.audit_bucket,
                Prefix=prefix,
                MaxKeys=_LISTED,
            )
            page, first = ask(KeyMarker=after), dict[str, str]()
            while True:
                # The newest version of a key comes first, so that the last one wins.
                first |= {one["Key"]: one["VersionId"] for one in page.get("Versions", [])}
                if not page["IsTruncated"]:
                    return sorted(first.items())
                page = ask(
                    KeyMarker=page["NextKeyMarker"], VersionIdMarker=page["NextVersionIdMarker"]
                )

        return await self._ask(find, _SHORT)

    async def read_checkpoint(self, key: str, version: str) -> bytes:
        """What was stored there."""

        def get(client: "S3Client") -> bytes:
            bucket = self._settings.audit_bucket
            answer = client.get_object(Bucket=bucket, Key=key, VersionId=version)
            with answer["Body"] as body:
                return body.read(_BLOCK)

        return await self._ask(get, _SHORT)

    async def is_reachable(self) -> bool:
        """Whether both buckets of files answer (for `/readyz`; nobody waits for a checkpoint)."""
        return await self._have(self._quarantine, self._media)

    async def has_public_bucket(self) -> bool:
        """Whether the bucket for published pictures answers."""
        return await self._have(self._settings.public_bucket)

    async def _have(self, *buckets: str) -> bool:
        try:
            for bucket in buckets:
                await self._ask(partial(_head_bucket, bucket), _SHORT)
        except UnavailableError:
            return False
        return True

    def _signer(self) -> "S3Client":
        """Signs for the address that clients reach."""
        return _connect(self._settings, public=True)

    def _lifetime(self) -> tuple[int, datetime]:
        """How long an upload that is signed now may begin, in seconds, and until when that is."""
        lifetime = timedelta(minutes=self._settings.upload_minutes)
        until = datetime.now(UTC).replace(microsecond=0) + lifetime
        return int(lifetime.total_seconds()), until

    def _encryption(self) -> dict[str, Any]:
        """What every request that makes an object says besides (SSE-KMS)."""
        key = self._settings.kms_key_id
        return {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key} if key else {}

    async def _ask(self, question: "Callable[[S3Client], Result]", seconds: float) -> Result:
        def ask() -> Result:
            return question(_connect(self._settings))

        # What may take minutes says nothing of a storage when it takes longer.
        patience = patience_with(self._settings.endpoint_url) if seconds <= _SHORT else Patience()
        patience.require()
        try:
            # The thread outlives the timeout by boto3's own; nobody waits for it any more.
            answer = asyncio.get_running_loop().run_in_executor(_THREADS, ask)
            result = await asyncio.wait_for(answer, seconds)
        except (BotoCoreError, ClientError, TimeoutError) as error:
            hangs = isinstance(error, TimeoutError | ConnectTimeoutError | ReadTimeoutError)
            (patience.lose if hangs else patience.regain)()
            _log.warning("storage-unavailable", error=_name_of(error))
            raise UnavailableError from error
        patience.regain()
        return result


def _fetch(bucket: str, key: str, into: BinaryIO, limit: int, client: "S3Client") -> bool:
    found = if_there(partial(client.get_object, Bucket=bucket, Key=key))
    if found is None:
        return False
    with found["Body"] as body:
        while into.tell() <= limit and (block := body.read(_BLOCK)):
            into.write(block)
    into.flush()
    return True


def _head_bucket(bucket: str, client: "S3Client") -> None:
    client.head_bucket(Bucket=bucket)


def _name_of(error: Exception) -> str:
    if isinstance(error, ClientError):
        return error.response["Error"]["Code"]
    return type(error).__name__

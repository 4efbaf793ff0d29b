"""Files: announced to the API, sent straight to the storage, checked by a worker."""

import asyncio
import hashlib
import io
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO
from uuid import UUID

import httpx
from attrs import frozen

from simpul_client.api.assets import complete_asset, get_asset
from simpul_client.client import AuthenticatedClient
from simpul_client.models import (
    AssetAnswer,
    AssetCreate,
    AssetPurpose,
    AssetStatus,
    ContentType,
)
from simpul_client.parts import Json, Parts, answer_of, send, send_async
from simpul_client.problems import raise_for_problem
from simpul_client.transport import REPEATABLE, SteadyTransport
from simpul_client.types import UNSET

_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
}
_IN_MEMORY = 1024 * 1024
_POLL_SECONDS = 0.5
_SENDING = httpx.Timeout(60.0)


class AssetRefusedError(Exception):
    """The file was checked and refused; `findings` says why: a code, a colon and a sentence."""

    def __init__(self, asset: AssetAnswer) -> None:
        super().__init__(asset)
        self.asset = asset
        self.findings = asset.refusal or ""

    def __str__(self) -> str:
        return f"{self.asset.file_name} was refused: {self.findings}"


def upload(
    client: AuthenticatedClient,
    file: Path | BinaryIO | bytes,
    *,
    purpose: AssetPurpose,
    file_name: str | None = None,
    content_type: str | None = None,
    alt: str | None = None,
    wait: float = 60,
    resume: UUID | None = None,
) -> AssetAnswer:
    """The file as a ready asset. `alt` says what a picture shows.

    Name and type are those of a path; give `file_name` for anything else. A large file goes in parts,
    each tried again when the line breaks. `resume` names the asset of an upload of this file that was
    interrupted, for as long as it exists (a day); only what is left is sent.

    Raises `AssetRefusedError` when the check finds something, `UploadInterruptedError` when the line
    broke for too long, `TimeoutError` when the check takes longer than `wait` seconds, `ValueError`
    for a type that the API does not take and for another file than the one to go on with,
    `UnexpectedAnswerError` when the storage refuses, and as `raise_for_problem` does.
    """
    with _opened(file) as content:
        body = _announcement(content, _name(file, file_name), purpose, content_type, alt)
        api = client.get_httpx_client()
        if resume is None:
            made = answer_of(api.post("/v1/assets", json=body.to_dict()))
        else:
            made = _same(answer_of(api.get(f"/v1/assets/{resume}")), body)
            if _is_awaited(made):
                made |= answer_of(api.get(f"/v1/assets/{resume}/upload"))
        identifier = UUID(made["id"])
        if not _is_awaited(made):
            asset = _read(client, identifier)
        else:
            with httpx.Client(transport=_to_storage(), timeout=_SENDING) as http:
                if made["upload"]["method"] == "POST":
                    http.post(**_form(made, content))
                else:
                    send(Parts.of(identifier, made["upload"], content), api, http)
            asset = raise_for_problem(
                complete_asset.sync_detailed(identifier, client=client, if_match=_version(made))
            )
    watch = _Watch(time.monotonic() + wait)
    while not watch.is_over(asset):
        time.sleep(_POLL_SECONDS)
        asset = _read(client, identifier)
    return asset


def _read(client: AuthenticatedClient, identifier: UUID) -> AssetAnswer:
    return raise_for_problem(get_asset.sync_detailed(identifier, client=client))


async def upload_async(
    client: AuthenticatedClient,
    file: Path | BinaryIO | bytes,
    *,
    purpose: AssetPurpose,
    file_name: str | None = None,
    content_type: str | None = None,
    alt: str | None = None,
    wait: float = 60,
    resume: UUID | None = None,
) -> AssetAnswer:
    """As `upload`, without blocking but to read the file."""
    with _opened(file) as content:
        body = _announcement(content, _name(file, file_name), purpose, content_type, alt)
        api = client.get_async_httpx_client()
        if resume is None:
            made = answer_of(await api.post("/v1/assets", json=body.to_dict()))
        else:
            made = _same(answer_of(await api.get(f"/v1/assets/{resume}")), body)
            if _is_awaited(made):
                made |= answer_of(await api.get(f"/v1/assets/{resume}/upload"))
        identifier = UUID(made["id"])
        if not _is_awaited(made):
            asset = await _read_async(client, identifier)
        else:
            async with httpx.AsyncClient(transport=_to_storage(), timeout=_SENDING) as http:
                if made["upload"]["method"] == "POST":
                    await http.post(**_form(made, content))
                else:
                    await send_async(Parts.of(identifier, made["upload"], content), api, http)
            asset = raise_for_problem(
                await complete_asset.asyncio_detailed(
                    identifier, client=client, if_match=_version(made)
                )
            )
    watch = _Watch(time.monotonic() + wait)
    while not watch.is_over(asset):
        await asyncio.sleep(_POLL_SECONDS)
        asset = await _read_async(client, identifier)
    return asset


async def _read_async(client: AuthenticatedClient, identifier: UUID) -> AssetAnswer:
    return raise_for_problem(await get_asset.asyncio_detailed(identifier, client=client))


def _is_awaited(made: Json) -> bool:
    return bool(made["status"] == AssetStatus.AWAITING_UPLOAD)


def _version(made: Json) -> str:
    return f'"{made["version"]}"'


def _same(made: Json, body: AssetCreate) -> Json:
    """The asset to go on with, if it was announced for these bytes."""
    if (made["sha256"], made["size"]) != (body.sha256, body.size):
        raise ValueError("resume names the asset of another file")
    return made


@frozen
class _Watch:
    """Until when to wait for a check."""

    deadline: float

    def is_over(self, asset: AssetAnswer) -> bool:
        """Whether the asset is ready. Raises `AssetRefusedError`, and `TimeoutError` when it is late."""
        if asset.status == AssetStatus.REFUSED:
            raise AssetRefusedError(asset)
        if asset.status == AssetStatus.READY:
            return True
        if time.monotonic() > self.deadline:
            message = f"asset {asset.id} is still {asset.status}; ask for it later"
            raise TimeoutError(message)
        return False


@contextmanager
def _opened(file: Path | BinaryIO | bytes) -> Iterator[IO[bytes]]:
    """The file from its beginning, where it can be read twice. A stream's rest is copied."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            yield opened
    elif isinstance(file, bytes):
        yield io.BytesIO(file)
    else:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
            while chunk := file.read(_IN_MEMORY):
                copy.write(chunk)
            copy.seek(0)
            yield copy


def _name(file: Path | BinaryIO | bytes, file_name: str | None) -> str:
    if file_name is None and isinstance(file, Path):
        return file.name
    if file_name is None:
        raise ValueError("file_name is needed for what is no path")
    return file_name


def _announcement(
    content: IO[bytes],
    file_name: str,
    purpose: AssetPurpose,
    content_type: str | None,
    alt: str | None,
) -> AssetCreate:
    """What `create_asset` wants to know. httpx goes back to the beginning itself."""
    digest = hashlib.file_digest(content, "sha256")  # type: ignore[arg-type]  # any seekable reader
    size = content.seek(0, io.SEEK_END)
    guessed = _TYPES.get(Path(file_name).suffix.lower())
    return AssetCreate(
        purpose=purpose,
        file_name=file_name,
        content_type=ContentType(content_type or guessed or f"unknown: {file_name}"),
        size=size,
        sha256=digest.hexdigest(),
        alt=UNSET if alt is None else alt,
    )


def _to_storage() -> SteadyTransport:
    """For a form that may be sent again: it can only put the same bytes into the same place."""
    return SteadyTransport(promised=lambda _, response: response.is_success)


def _form(made: Json, content: IO[bytes]) -> Json:
    """The upload as httpx's `post` takes it: the storage ignores what comes after the file."""
    return {
        "url": made["upload"]["url"],
        "data": made["upload"]["fields"],
        "files": {"file": (made["file_name"], content, made["content_type"])},
        "extensions": {REPEATABLE: True},
    }

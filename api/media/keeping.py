"""Storing what a check left of an upload: a picture's copies, or the file with its edits."""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from api.media.findings import Copy, Edit, Findings
from api.media.store import Store

_BLOCK = 1 << 20
_ENDINGS = {"image/webp": "webp", "image/jpeg": "jpeg"}


@dataclass(frozen=True)
class Kept:
    """What lies in the media bucket: the file's key, its variants, and the bytes of all of them."""

    key: str
    variants: list[dict[str, Any]]
    size: int


async def keep(
    store: Store,
    findings: Findings,
    content_type: str,
    file: BinaryIO,
    copies: BinaryIO,
    folder: str,
) -> Kept:
    """Store it in `folder`, each copy under its own sha256. Raises `UnavailableError`."""
    if findings.copies:
        return await _keep_copies(store, findings.copies, content_type, copies, folder)
    await asyncio.to_thread(_edit, file, findings.edits)
    key = await _put(store, file, content_type, folder, "")
    return Kept(key, [], file.seek(0, os.SEEK_END))


async def _keep_copies(
    store: Store, made: Sequence[Copy], content_type: str, copies: BinaryIO, folder: str
) -> Kept:
    key, variants, place = "", list[dict[str, Any]](), 0
    for copy in made:
        with _part(copies, place, copy.size) as part:
            place += copy.size
            if not key:  # the picture itself comes first
                key = await _put(store, part, content_type, folder, "")
                continue
            ending = f"-{copy.width}.{_ENDINGS[copy.content_type]}"
            own = await _put(store, part, copy.content_type, folder, ending)
        variants.append(
            {
                "key": own,
                "content_type": copy.content_type,
                "width": copy.width,
                "height": copy.height,
                "size": copy.size,
            }
        )
    return Kept(key, variants, place)


@contextmanager
def _part(whole: BinaryIO, start: int, size: int) -> Iterator[BinaryIO]:
    """Some bytes of a file, as a file."""
    with tempfile.TemporaryFile() as part:
        whole.seek(start)
        while size > 0 and (block := whole.read(min(size, _BLOCK))):
            part.write(block)
            size -= len(block)
        yield part


async def _put(store: Store, file: BinaryIO, content_type: str, folder: str, ending: str) -> str:
    sha256 = await asyncio.to_thread(_hash, file)
    key = f"{folder}{sha256}{ending}"
    await store.put_media(key, file, content_type, sha256)
    return key


def _hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _edit(file: BinaryIO, edits: Sequence[Edit]) -> None:
    for edit in edits:
        file.seek(edit.offset)
        file.write(bytes.fromhex(edit.head))
        left = edit.zeros
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
    file.flush()

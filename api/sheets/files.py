"""Files that jobs make: `<tenant code>/jobs/<job id>/<sha256>` in the media bucket."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from api.media.child import CheckFailedError, run_into
from api.media.rules import disposition
from api.media.store import Store
from api.sheets import marking
from api.sheets.models import Job
from api.sheets.reading import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_WALL_SECONDS = 300.0
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Kept:
    """A file that was stored."""

    key: str
    name: str
    content_type: str
    size: int


def folder(code: str, job: UUID) -> str:
    """What the keys of a job's files begin with."""
    return f"{code}/jobs/{job}/"


async def keep(
    store: Store, code: str, job: UUID, file: BinaryIO, name: str, content_type: str
) -> Kept:
    """Store a file. Raises `UnavailableError`."""
    file.seek(0)
    sum_ = hashlib.sha256()
    while block := file.read(_BLOCK):
        sum_.update(block)
    digest = sum_.hexdigest()
    key = folder(code, job) + digest
    await store.put_media(key, file, content_type, digest)
    return Kept(key, name, content_type, file.seek(0, os.SEEK_END))


async def keep_marked(
    store: Store, code: str, job: UUID, name: str, table: Table, marks: Mapping[int, str]
) -> Kept | None:
    """Store the table again with what is wrong in it; None when it cannot be written."""
    with TemporaryFile() as given, TemporaryFile() as made:
        given.write(json.dumps(marks, ensure_ascii=False).encode() + b"\n")
        table.original.seek(0)
        while block := table.original.read(_BLOCK):
            given.write(block)
        given.seek(0)
        command = marking.command(table.content_type, table.header_line, table.marked)
        with suppress(CheckFailedError):  # it says what is wrong with the table in another way
            if await run_into(command, given, made, _WALL_SECONDS) == 0:
                return await keep(store, code, job, made, name, table.content_type)
    return None


def address(store: Store, job: Job) -> str:
    """Where to read a job's file from for some minutes."""
    kind = str(job.result_type)
    shown = disposition(str(job.result_name), kind)
    return store.sign_read(str(job.result_key), kind, shown.replace("inline", "attachment", 1))

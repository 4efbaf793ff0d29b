"""Announcing and uploading files as a regional system does."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

import psycopg
from httpx2 import AsyncClient, Response

from tests.world import Caller

Json = dict[str, Any]


def announcement(data: bytes, **changed: Any) -> Json:
    """The body of create_asset for some bytes."""
    return {
        "purpose": "attachment",
        "file_name": "foto kegiatan.png",
        "content_type": "image/png",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "alt": "Peserta lokakarya",
        **changed,
    }


async def announce(caller: Caller, data: bytes, **changed: Any) -> Json:
    """A new asset for these bytes, as it was answered."""
    answer = await caller.post("/v1/assets", announcement(data, **changed))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def post_form(upload: Json, data: bytes, **fields: str) -> Response:
    """Post the form to S3 itself, with some fields changed."""
    async with AsyncClient(timeout=30) as plain:
        return await plain.post(
            upload["url"],
            data={**upload["fields"], **fields},
            files={"file": ("file", data, "application/octet-stream")},
        )


async def uploaded(caller: Caller, data: bytes, **changed: Any) -> Json:
    """A new asset whose bytes are in S3."""
    made = await announce(caller, data, **changed)
    answer = await post_form(made["upload"], data)
    assert answer.status_code == 204, answer.text
    return made


async def completed(caller: Caller, data: bytes, **changed: Any) -> Json:
    """A new asset that waits for its check; with the upload form that it was given."""
    made = await uploaded(caller, data, **changed)
    answer = await caller.post(f"/v1/assets/{made['id']}/complete", version=1)
    assert answer.status_code == 200, answer.text
    return {**answer.json(), "upload": made["upload"]}


async def read(caller: Caller, identifier: str) -> Json:
    """The asset as it is now."""
    answer = await caller.get(f"/v1/assets/{identifier}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def download(url: str) -> Response:
    """What the address gives to anybody who has it."""
    async with AsyncClient(timeout=30) as plain:
        return await plain.get(url)


def key_in(url: str) -> str:
    """The object's key in an address of path style."""
    return urlsplit(url).path.split("/", 2)[2]


async def ask(url: str, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows past row-level security."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        return await (await connection.execute(statement, values)).fetchall()

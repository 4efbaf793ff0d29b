"""Answers that phones and proxies may keep: a strong ETag per encoding, and small bodies.

30 seconds, and five minutes when we are down: a retraction must reach everybody (DESIGN 6).
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping

import brotli
import zstandard
from fastapi import Request, Response
from pydantic import BaseModel

from api.listing import link_to_next
from api.negotiation import qualities

CACHE_CONTROL = "public, max-age=30, stale-while-revalidate=30, stale-if-error=300"
_SMALLEST = 500  # bytes; below it compression costs more than it saves
_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": zstandard.ZstdCompressor(level=6).compress,
    "br": lambda body: brotli.compress(body, quality=4),
    "gzip": lambda body: gzip.compress(body, compresslevel=5, mtime=0),
}


def cacheable(request: Request, answer: BaseModel, **about: str) -> Response:
    """The answer as JSON in the best encoding that the caller takes; 304 when he has it.

    `about`: further headers that describe it. What they say must show in the body, too: it is the
    body that the ETag is of.
    """
    link = link_to_next(request, getattr(answer, "next_cursor", None))
    body = answer.model_dump_json().encode()
    return cacheable_bytes(request, body, "application/json", {**about, **link})


def cacheable_bytes(
    request: Request, body: bytes, media_type: str, more: Mapping[str, str] | None = None
) -> Response:
    """A body likewise, with `more` headers."""
    encoding = _choose(request.headers.get("accept-encoding", "")) if len(body) > _SMALLEST else ""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}{"-" if encoding else ""}{encoding}"'
    headers = {
        **(more or {}),
        "ETag": etag,
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Accept-Encoding",
    }
    if _has(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
        body = _ENCODERS[encoding](body)
    return Response(body, media_type=media_type, headers=headers)


def _choose(header: str) -> str:
    """The encoding that Accept-Encoding ranks first; of equals, the one that saves most."""
    accepted = qualities(header)
    ranks = {name: accepted.get(name, accepted.get("*", 0.0)) for name in _ENCODERS}
    best = max(ranks, key=lambda name: ranks[name])
    return best if ranks[best] > 0 else ""


def _has(header: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return etag in tags or "*" in tags

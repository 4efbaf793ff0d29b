"""Ogg with Opus, as telephones record voices: whether it is that and whole, and what it says.

RFC 3533 (pages), RFC 7845 (Opus in them). The comments are blanked in place, so nothing moves. Runs
in the child process only.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from api.media.findings import Edit, Findings, Refusal, RefusedError

_HEADER = struct.Struct("<4sBBqIIIB")
_CRC_AT = 22
_CONTINUED, _FIRST = 1, 2
_FULL = 255  # a segment of this length goes on in the next
_MOST_PAGES = 500_000
_MOST_COMMENTS = 5_000  # pages: more than a picture of the largest file takes
_NO_COMMENTS = b"OpusTags" + bytes(8)  # no vendor, none of the others
_MIRRORED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@dataclass(frozen=True)
class _Page:
    start: int
    head: bytes
    table: bytes
    body: bytes
    flags: int
    stream: int

    @property
    def body_at(self) -> int:
        return self.start + len(self.head) + len(self.table)

    @property
    def ends_packet(self) -> bool:
        return min(self.table, default=_FULL) < _FULL


def check_opus(file: BinaryIO) -> Findings:
    """One stream of Opus that fills the file; its comments are to be blanked."""
    pages = _pages(file)
    first = next(pages)
    if not (first.flags & _FIRST and first.body.startswith(b"OpusHead")):
        raise RefusedError(Refusal.TYPE)
    edits = list(_blanked(pages, first))
    sound = 0
    for page in pages:
        _require_same(page, first)
        sound += len(page.body)
    if not sound:
        raise RefusedError(Refusal.DAMAGED)
    return Findings(edits=edits)


def _require_same(page: _Page, first: _Page) -> None:
    if page.stream != first.stream or page.flags & _FIRST:
        raise RefusedError(Refusal.TRACKS)


def _blanked(pages: Iterator[_Page], first: _Page) -> Iterator[Edit]:
    """Edits for the pages with the comments: none is left, and zeros fill their place."""
    begun = False
    for number, page in enumerate(pages):
        _require_same(page, first)
        if number >= _MOST_COMMENTS:
            raise RefusedError(Refusal.HEAVY)
        if not begun and not page.body.startswith(b"OpusTags"):
            break
        if begun and not page.flags & _CONTINUED:
            break
        start = b"" if begun else _NO_COMMENTS
        begun = True
        zeros = len(page.body) - len(start)
        if zeros < 0:
            break
        yield Edit(page.start + _CRC_AT, _checksum(page, start + bytes(zeros)).hex())
        yield Edit(page.body_at, start.hex(), zeros)
        if page.ends_packet:
            return
    raise RefusedError(Refusal.DAMAGED)


def _pages(file: BinaryIO) -> Iterator[_Page]:
    end, place = file.seek(0, 2), 0
    file.seek(0)
    for _ in range(_MOST_PAGES):
        if place == end:
            break
        page, checksum = _read(file, place)
        if _checksum(page, page.body) != checksum:
            raise RefusedError(Refusal.DAMAGED)
        yield page
        place = page.body_at + len(page.body)
    if place != end:
        raise RefusedError(Refusal.HEAVY)


def _read(file: BinaryIO, place: int) -> tuple[_Page, bytes]:
    head = file.read(_HEADER.size)
    capture, version, flags, _, stream, _, _, segments = _HEADER.unpack(head)
    table = file.read(segments)
    body = file.read(sum(table))
    if capture != b"OggS" or version or len(table) != segments or len(body) != sum(table):
        raise RefusedError(Refusal.DAMAGED)
    return _Page(place, head, table, body, flags, stream), head[_CRC_AT : _CRC_AT + 4]


def _checksum(page: _Page, body: bytes) -> bytes:
    """A page's checksum: zlib's polynomial, but each byte the other way round and no inversions."""
    head = page.head[:_CRC_AT] + bytes(4) + page.head[_CRC_AT + 4 :]
    data = (head + page.table + body).translate(_MIRRORED)
    found = zlib.crc32(data, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{found:032b}"[::-1], 2).to_bytes(4, "little")

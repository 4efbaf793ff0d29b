"""MP4 and M4A: whether they are that and whole, and what they say beside picture and sound.

ISO 14496-12: a file is a row of boxes, some of which hold boxes. Those that players need are kept;
each of the others (places, names, thumbnails, whatever a camera adds) becomes free space of the same
length, so that nothing else in the file moves. Runs in the child process only.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from api.media.findings import Edit, Findings, Refusal, RefusedError

_VIDEO_BRANDS = re.compile(rb"iso[2-9m]|mp4[12]|avc1|M4V|MSNV|dash|3gp[4-9]")
_SOUND_BRANDS = re.compile(rb"iso[2-9m]|mp4[12]|M4[AB] |dash|3gp[4-9]")
_MOST_BOXES = 100_000
_MOST_EDITS = 10_000
_SHORT, _LONG = 8, 16  # bytes of a header
_HANDLER = 8  # where a handler's type lies in its box
# What each box may hold: b"" is the file itself, and what is no key here holds no boxes.
_NEEDED = {
    name.encode(): frozenset(inside.encode().split())
    for name, inside in {
        "": "ftyp styp sidx ssix moov moof mdat mfra prft",
        "moov": "mvhd trak mvex iods",
        "trak": "tkhd mdia edts tref",
        "edts": "elst",
        "mdia": "mdhd hdlr minf elng",
        "minf": "vmhd smhd nmhd dinf stbl",
        "stbl": "stsd stts ctts cslg stss stsh sdtp stsc stsz stz2 stco co64 padb stdp sgpd sbgp subs",
        "mvex": "mehd trex",
        "moof": "mfhd traf",
        "traf": "tfhd tfdt trun sdtp sgpd sbgp subs saiz saio",
    }.items()
}
_TRACKS = {b"vide", b"soun"}


@dataclass(frozen=True)
class _Box:
    name: bytes
    start: int
    body: int
    end: int


@dataclass
class _Seen:
    edits: list[Edit] = field(default_factory=list)
    top: set[bytes] = field(default_factory=set)
    tracks: int = 0
    handlers: list[bytes] = field(default_factory=list)
    boxes: int = 0


def check_video(file: BinaryIO) -> Findings:
    """An MP4 with at least one track of pictures; otherwise sound at most."""
    seen = _check(file, _VIDEO_BRANDS)
    if b"vide" not in seen.handlers:
        raise RefusedError(Refusal.TYPE)
    return Findings(edits=seen.edits)


def check_sound(file: BinaryIO) -> Findings:
    """An M4A: sound alone."""
    seen = _check(file, _SOUND_BRANDS)
    if set(seen.handlers) != {b"soun"}:
        raise RefusedError(Refusal.TYPE)
    return Findings(edits=seen.edits)


def _check(file: BinaryIO, brands: re.Pattern[bytes]) -> _Seen:
    file.seek(_SHORT)
    if not brands.match(file.read(4)):
        raise RefusedError(Refusal.TYPE)
    seen = _Seen()
    _walk(file, _Box(b"", 0, 0, file.seek(0, 2)), seen)
    if not {b"moov", b"mdat"} <= seen.top or not seen.tracks == len(seen.handlers) > 0:
        raise RefusedError(Refusal.DAMAGED)
    return seen


def _walk(file: BinaryIO, outer: _Box, seen: _Seen) -> None:
    needed = _NEEDED[outer.name]
    for box in _boxes(file, outer, seen):
        if not outer.name:
            seen.top.add(box.name)
        if box.name not in needed:
            seen.edits += _freed(box)
            if len(seen.edits) > _MOST_EDITS:
                raise RefusedError(Refusal.HEAVY)
        elif box.name == b"hdlr":
            seen.handlers.append(_handler(file, box))
        elif box.name in _NEEDED:
            seen.tracks += box.name == b"trak"
            _walk(file, box, seen)


def _boxes(file: BinaryIO, outer: _Box, seen: _Seen) -> Iterator[_Box]:
    place = outer.body
    while place < outer.end:
        seen.boxes += 1
        box = _box(file, place, outer.end)
        if box.body > box.end or box.end > outer.end:
            raise RefusedError(Refusal.DAMAGED)
        if seen.boxes > _MOST_BOXES:
            raise RefusedError(Refusal.HEAVY)
        yield box
        place = box.end


def _box(file: BinaryIO, place: int, end: int) -> _Box:
    file.seek(place)
    size, name = struct.unpack(">I4s", file.read(_SHORT))
    if size == 1:  # a 64-bit size follows
        (size,) = struct.unpack(">Q", file.read(_LONG - _SHORT))
        return _Box(name, place, place + _LONG, place + size)
    # 0: to the end of what it is in
    return _Box(name, place, place + _SHORT, place + size if size else end)


def _freed(box: _Box) -> list[Edit]:
    rename = Edit(box.start + 4, b"free".hex())
    return [rename, Edit(box.body, "", box.end - box.body)] if box.end > box.body else [rename]


def _handler(file: BinaryIO, box: _Box) -> bytes:
    file.seek(box.body + _HANDLER)
    handler = file.read(4)
    if handler not in _TRACKS:
        # Such a track's samples lie between all others: it cannot be taken out in place.
        raise RefusedError(Refusal.TRACKS)
    return handler

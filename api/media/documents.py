"""PDF, MP4, XLSX and CSV: whether they are that, and whole. Runs in the child process only."""

import codecs
import re
import struct
import zipfile
from typing import BinaryIO

from api.media.findings import Refusal, RefusedError

_TAIL = 2048
_MP4_BRANDS = re.compile(rb"iso[2-9m]|mp4[12]|avc1|M4V|MSNV|dash|3gp[4-9]")
_MOST_BOXES = 20_000
_MOST_PARTS = 5_000
_MOST_UNPACKED = 300 * 1024 * 1024  # bytes
_BLOCK = 1 << 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check_pdf(file: BinaryIO) -> None:
    """ISO 32000: a PDF ends with its cross-reference offset and an end-of-file marker."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise RefusedError(Refusal.DAMAGED)


def check_mp4(file: BinaryIO) -> None:
    """ISO 14496-12: boxes that fill the file exactly, a brand of MP4, an index and data."""
    boxes = _boxes(file)
    file.seek(8)
    if not _MP4_BRANDS.match(file.read(4)):
        raise RefusedError(Refusal.TYPE)
    if b"moov" not in boxes or b"mdat" not in boxes:
        raise RefusedError(Refusal.DAMAGED)


def _boxes(file: BinaryIO) -> set[bytes]:
    end, place, found = file.seek(0, 2), 0, set[bytes]()
    for _ in range(_MOST_BOXES):
        if place == end:
            return found
        file.seek(place)
        size, name = struct.unpack(">I4s", file.read(8))
        if size == 1:  # a 64-bit size follows
            (size,) = struct.unpack(">Q", file.read(8))
        elif size == 0:  # to the end of the file
            size = end - place
        if size < 8 or place + size > end:  # noqa: PLR2004 - the header's own length
            break
        found.add(name)
        place += size
    raise RefusedError(Refusal.DAMAGED)


def check_xlsx(file: BinaryIO) -> None:
    """ECMA-376: a ZIP with a workbook; unpacks to the last byte, within limits, without macros."""
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
            raise RefusedError(Refusal.TYPE)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise RefusedError(Refusal.MACROS)
        if len(parts) > _MOST_PARTS:
            raise RefusedError(Refusal.HEAVY)
        _unpack(package, parts)


def _unpack(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    # Counted as it comes: what a bomb says of its own size is not to be believed.
    left = _MOST_UNPACKED
    for part in parts:
        with package.open(part) as content:
            while block := content.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise RefusedError(Refusal.HEAVY)


def check_csv(file: BinaryIO) -> None:
    """UTF-8 text (RFC 4180 leaves the encoding open) without control characters."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    try:
        while block := file.read(_BLOCK):
            if _CONTROL.search(decode(block)):
                raise RefusedError(Refusal.TYPE)
        decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise RefusedError(Refusal.ENCODING) from error

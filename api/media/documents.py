"""XLSX and CSV: whether they are that, and whole. Runs in the child process only."""

import codecs
import re
import zipfile
from typing import BinaryIO

from api.media.csvs import EncodingError, encoding_of
from api.media.findings import Findings, Refusal, RefusedError
from api.media.places import HEAD, tells_place

_MOST_PARTS = 5_000
_MOST_UNPACKED = 300 * 1024 * 1024  # bytes
_BLOCK = HEAD
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TYPES = "[Content_Types].xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_SNIFFED = 16
# Types of their own that may be written in plain text: PDF, PostScript, RTF, scripts.
_OTHER_TEXTS = (b"%PDF-", b"%!PS", b"{\\rtf", b"#!")
_EMBEDDED = "xl/embeddings/"
_ARCHIVES = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x1f\x8b\x08",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf",
)


def check_xlsx(file: BinaryIO) -> Findings:
    """ECMA-376: a ZIP with a workbook; unpacks to the last byte, within limits, without macros."""
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if not {_TYPES, "xl/workbook.xml"} <= names:
            raise RefusedError(Refusal.TYPE)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise RefusedError(Refusal.MACROS)
        if any(name.lower().startswith(_EMBEDDED) for name in names):
            raise RefusedError(Refusal.EMBEDDED)
        if len(parts) > _MOST_PARTS:
            raise RefusedError(Refusal.HEAVY)
        _unpack(package, parts)
    return Findings()


def _unpack(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    # Counted as it comes: what a bomb says of its own size is not to be believed.
    left = _MOST_UNPACKED
    for part in parts:
        with package.open(part) as content:
            block = content.read(_BLOCK)
            _check_part(part.filename, block)
            while block:
                left -= len(block)
                if left < 0:
                    raise RefusedError(Refusal.HEAVY)
                block = content.read(_BLOCK)


def _check_part(name: str, beginning: bytes) -> None:
    if beginning.startswith(_ARCHIVES):
        raise RefusedError(Refusal.EMBEDDED)
    if name == _TYPES and len(beginning) == _BLOCK:  # what it says behind that is not looked at
        raise RefusedError(Refusal.HEAVY)
    if name == _TYPES and _MACROS.search(beginning):
        raise RefusedError(Refusal.MACROS)
    if name.startswith("xl/media/") and tells_place(beginning):
        raise RefusedError(Refusal.LOCATION)


def check_csv(file: BinaryIO) -> Findings:
    """Text as spreadsheets write it (RFC 4180 leaves the encoding open), without control characters."""
    if file.read(_SNIFFED).startswith(_OTHER_TEXTS):
        raise RefusedError(Refusal.TYPE)
    try:
        decode = codecs.getincrementaldecoder(encoding_of(file))().decode
    except EncodingError as error:
        raise RefusedError(Refusal.ENCODING) from error
    while block := file.read(_BLOCK):
        if _CONTROL.search(decode(block)):
            raise RefusedError(Refusal.TYPE)
    return Findings()

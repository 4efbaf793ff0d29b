"""PDF: whether it is whole, and does nothing by itself. Runs in the child process only.

A PDF is never rewritten: that would break the electronic signature of an official letter. So what
cannot stay is refused. qpdf reads what hides in compressed objects; a search of the bytes would not.
"""

import base64
import zlib
from collections.abc import Callable
from itertools import takewhile
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Object, Stream

from api.media.findings import Findings, Refusal, RefusedError
from api.media.places import HEAD, tells_place

_TAIL = 2048
_DEEPEST = 100
_MOST_OBJECTS = 500_000
_SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMediaExecute"}
_FILES = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
_ASCII85_END = b"~>"


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, HEAD)


def _of_ascii85(data: bytes) -> bytes:
    return base64.a85decode(data[: 2 * HEAD].partition(_ASCII85_END)[0])


def _of_hex(data: bytes) -> bytes:
    return bytes.fromhex(data[: 2 * HEAD].partition(b">")[0].decode("ascii"))


# What libraries that make PDFs wrap photos in; pikepdf unpacks all filters of a stream or none.
_WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    **dict.fromkeys(("/FlateDecode", "/Fl"), _inflated),
    **dict.fromkeys(("/ASCII85Decode", "/A85"), _of_ascii85),
    **dict.fromkeys(("/ASCIIHexDecode", "/AHx"), _of_hex),
}


def check_pdf(file: BinaryIO) -> Findings:
    """ISO 32000: a PDF ends with its cross-reference offset and an end-of-file marker."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _TAIL))
    tail = file.read()
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise RefusedError(Refusal.DAMAGED)
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as document:
            _check(document)
    except pikepdf.PasswordError as error:
        raise RefusedError(Refusal.LOCKED) from error
    return Findings()


def _check(document: pikepdf.Pdf) -> None:
    _look(document.trailer, 0)  # some viewers take a catalogue that is written there, no object
    for number, thing in enumerate(document.objects):
        if number > _MOST_OBJECTS:
            raise RefusedError(Refusal.HEAVY)
        if isinstance(thing, Object):
            _look(thing, 0)


def _look(thing: Object, depth: int) -> None:
    """Look at an object and at those written inside it; the others come by themselves."""
    if depth > _DEEPEST:
        raise RefusedError(Refusal.HEAVY)
    if isinstance(thing, Stream):
        _check_stream(thing)
        thing = thing.stream_dict
    if isinstance(thing, Dictionary):
        _check_keys(set(thing.keys()), thing.get("/S"))
        inside = [value for _, value in thing.items()]
    else:
        inside = list(thing) if isinstance(thing, pikepdf.Array) else []
    for value in inside:
        if isinstance(value, Object) and not value.is_indirect:
            _look(value, depth + 1)


def _check_keys(keys: set[str], action: object) -> None:
    if keys & _SCRIPTS or (action is not None and str(action) in _ACTIONS):
        raise RefusedError(Refusal.SCRIPTS)
    if keys & _FILES:
        raise RefusedError(Refusal.EMBEDDED)


def _check_stream(stream: Stream) -> None:
    is_picture = stream.get("/Subtype") == pikepdf.Name.Image
    if not is_picture and stream.get("/Type") != pikepdf.Name.Metadata:
        return
    if tells_place(_beginning(stream)):
        raise RefusedError(Refusal.LOCATION)


def _beginning(stream: Stream) -> bytes:
    data, filters = stream.read_raw_bytes(), stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    try:
        for name in takewhile(_WRAPPINGS.__contains__, names):
            data = _WRAPPINGS[name](data)
    except (ValueError, zlib.error):
        pass  # what is broken is looked at as it is
    return data

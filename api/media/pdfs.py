"""PDF: whether it is whole, and does nothing by itself. Runs in the child process only.

A PDF is never rewritten: that would break the electronic signature of an official letter. So what
cannot stay is refused. qpdf reads what hides in compressed objects; a search of the bytes would not.
"""

import zlib
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, Object, ObjectType, Stream

from api.media.findings import Findings, Refusal, RefusedError
from api.media.places import HEAD, tells_place

_TAIL = 2048
_DEEPEST = 100
_MOST_OBJECTS = 500_000
_SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition", "/RichMediaExecute"}
_FILES = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
_HOLDERS = {ObjectType.dictionary, ObjectType.stream, ObjectType.array}


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
    raw, filters = stream.read_raw_bytes(), stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names[0] != "/FlateDecode":
        return raw
    try:
        return zlib.decompressobj().decompress(raw, HEAD)
    except zlib.error:
        return raw

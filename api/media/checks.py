"""What a file really is: `python -m api.media.checks TYPE SIZE SHA256 < FILE`, in a child process.

It prints the bytes of the pictures that it made, and as its last line what it found
(`findings.Findings`): `{"refusal": null, "width": 1200, "height": 630, ...}`. What it reads was made by
strangers, so nothing of the application is imported and no secret is in its environment.
"""

import hashlib
import json
import re
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from api.media import documents, images, isom, ogg
from api.media.findings import Findings, Refusal, RefusedError
from api.media.variants import Output

# Bytes of address space, so that this and the worker stay below 512 MiB together.
MEMORY = 308 * 1024 * 1024
SECONDS = 60  # of processor time: the largest picture, made anew, takes a third of it
_NEARLY = 0.6
_SNIFFED = 1024
_MARKUP = (b"<script", b"<svg", b"<html", b"<!doctype html", b"<iframe", b"<body")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class _Kind:
    looks_right: Callable[[bytes], bool]
    look_closer: Callable[[BinaryIO, Output], Findings]


def _picture(name: str, looks_right: Callable[[bytes], bool]) -> _Kind:
    return _Kind(looks_right, lambda file, output: images.remake(file, name, output))


def _other(looks_right: Callable[[bytes], bool], check: Callable[[BinaryIO], Findings]) -> _Kind:
    return _Kind(looks_right, lambda file, _: check(file))


def _check_pdf(file: BinaryIO) -> Findings:
    from api.media import pdfs  # no picture has to wait for it, and make room

    return pdfs.check_pdf(file)


_KINDS = {
    "image/jpeg": _picture("JPEG", lambda head: head.startswith(b"\xff\xd8\xff")),
    "image/png": _picture("PNG", lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    "image/gif": _picture("GIF", lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
    "image/webp": _picture("WEBP", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    "application/pdf": _other(lambda head: head.startswith(b"%PDF-"), _check_pdf),
    "video/mp4": _other(lambda head: head[4:8] == b"ftyp", isom.check_video),
    "audio/mp4": _other(lambda head: head[4:8] == b"ftyp", isom.check_sound),
    "audio/ogg": _other(lambda head: head.startswith(b"OggS"), ogg.check_opus),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _other(
        lambda head: head.startswith(_ZIP), documents.check_xlsx
    ),
    "text/csv": _other(lambda _: True, documents.check_csv),
}


def check(file: BinaryIO, content_type: str, size: int, sha256: str, copies: BinaryIO) -> Findings:
    """Look into a seekable file that should be of this type, size in bytes and hash (hex).

    What is stored instead of a picture is written to `copies`.
    """
    try:
        _check_bytes(file, size, sha256)
        kind = _KINDS[content_type]
        _check_head(_head(file), kind)
        return kind.look_closer(file, Output(copies))
    except RefusedError as refused:
        return Findings(refused.refusal)
    except MemoryError:
        return Findings(Refusal.HEAVY)
    except Exception:  # noqa: BLE001 - decoders of damaged input raise anything
        return Findings(Refusal.HEAVY if _was_short() else Refusal.DAMAGED)


def _was_short() -> bool:
    """Whether memory may have been what was wrong: decoders say of both that the file is broken."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY:
        return False
    peak = re.search(r"VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return peak is not None and int(peak[1]) * 1024 > limit * _NEARLY


def _check_bytes(file: BinaryIO, size: int, sha256: str) -> None:
    digest, found = hashlib.sha256(), 0
    while block := file.read(1 << 20):
        digest.update(block)
        found += len(block)
    if found != size:
        raise RefusedError(Refusal.SIZE)
    if digest.hexdigest() != sha256:
        raise RefusedError(Refusal.SHA256)


def _head(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(_SNIFFED)
    file.seek(0)
    return head


def _check_head(head: bytes, kind: _Kind) -> None:
    # Also UTF-16, whose every second byte is NUL; browsers read a byte order mark first.
    text = head.replace(b"\0", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f")
    if text.startswith(b"<") or any(tag in text for tag in _MARKUP):
        raise RefusedError(Refusal.MARKUP)
    if not kind.looks_right(head):
        old = head.startswith(_OLE)
        raise RefusedError(Refusal.OLD_WORKBOOK if old else Refusal.TYPE)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))


def main(arguments: Sequence[str]) -> None:
    """Check standard input, and print what is to be stored and what was found."""
    _limit()
    content_type, size, sha256 = arguments
    printed = sys.stdout.buffer
    findings = check(sys.stdin.buffer, content_type, int(size), sha256, printed)
    printed.write(b"\n" + _line(findings))


def _line(findings: Findings) -> bytes:
    try:
        return json.dumps(asdict(findings)).encode()
    except MemoryError:
        # The file's doing, not ours: with a status of its own it would be tried again without end.
        return json.dumps(asdict(Findings(Refusal.HEAVY))).encode()


if __name__ == "__main__":
    main(sys.argv[1:])

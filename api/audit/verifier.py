"""Verifies a chain of the audit of Simpul.

One file, long for that reason: it needs Python 3.9 and nothing else, no network, database or library.

    python verifier.py EXPORT [--against CHECKPOINT.json] [--language en]

It prints one line, and exits with 0 (the chain holds), 1 (it does not) or 2 (the file cannot be read).
The server and `simpul audit verify` use the same file. Each event's hash is the lower-case hex of

    sha256(previous | seq | at | body)

with bars between them and the whole in UTF-8: `previous` is the hash of the event before (empty for
the first), `seq` counts from 1, `at` is a moment as 2026-10-01T08:00:00.000000Z, and `body` is the text
as it was recorded.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO, Iterable, Iterator, NamedTuple, Sequence  # noqa: UP035 - 3.9

FORMAT = "simpul-audit/1"
# What may be wrong with a chain, in Indonesian and in English.
DETAILS = {
    "edited": (
        "Peristiwa ini diubah: hash tidak cocok dengan isinya.",
        "This event was edited: its hash is not that of its content.",
    ),
    "deleted": (
        "Peristiwa dengan nomor ini dihapus dari rantai.",
        "The event of this number was deleted from the chain.",
    ),
    "inserted": (
        "Peristiwa ini disisipkan: rantai tidak pernah memuatnya di sini.",
        "This event was inserted: the chain never had it here.",
    ),
    "reordered": (
        "Peristiwa lain menempati nomor ini: urutannya diubah.",
        "Another event stands under this number: the order was changed.",
    ),
    "cut-tail": (
        "Ujung rantai dipotong mulai dari nomor ini: checkpoint membuktikan ada kelanjutannya.",
        "The chain was cut off from this number on: a checkpoint proves that it went on.",
    ),
    "checkpoint-mismatch": (
        "Riwayat ditulis ulang: pada nomor ini checkpoint mencatat hash yang lain.",
        "History was rewritten: the checkpoint has another hash under this number.",
    ),
    "incomplete": (
        "Berkas ini tidak lengkap: ujungnya hilang. Ekspor sekali lagi.",
        "This file is incomplete: its end is missing. Export it again.",
    ),
}
_LONGEST_LINE = 64 * 1024 * 1024  # bytes


class Link(NamedTuple):
    """One event of a chain."""

    seq: int
    at: str
    body: str
    previous: str
    hash: str


class Checkpoint(NamedTuple):
    """A place in a chain and the hash that it had when somebody looked."""

    seq: int
    hash: str


class Fault(NamedTuple):
    """The first thing that is wrong; `kind` is a key of `DETAILS`."""

    seq: int
    kind: str


class Verdict(NamedTuple):
    """What a chain is worth. `head` is its last event; `found`: the checkpoints that it has."""

    events: int
    head: Link | None
    fault: Fault | None
    found: tuple[Checkpoint, ...]


class UnreadableError(ValueError):
    """A file that is no export, or no checkpoint."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what} {why}")


def hash_of(previous: str, seq: int, at: str, body: str) -> str:
    """The hash that an event must have."""
    return hashlib.sha256(f"{previous}|{seq}|{at}|{body}".encode()).hexdigest()


def _is_whole(link: Link) -> bool:
    return hash_of(link.previous, link.seq, link.at, link.body) == link.hash


class Verifier:
    """Takes the events of a chain one by one, in the order of their numbers; keeps three of them.

    `after`: do not begin with the first event, but behind this checkpoint.
    """

    def __init__(
        self, checkpoints: Iterable[Checkpoint] = (), after: Checkpoint | None = None
    ) -> None:
        self._checkpoints = sorted(set(checkpoints))
        self._found: set[Checkpoint] = set()
        self._mismatch: Fault | None = None
        self._start = after or Checkpoint(0, "")
        self._events = 0
        self._head: Link | None = None
        self._case: _Case | None = None

    def take(self, link: Link) -> None:
        """The next event."""
        self._events += 1
        self._compare(link)
        if self._case:
            self._case.see(link)
            return
        before = self._head
        seq, previous = (before.seq, before.hash) if before else self._start
        if link.seq == seq + 1 and link.previous == previous and _is_whole(link):
            self._head = link
        else:
            self._case = _Case(before, Checkpoint(seq + 1, previous), link)

    def verdict(self) -> Verdict:
        """What is to be said once the last event was taken."""
        fault = self._case.conclude() if self._case else self._mismatch or self._cut()
        head = self._case.last if self._case else self._head
        return Verdict(self._events, head, fault, tuple(sorted(self._found)))

    def _compare(self, link: Link) -> None:
        for checkpoint in self._checkpoints:
            if checkpoint.seq == link.seq:
                if checkpoint.hash == link.hash:
                    self._found.add(checkpoint)
                elif self._mismatch is None:
                    self._mismatch = Fault(link.seq, "checkpoint-mismatch")

    def _cut(self) -> Fault | None:
        end = self._head.seq if self._head else self._start.seq
        beyond = any(checkpoint.seq > end for checkpoint in self._checkpoints)
        return Fault(end + 1, "cut-tail") if beyond else None


class _Case:
    """The first place where a chain does not hold, and what the events behind it tell about it.

    `wanted` is the place: its number, and the hash of the event before it (`before`).
    """

    def __init__(self, before: Link | None, wanted: Checkpoint, link: Link) -> None:
        self._before, self._wanted, self._link = before, wanted, link
        self._next: Link | None = None
        self._displaced = False  # what belongs here stands further behind
        self._early = self._fits(link, link.previous, wanted.seq + 1, link.hash)  # and the reverse
        self.last = link

    @staticmethod
    def _fits(link: Link, previous: str, seq: int, known: str) -> bool:
        return hash_of(previous, seq, link.at, link.body) == known

    def see(self, other: Link) -> None:
        """An event behind that place."""
        seq, previous = self._wanted
        link, self.last = self._link, other
        self._next = self._next or other
        here = hash_of(previous, seq, other.at, other.body)
        self._displaced |= here in {link.hash, other.hash}
        self._early |= self._fits(link, link.previous, other.seq, link.hash)
        self._early |= self._fits(link, other.previous, other.seq, other.hash)
        # Two bodies that changed places, and nothing else did.
        if hash_of(link.previous, seq, link.at, other.body) == link.hash:
            swapped = hash_of(other.previous, other.seq, other.at, link.body) == other.hash
            self._displaced, self._early = self._displaced | swapped, self._early | swapped

    def conclude(self) -> Fault:
        """What happened at that place."""
        seq, link = self._wanted.seq, self._link
        if link.seq < seq:
            return Fault(link.seq, "inserted")
        if link.seq > seq:
            return self._gap()
        if _is_whole(link):
            return self._unlinked()
        before = self._before
        # The event before may have been put there, and those behind it numbered anew.
        pushed = before is not None and link.previous == before.previous
        if before and pushed and self._fits(link, link.previous, before.seq, link.hash):
            return Fault(before.seq, "inserted")
        if self._displaced:
            return Fault(seq, "reordered" if self._early else "inserted")
        return Fault(seq, "deleted" if self._early else "edited")

    def _gap(self) -> Fault:
        if self._displaced:
            return Fault(self._wanted.seq, "reordered")
        followed = self._next is not None and self._next.previous == self._link.hash
        if not followed and not _is_whole(self._link):
            return Fault(self._link.seq, "inserted")
        return Fault(self._wanted.seq, "deleted")

    def _unlinked(self) -> Fault:
        """It names another event than the one before it; which of the two is false."""
        believed = self._next is None or self._next.previous == self._link.hash
        if believed and self._before:
            return Fault(self._before.seq, "edited")
        return Fault(self._wanted.seq, "edited")


def verify(links: Iterable[Link], checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Whether these events are one whole chain that has all these checkpoints."""
    verifier = Verifier(checkpoints)
    for link in links:
        verifier.take(link)
    return verifier.verdict()


class Export:
    """An export as it is read: `tenant` and `checkpoint` at once, `links` one by one."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _lines_of(file)
        header = next(self._lines, None) or {}
        if header.get("format") != FORMAT:
            raise UnreadableError("the first line", f"is no header of {FORMAT}")
        self.tenant = _text(header, "tenant")
        self.checkpoint = _checkpoint_in(header.get("checkpoint"))
        self.head: Checkpoint | None = None
        self.complete = False

    def links(self) -> Iterator[Link]:
        """The events; afterwards `complete` says whether the end was there, and `head` what it named."""
        for line in self._lines:
            if self.complete:
                raise UnreadableError("the file", "goes on behind its end")
            if "events" in line:
                self.complete, self.head = True, _checkpoint_in(line.get("head"))
            else:
                texts = [_text(line, name) for name in ("at", "body", "previous", "hash")]
                yield Link(_number(line, "seq"), *texts)


def verify_export(export: Export, checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Whether an export is one whole chain to its end, and has its own and these checkpoints."""
    own = [export.checkpoint] if export.checkpoint else []
    found = verify(export.links(), [*own, *checkpoints])
    if found.fault is not None and found.fault.kind != "cut-tail":
        return found
    head = Checkpoint(found.head.seq, found.head.hash) if found.head else None
    if not export.complete or (head != export.head and found.fault is None):
        shorter = export.head is not None and export.head.seq > (head.seq if head else 0)
        kind = "cut-tail" if shorter else "incomplete"
        return found._replace(fault=Fault((head.seq if head else 0) + 1, kind))
    return found


def read_checkpoint(content: bytes) -> tuple[str, Checkpoint]:
    """A checkpoint as it lies in the storage: its tenant, and what it says."""
    try:
        line = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the checkpoint", "is no JSON") from error
    found = _checkpoint_in(line)
    if found is None:
        raise UnreadableError("the checkpoint", "is none")
    return _text(line, "tenant"), found


def _lines_of(file: BinaryIO) -> Iterator[dict[str, Any]]:
    for number in range(1, sys.maxsize):
        raw = file.readline(_LONGEST_LINE)
        if not raw:
            return
        try:
            line = json.loads(raw.decode())
        except (ValueError, RecursionError) as error:
            if number > 1 and not raw.endswith(b"\n"):
                return  # the file was cut here, which its missing end tells
            raise UnreadableError("a line", "is no JSON") from error
        if not isinstance(line, dict):
            raise UnreadableError("a line", "is no JSON object")
        yield line


def _text(line: dict[str, Any], name: str) -> str:
    value = line.get(name)
    try:
        if isinstance(value, str) and value.encode() is not None:
            return value
    except UnicodeEncodeError as error:  # a lone surrogate
        raise UnreadableError(name, "is no text") from error
    raise UnreadableError(name, "is missing")


def _number(line: dict[str, Any], name: str) -> int:
    value = line.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise UnreadableError(name, "is missing")
    return value


def _checkpoint_in(line: Any) -> Checkpoint | None:  # noqa: ANN401 - JSON
    if line is None:
        return None
    if not isinstance(line, dict):
        raise UnreadableError("the checkpoint", "is none")
    return Checkpoint(_number(line, "seq"), _text(line, "hash"))


def check(file: Path, against: Path | None = None, language: str = "id") -> tuple[int, str]:
    """The exit status and the one line about an export in a file."""
    try:
        known = read_checkpoint(against.read_bytes()) if against else None
        with file.open("rb") as opened:
            export = Export(opened)
            if known and known[0] != export.tenant:
                raise UnreadableError("the checkpoint", "is of another tenant")  # noqa: TRY301
            found = verify_export(export, [known[1]] if known else [])
    except OSError as error:
        return 2, f"unreadable: {error.filename}: {error.strerror}"
    except UnreadableError as error:
        return 2, f"unreadable: {error}"
    about = f"tenant={export.tenant} events={found.events}"
    if found.fault:
        detail = DETAILS[found.fault.kind][language == "en"]
        return 1, f"INVALID {about} fault={found.fault.kind} seq={found.fault.seq}: {detail}"
    head = f"head={found.head.seq} hash={found.head.hash}" if found.head else "head=0"
    seen = ",".join(str(checkpoint.seq) for checkpoint in found.found) or "none"
    return 0, f"valid {about} {head} checkpoints={seen}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The script."""
    parser = argparse.ArgumentParser(description="Verify an exported audit chain of Simpul.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path, help="a checkpoint, as it lies in the storage")
    parser.add_argument("--language", choices=("id", "en"), default="id")
    given = parser.parse_args(arguments)
    status, line = check(given.file, given.against, given.language)
    sys.stdout.write(f"{line}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())

"""What the verifier says of chains that somebody touched: without server and database, as it runs alone."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from api.audit import verifier
from api.audit.verifier import DETAILS, Checkpoint, Export, Fault, Link, UnreadableError, Verdict
from tests.audit.links import exported, made, rehashed

CHAIN = made(12)
HEAD = Checkpoint(12, CHAIN[11].hash)
FORGED = '{"action":"forged"}'
PLACES = (1, 2, 6, 11, 12)
Damage = Callable[[int], list[Link]]


def replaced(seq: int, **changed: str) -> list[Link]:
    return [link._replace(**changed) if link.seq == seq else link for link in CHAIN]  # type: ignore[arg-type]


def forged(seq: int) -> Link:
    return rehashed(CHAIN[seq - 1]._replace(body=FORGED))


def renumbered(links: list[Link]) -> list[Link]:
    return [link._replace(seq=seq) for seq, link in enumerate(links, start=1)]


def swapped(one: int, other: int, *names: str) -> list[Link]:
    """Two events whose values of these names changed places."""
    links = list(CHAIN)
    first, second = links[one - 1], links[other - 1]
    links[one - 1] = first._replace(**{name: getattr(second, name) for name in names})
    links[other - 1] = second._replace(**{name: getattr(first, name) for name in names})
    return links


def without(seq: int) -> list[Link]:
    return [link for link in CHAIN if link.seq != seq]


def with_forged(seq: int, digest: str | None = None) -> list[Link]:
    link = forged(seq)._replace(hash=digest) if digest else forged(seq)
    return [*CHAIN[: seq - 1], link, *CHAIN[seq - 1 :]]


def by_number(links: list[Link]) -> list[Link]:
    """As the database reads them."""
    return sorted(links, key=lambda link: link.seq)


EDITED: dict[str, Damage] = {
    "body": lambda seq: replaced(seq, body=FORGED),
    "moment": lambda seq: replaced(seq, at="2026-10-01T08:00:00.999999Z"),
    "hash": lambda seq: replaced(seq, hash="0" * 64),
    "previous": lambda seq: replaced(seq, previous="0" * 64),
    "number": lambda seq: replaced(seq, body=CHAIN[seq % 12].body),
}
DELETED: dict[str, Damage] = {
    "gap": without,
    "renumbered": lambda seq: renumbered(without(seq)),
}
INSERTED: dict[str, Damage] = {
    "renumbered": lambda seq: renumbered(with_forged(seq)),
    "renumbered-wrong-hash": lambda seq: renumbered(with_forged(seq, "1" * 64)),
    "twice-before": with_forged,
    "twice-before-wrong-hash": lambda seq: with_forged(seq, "1" * 64),
    "twice-after": lambda seq: by_number([*CHAIN, forged(seq)]),
}
ROW = ("at", "body", "previous", "hash")
REORDERED: dict[str, Damage] = {
    "rows-next": lambda seq: swapped(seq, seq % 12 + 1, *ROW),
    "rows-far": lambda seq: swapped(seq, (seq + 5) % 12 + 1, *ROW),
    "contents": lambda seq: swapped(seq, seq % 12 + 1, "at", "body"),
    "bodies": lambda seq: swapped(seq, (seq + 5) % 12 + 1, "body"),
    "lines": lambda seq: swapped(seq, (seq + 5) % 12 + 1, "seq", *ROW),
}


def cases(kinds: dict[str, Damage]) -> list[ParameterSet]:
    return [
        pytest.param(damage, seq, id=f"{name}-{seq}")
        for name, damage in kinds.items()
        for seq in PLACES
    ]


class TestVerify:
    def test_a_whole_chain_holds(self) -> None:
        found = verifier.verify(iter(CHAIN), [Checkpoint(5, CHAIN[4].hash), HEAD])
        assert found == Verdict(12, CHAIN[-1], None, (Checkpoint(5, CHAIN[4].hash), HEAD))
        assert verifier.verify([]) == Verdict(0, None, None, ())

    @pytest.mark.parametrize(("damage", "seq"), cases(EDITED))
    def test_finds_what_was_edited(self, damage: Damage, seq: int) -> None:
        found = verifier.verify(damage(seq), [HEAD])
        assert (found.fault, found.events) == (Fault(seq, "edited"), 12)

    @pytest.mark.parametrize("seq", PLACES[:-1])
    def test_finds_what_was_edited_and_hashed_anew(self, seq: int) -> None:
        links = [*CHAIN[: seq - 1], forged(seq), *CHAIN[seq:]]
        assert verifier.verify(links).fault == Fault(seq, "edited")

    @pytest.mark.parametrize(("damage", "seq"), cases(DELETED))
    def test_finds_what_was_deleted(self, damage: Damage, seq: int) -> None:
        last = Fault(12, "cut-tail")
        found = verifier.verify(damage(seq), [HEAD]).fault
        assert found == (last if seq == 12 else Fault(seq, "deleted"))

    @pytest.mark.parametrize(("damage", "seq"), cases(INSERTED))
    def test_finds_what_was_inserted(self, damage: Damage, seq: int) -> None:
        assert verifier.verify(damage(seq)).fault == Fault(seq, "inserted")

    def test_finds_a_copy_far_behind(self) -> None:
        links = [*CHAIN, CHAIN[3]._replace(seq=1_000_004)]
        assert verifier.verify(links).fault == Fault(1_000_004, "inserted")

    @pytest.mark.parametrize(("damage", "seq"), cases(REORDERED))
    def test_finds_what_was_moved(self, damage: Damage, seq: int) -> None:
        links = damage(seq)
        first = next(
            n for n, pair in enumerate(zip(links, CHAIN, strict=True), 1) if pair[0] != pair[1]
        )
        assert verifier.verify(links).fault == Fault(first, "reordered")

    @pytest.mark.parametrize("left", [0, 1, 11])
    def test_finds_a_cut_tail_by_the_checkpoint_alone(self, left: int) -> None:
        assert verifier.verify(CHAIN[:left], [HEAD]).fault == Fault(left + 1, "cut-tail")
        assert verifier.verify(CHAIN[:left]).fault is None

    def test_finds_history_that_was_written_anew(self) -> None:
        links = made(5)
        for seq in range(6, 15):
            last = links[-1]
            links.append(rehashed(Link(seq, last.at, FORGED, last.hash, "")))
        assert verifier.verify(links).fault is None
        known = [Checkpoint(5, CHAIN[4].hash), Checkpoint(9, CHAIN[8].hash), HEAD]
        found = verifier.verify(links, known)
        assert found.fault == Fault(9, "checkpoint-mismatch")
        assert found.found == (Checkpoint(5, CHAIN[4].hash),)

    def test_goes_on_behind_a_checkpoint(self) -> None:
        for links, fault in ((CHAIN[5:], None), (CHAIN[6:], Fault(6, "deleted"))):
            continued = verifier.Verifier(after=Checkpoint(5, CHAIN[4].hash))
            for link in links:
                continued.take(link)
            assert continued.verdict().fault == fault

    def test_every_fault_is_explained_in_both_languages(self) -> None:
        assert all(len(set(texts)) == 2 for texts in DETAILS.values())


class TestExport:
    def read(self, content: bytes, *checkpoints: Checkpoint) -> Verdict:
        return verifier.verify_export(Export(io.BytesIO(content)), checkpoints)

    def test_a_whole_one_holds(self) -> None:
        assert self.read(exported(CHAIN), HEAD).fault is None
        assert self.read(exported([])).fault is None

    def test_no_cut_of_it_does(self) -> None:
        whole = exported(made(3))
        first = whole.index(b"\n") + 1
        for length in range(first, len(whole) - 1):  # without its last newline it is whole
            found = self.read(whole[:length]).fault
            assert found
            assert found.kind == "incomplete"
        for length in range(first - 1):
            with pytest.raises(UnreadableError):
                self.read(whole[:length])

    def test_a_tail_that_was_taken_out_is_missed(self) -> None:
        lines = exported(CHAIN).splitlines(keepends=True)
        assert self.read(b"".join([*lines[:-3], lines[-1]])).fault == Fault(11, "cut-tail")

    def test_its_own_checkpoint_counts(self) -> None:
        known = {"seq": 12, "hash": HEAD.hash}
        assert self.read(exported(CHAIN, checkpoint=known)).found == (HEAD,)
        cut = exported(CHAIN[:9], checkpoint=known)
        assert self.read(cut).fault == Fault(10, "cut-tail")

    def test_an_end_that_names_another_head_is_none(self) -> None:
        lines = exported(CHAIN).splitlines(keepends=True)
        other = json.dumps({"events": 12, "head": {"seq": 12, "hash": "0" * 64}}).encode()
        assert self.read(b"".join([*lines[:-1], other])).fault == Fault(13, "incomplete")

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\x89PNG\r\n",
            b"[]\n",
            b"{}\n",
            b'{"format":"simpul-audit/2","tenant":"32"}\n',
            b'{"format":"simpul-audit/1"}\n',
            b'{"format":"simpul-audit/1","tenant":"32","checkpoint":7}\n',
            exported(CHAIN) + b"{}\n",
            exported(CHAIN) + exported(CHAIN).splitlines(keepends=True)[-1],
            exported(CHAIN) + exported(CHAIN).splitlines(keepends=True)[3],
            exported(CHAIN).replace(b'"seq": 3', b'"seq": "3"'),
            exported(CHAIN).replace(b'"seq": 3', b'"seq": true'),
            exported(CHAIN).replace(b"forged", b"x").replace(b'"at": "2026', b'"at": "\\ud800', 1),
            exported(CHAIN).replace(b'"body"', b'"boby"'),
            exported(CHAIN).replace(b"\n", b"\nnonsense\n", 2),
            exported(CHAIN).replace(b"\n", b"\n" + b"[" * 100_000 + b"\n", 1),
            b"\xff\xfe" + exported(CHAIN),
        ],
        ids=range(17),
    )
    def test_what_is_none_is_said_to_be_unreadable(self, content: bytes) -> None:
        with pytest.raises(UnreadableError):
            self.read(content)

    def test_is_read_link_by_link(self) -> None:
        class Endless(io.RawIOBase):
            lines = iter(exported(CHAIN).splitlines(keepends=True))
            given = 0

            def readline(self, size: int | None = -1, /) -> bytes:
                del size
                self.given += 1
                return next(self.lines)

        source = Endless()
        links = Export(source).links()  # type: ignore[arg-type]
        for number in range(1, 5):
            assert next(links).seq == number
            assert source.given == number + 1


class TestScript:
    """The file on its own, as an inspectorate runs it: no package of ours, another folder."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        shutil.copy(verifier.__file__, tmp_path / "verifier.py")
        (tmp_path / "good.ndjson").write_bytes(exported(CHAIN))
        (tmp_path / "bad.ndjson").write_bytes(exported(replaced(4, body=FORGED)))
        (tmp_path / "known.json").write_text(
            json.dumps({"tenant": "32.04", "seq": 14, "hash": "0" * 64})
        )
        (tmp_path / "other.json").write_text(json.dumps({"tenant": "32", "seq": 1, "hash": "0"}))
        return tmp_path

    def run(self, folder: Path, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", "verifier.py", *arguments],
            cwd=folder,
            env={},
            capture_output=True,
            check=False,
        )
        assert done.stderr == b""
        return done.returncode, done.stdout.decode()

    def test_says_that_a_chain_holds(self, folder: Path) -> None:
        line = f"valid tenant=32.04 events=12 head=12 hash={HEAD.hash} checkpoints=none\n"
        assert self.run(folder, "good.ndjson") == (0, line)

    @pytest.mark.parametrize(("language", "place"), [("id", 0), ("en", 1)])
    def test_says_what_is_wrong_in_one_line(self, folder: Path, language: str, place: int) -> None:
        line = f"INVALID tenant=32.04 events=12 fault=edited seq=4: {DETAILS['edited'][place]}\n"
        assert self.run(folder, "bad.ndjson", "--language", language) == (1, line)

    def test_takes_a_checkpoint_from_elsewhere(self, folder: Path) -> None:
        status, line = self.run(folder, "good.ndjson", "--against", "known.json")
        assert (status, line.split(":")[0]) == (
            1,
            "INVALID tenant=32.04 events=12 fault=cut-tail seq=13",
        )

    @pytest.mark.parametrize(
        "arguments",
        [
            ["absent.ndjson"],
            ["known.json"],
            ["good.ndjson", "--against", "other.json"],
            ["good.ndjson", "--against", "bad.ndjson"],
            ["."],
        ],
        ids="-".join,
    )
    def test_says_what_it_cannot_read(self, folder: Path, arguments: list[str]) -> None:
        status, line = self.run(folder, *arguments)
        assert status == 2
        assert line.startswith("unreadable: ")
        assert line.count("\n") == 1

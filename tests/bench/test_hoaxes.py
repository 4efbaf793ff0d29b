"""Reading and cleaning rows. All sentences are invented."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from api.clarifications.schemas import ClarificationCreate
from bench.hoaxes import Hoax, UnreadableError, clean, draft_of, read


def row(**fields: Any) -> dict[str, Any]:
    invented = {"title": "Jembatan contoh tidak runtuh", "message": "Jembatan contoh runtuh!"}
    return {"id": "uji-1", "date": "1 Jan 2024", "category": "others", **invented, **fields}


class TestClean:
    def test_leaves_a_good_row_alone(self) -> None:
        assert clean(row()) == Hoax(
            reference="uji-1",
            title="Jembatan contoh tidak runtuh",
            claim="Jembatan contoh runtuh!",
            topic="other",
            altered=False,
        )

    def test_takes_the_colons_off_a_title(self) -> None:
        found = clean(row(title=": : Jembatan contoh"))
        assert (found.title, found.altered) == ("Jembatan contoh", True)

    def test_makes_a_title_one_line(self) -> None:
        assert clean(row(title="Jembatan\r\n contoh")).title == "Jembatan contoh"

    @pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\ud800"])
    def test_takes_out_what_nobody_sees(self, bad: str) -> None:
        found = clean(row(title=f"Jem{bad}batan", message=f"Run{bad}tuh\nsemua"))
        assert (found.title, found.claim, found.altered) == ("Jembatan", "Runtuh\nsemua", True)

    def test_cuts_what_is_too_long(self) -> None:
        found = clean(row(title="t" * 301, message="m" * 5001))
        assert (len(found.title), len(found.claim), found.altered) == (300, 5000, True)
        assert found.title.endswith("t…")
        assert found.claim.endswith("m…")

    def test_leaves_what_just_fits(self) -> None:
        assert not clean(row(title="t" * 300, message="m" * 5000)).altered

    @pytest.mark.parametrize("empty", ["", " : ", None, "\x00"])
    def test_makes_a_missing_title_of_the_message(self, empty: str | None) -> None:
        found = clean(row(title=empty, message="Runtuh\nsemua " + "a" * 400))
        assert (len(found.title), found.title[:12], found.altered) == (300, "Runtuh semua", True)

    def test_makes_a_missing_message_of_the_title(self) -> None:
        found = clean(row(message=" "))
        assert (found.claim, found.altered) == (found.title, True)

    @pytest.mark.parametrize(
        "fields", [{"title": "", "message": None}, {"id": ""}, {"id": None}, {"id": "\x00"}]
    )
    def test_refuses_a_row_that_says_nothing(self, fields: dict[str, Any]) -> None:
        with pytest.raises(UnreadableError):
            clean(row(**fields))

    def test_keeps_long_ids_apart(self) -> None:
        one, two = (clean(row(id="x" * 120 + end)).reference for end in "ab")
        assert one != two
        assert len(one) == len(two) == 100

    @pytest.mark.parametrize(
        ("category", "title", "topic"),
        [
            ("politics", "Rapat contoh", "politics"),
            ("scam", "Undian contoh", "crime"),
            ("scam", "Tautan BANSOS contoh", "social_aid"),
            ("scam", "Lowongan contoh", "jobs"),
            ("others", "Bantuan contoh", "other"),
            ("never heard of", "Jembatan contoh", "other"),
        ],
    )
    def test_finds_a_topic(self, category: str, title: str, topic: str) -> None:
        assert clean(row(category=category, title=title)).topic == topic


class TestDraft:
    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"id": "ü/?# " * 40},
            {"id": 7, "title": 8, "message": ["no", "text"]},
            {"title": ":" * 400, "message": "\u2029😀" * 3000},
            {"title": "\u00a0\u3000t", "message": "<script>\n\n# m\v\f\u0085"},
        ],
    )
    def test_is_taken_by_the_api(self, fields: dict[str, Any]) -> None:
        draft = draft_of(clean(row(**fields)), ["32.04", "32"])
        taken = ClarificationCreate.model_validate(draft)
        assert taken.title == draft["title"]
        assert taken.sources
        json.dumps(draft, ensure_ascii=False).encode()


class TestRead:
    def test_names_the_lines_that_are_no_rows(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps(row()), "", "{", "[]", "[" * 100_000, json.dumps(row()), "{}"]
        path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
        first, *others = read(path)
        assert isinstance(first, Hoax)
        assert [str(each) for each in others] == [
            "line 3: not a JSON object",
            "line 4: not a JSON object",
            "line 5: not a JSON object",
            "line 6: its id was there before",
            "line 7: no id",
        ]

    def test_reads_compressed_files(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.jsonl.gz"
        path.write_bytes(gzip.compress(json.dumps(row()).encode()))
        assert len(list(read(path))) == 1

    @pytest.mark.parametrize(
        "content", [b"plain", gzip.compress(b"{}" * 5000)[:-20]], ids=["plain", "cut"]
    )
    def test_says_when_a_file_is_broken(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "rows.jsonl.gz"
        path.write_bytes(content)
        with pytest.raises(UnreadableError, match=r"rows\.jsonl\.gz cannot be read"):
            list(read(path))

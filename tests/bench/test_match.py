"""Matching's bench: what it counts and writes, and that it runs on rows of our own."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from bench.haystack import Tongue, load
from bench.match import Query, ask_all, ask_baseline, main, rows_of, title_of
from bench.match_results import Found, MatchReport, write
from bench.measured import Measured
from bench.odd_ids import is_odd
from bench.sending import Sender
from bench.sign_in import Account, OpenClient, Person
from tests.matching.messages import words
from tests.world import World

FIGURES = re.compile(
    r"first=[01]\.\d{3} among_five=[01]\.\d{3} baseline_first=[01]\.\d{3} baseline_among_five=[01]\.\d{3}"
)


class TestFound:
    def test_counts_what_is_first_and_what_is_among_them(self) -> None:
        found = Found()
        for titles in (["a", "b"], ["b", "a"], ["b"], []):
            found.count(titles, "a")
        assert found.shares() == (0.25, 0.5)

    def test_of_nothing_nothing_is_found(self) -> None:
        assert Found().shares() == (0, 0)


class TestReport:
    def test_ends_with_the_figures(self, tmp_path: Path) -> None:
        measured = Measured({"12 words": [0.001 * n for n in range(1, 1001)]})
        report = MatchReport(measured, rows=3, found=Found(1000, 782, 894))
        assert FIGURES.fullmatch(report.figures())
        assert report.figures().startswith("first=0.782 among_five=0.894 ")
        assert [round(v) for v in report.latencies()[0][2]] == [500, 990, 999]
        write(report, tmp_path)
        assert "| 12 words | 1000 | 500.0 | 990.0 | 999.0 |" in (tmp_path / "match.md").read_text()
        assert (tmp_path / "match.svg").read_text().startswith("<svg")


class TestFiles:
    @pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
    def test_are_read_packed_or_not(self, tmp_path: Path, name: str) -> None:
        rows = [{"id": "a-1", "title": " x\x00 y "}, {"id": "a-2", "title": "z" * 400}]
        text = "\n".join(map(json.dumps, rows)) + "\n\n"
        opened: Any = gzip.open if name.endswith("gz") else open
        with opened(tmp_path / name, "wt") as file:
            file.write(text)
        assert rows_of(tmp_path / name) == rows
        assert [title_of(row) for row in rows] == ["x y", "z" * 300]
        assert [is_odd(row) for row in rows] == [True, False]

    def test_odd_ones_are_passed_on(self, tmp_path: Path) -> None:
        file = tmp_path / "rows.jsonl"
        file.write_text('{"id": "a-10", "message": "x"}\n{"id": "a-11", "message": "é"}\n')
        run = [sys.executable, "-m", "bench.odd_ids", str(file)]
        made = subprocess.run(run, capture_output=True, text=True, check=True)
        assert [json.loads(line) for line in made.stdout.splitlines()] == rows_of(file)[1:]


class TestTongue:
    def test_speaks_alike_every_time(self) -> None:
        assert Tongue().headline() == Tongue().headline() != Tongue(6).headline()
        assert len(Tongue().words(12).split()) == 12


async def test_asks_the_service_and_the_baseline(
    world: World, settings: Settings, open_client: OpenClient
) -> None:
    titles = [words(6) for _ in range(5)]
    assert await load(settings, iter(titles), start=900_000) == 5
    queries = [Query(title, f"sebarkan!! {title.upper()} \x00") for title in titles]
    queries += [Query("tidak ada", words(5)), Query("tidak ada", "a")]
    human, measured = world.people["32"]["viewer"], Measured()
    person = Person(Account("32", human.email, human.password), open_client, measured)
    async with open_client() as http:
        found = await ask_all(Sender(http, measured), person, queries)
    assert found == await ask_baseline(settings, queries) == Found(7, 5, 5)


@pytest.mark.long
def test_the_command_starts_a_stack_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [{"id": f"a-{n}", "title": words(6), "message": words(9)} for n in range(4)]
    rows += [{"id": f"b-{n}", "title": (told := words(6)), "message": told} for n in range(4)]
    file.write_text("\n".join(map(json.dumps, rows)))
    arguments = ["--queries", str(file), "--haystack", str(file), "--results", str(tmp_path)]
    assert main(arguments) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "first=0.500 among_five=0.500 baseline_first=0.500 baseline_among_five=0.500"

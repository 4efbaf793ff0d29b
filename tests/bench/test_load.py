"""The load, in this process: five rows of invented text, by the people of the small province."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col
from typer import Typer
from typer.testing import CliRunner

from api.clarifications.models import Clarification, ClarificationRevision, SharedClarification
from bench.hoaxes import read
from bench.load import Rows, load, main
from bench.load_results import Report, write
from bench.publishing import CredentialsError
from bench.sign_in import OpenClient
from tenants.session import Sessions, transaction
from tests.channels.bodies import scope_of
from tests.world import World

OFFICES = ("32.01", "32.04", "32.73")
FIGURES = re.compile(
    r"load: rows=5 seconds=\d+\.\d requests_per_second=\d+\.\d errors=0 rss_mb=unknown"
)


def make_file(path: Path) -> list[str]:
    """Five rows; gives their ids."""
    ids = [f"uji-{uuid4()}" for _ in range(5)]
    titles = [": Kabar contoh", "", "Kabar \x00rahasia", "k" * 400, "Bansos contoh"]
    rows = [
        {"id": identifier, "title": title, "category": "scam", "message": f"Pesan {identifier}"}
        for identifier, title in zip(ids, titles, strict=True)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return ids


async def stored(
    sessions: Sessions, ids: list[str]
) -> list[tuple[Clarification, ClarificationRevision]]:
    """What the offices' own tables hold of these references."""
    found: list[tuple[Clarification, ClarificationRevision]] = []
    query = (
        select(Clarification, ClarificationRevision)
        .join(
            ClarificationRevision,
            col(ClarificationRevision.clarification_id) == col(Clarification.id),
        )
        .where(col(Clarification.external_reference).in_(ids))
    )
    for code in OFFICES:
        async with transaction(sessions, await scope_of(sessions, code)) as session:
            found += [(row, revision) for row, revision in await session.execute(query)]
    return found


class TestLoad:
    async def test_publishes_by_different_people_and_never_twice(
        self,
        tmp_path: Path,
        credentials: dict[str, Any],
        open_client: OpenClient,
        sessions: Sessions,
        world: World,
    ) -> None:
        ids = make_file(tmp_path / "rows.jsonl")
        rows = list(read(tmp_path / "rows.jsonl"))
        first = await load(rows, credentials, open_client, concurrency=3, beyond_every=2)
        self.published_all(first, resumed=0)
        assert first.countersigned == 2
        assert first.requests == 5 * 4 + 2
        await self.by_different_people(sessions, world, ids)

        second = await load(rows, credentials, open_client, concurrency=3, beyond_every=2)
        self.published_all(second, resumed=5)
        assert second.requests == 5 * 2  # create is refused, the row is read
        assert len(await stored(sessions, ids)) == 5

    def published_all(self, report: Report, *, resumed: int) -> None:
        assert report.failures == []
        assert report.ended == {"published": 5}
        assert (report.rows, report.resumed, report.altered) == (5, resumed, 4)

    async def by_different_people(self, sessions: Sessions, world: World, ids: list[str]) -> None:
        found = await stored(sessions, ids)
        assert len({row.number for row, _ in found}) == len({row.slug for row, _ in found}) == 5
        assert {row.external_reference for row, _ in found} == set(ids)
        for row, revision in found:
            assert row.number
            assert row.slug
            tenant = revision.regions[0]
            people = world.people[tenant]
            assert [str(author) for author in revision.author_ids] == [people["operator"].person_id]
            assert str(revision.approved_by) == people["verifier"].person_id
            if revision.regions == [tenant, "32"]:
                assert str(revision.countersigned_by) == world.people["32"]["verifier"].person_id
            else:
                assert revision.countersigned_by is None
        async with transaction(sessions, await scope_of(sessions, "32")) as session:
            numbers = [row.number for row, _ in found]
            query = select(SharedClarification).where(col(SharedClarification.number).in_(numbers))
            assert len((await session.scalars(query)).all()) == 5

    async def test_goes_on_from_the_state_that_it_finds(
        self,
        tmp_path: Path,
        credentials: dict[str, Any],
        open_client: OpenClient,
        world: World,
    ) -> None:
        ids = make_file(tmp_path / "rows.jsonl")
        operator = await world.caller("32.01", "operator")
        draft = {"title": "Sudah ada", "claim_reviewed": "Sudah ada", "verdict": "false"}
        more = {"topic": "other", "body": "Isi.", "sources": [{"title": "Sumber"}]}
        made = await operator.post(
            "/v1/clarifications", {**draft, **more, "external_reference": ids[0]}
        )
        await operator.post(
            f"/v1/clarifications/{made.json()['id']}/submit", version=made.json()["version"]
        )
        report = await load(self.first(tmp_path), credentials, open_client)
        assert report.failures == []
        assert (report.resumed, report.ended) == (1, {"published": 1})
        assert list(report.measured.seconds) == [
            "sign_in",
            "create_clarification",
            "get_clarification",
            "approve_clarification",
            "publish_clarification",
        ]

    def first(self, folder: Path) -> Rows:
        return list(read(folder / "rows.jsonl"))[:1]

    async def test_reports_what_the_api_refuses_and_goes_on(
        self, tmp_path: Path, credentials: dict[str, Any], open_client: OpenClient
    ) -> None:
        path = tmp_path / "rows.jsonl"
        ids = make_file(path)
        path.write_text("no JSON\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        viewers = [each for each in credentials["people"] if each["roles"] == ["viewer"]]
        powerless = [{**each, "roles": ["operator"]} for each in viewers]
        verifiers = [each for each in credentials["people"] if each["roles"] == ["verifier"]]
        people = {"people": [*powerless, *verifiers]}
        report = await load(list(read(path)), people, open_client)
        assert (report.rows, len(report.failures), report.ended) == (6, 6, {})
        assert "line 1: not a JSON object" in report.failures
        refused = next(each for each in report.failures if each.startswith(ids[0]))
        assert "create_clarification: 403 permission-required" in refused

    @pytest.mark.parametrize("people", [None, [], [{"tenant": "32.01"}]])
    async def test_says_which_people_it_needs(self, people: Any, open_client: OpenClient) -> None:
        with pytest.raises(CredentialsError, match="credentials"):
            await load([], {"people": people}, open_client)

    async def test_gives_up_where_nobody_can_sign_in(
        self, tmp_path: Path, credentials: dict[str, Any], open_client: OpenClient
    ) -> None:
        wrong = [{**each, "email": f"no-{each['email']}"} for each in credentials["people"]]
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps({"id": f"uji-{place}", "title": "Contoh"}) for place in range(40)]
        path.write_text("\n".join(lines), encoding="utf-8")
        report = await load(list(read(path)), {"people": wrong}, open_client, concurrency=1)
        assert (report.rows, len(report.failures), report.not_tried) == (25, 25, 15)
        assert "cannot sign in: /login answered 401" in report.failures[0]


class TestResults:
    async def test_are_written(
        self, tmp_path: Path, credentials: dict[str, Any], open_client: OpenClient
    ) -> None:
        make_file(tmp_path / "rows.jsonl")
        report = await load(list(read(tmp_path / "rows.jsonl")), credentials, open_client)
        assert FIGURES.fullmatch(report.figures())
        report.memory = {"api": 150_000_000, "worker": 90_400_000}
        write(report, tmp_path / "results")
        page = (tmp_path / "results" / "load.md").read_text(encoding="utf-8")
        assert "| memory | api 150 + worker 90 = 240 MB resident |" in page
        assert "| create_clarification | 5 |" in page
        chart = (tmp_path / "results" / "load.svg").read_text(encoding="utf-8")
        assert chart.count("</text>") == 3 + 3 * len(report.measured.seconds)
        assert report.figures().endswith("rss_mb=240")


class TestCommand:
    def run(self, *arguments: str) -> tuple[int, str]:
        command = Typer()
        command.command()(main)
        result = CliRunner().invoke(command, ["--base-url", "http://127.0.0.1:1", *arguments])
        return result.exit_code, result.stderr

    def test_says_when_something_is_not_there(self, tmp_path: Path) -> None:
        people, rows = tmp_path / "credentials.json", tmp_path / "rows.jsonl"
        arguments = ("--credentials", str(people), "--file", str(rows))
        code, said = self.run(*arguments)
        assert (code, "credentials.json cannot be read" in said) == (2, True)
        people.write_text("[]", encoding="utf-8")
        code, said = self.run(*arguments)
        assert (code, "are not a JSON object" in said) == (2, True)
        people.write_text("{}", encoding="utf-8")
        code, said = self.run(*arguments)
        assert (code, "rows.jsonl cannot be read" in said) == (2, True)
        rows.write_text("\n", encoding="utf-8")
        code, said = self.run(*arguments)
        assert (code, "holds no rows" in said) == (2, True)
        make_file(rows)
        code, said = self.run(*arguments)
        assert (code, "Nothing answers at http://127.0.0.1:1" in said) == (2, True)

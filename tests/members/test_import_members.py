import asyncio
import signal
import time
from tempfile import TemporaryFile
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.media import tables
from api.media.child import run
from api.members import importing
from api.settings import Settings
from tenants.session import Sessions
from tests.media.samples import XLSX
from tests.media.uploads import completed
from tests.members.conftest import HOME, Work
from tests.members.people import (
    LIST,
    accept,
    address,
    invitation,
    invited,
    join,
    letters_to,
    secret_in,
)
from tests.members.workbooks import asset, cell, csv, heavy, workbook
from tests.tenants.attempts import ask
from tests.world import Caller, World

PATH = f"{LIST}/imports"
LOCK = """
  select pg_advisory_xact_lock(hashtextextended('members:' || id, 0)) from tenant where code = %s
"""
HEADER = ["Surel", "Nama", "Peran", "Perangkat Daerah"]
ROWS = (
    "select (select count(*) from person), (select count(*) from membership),"
    " (select count(*) from one_time_link), (select count(*) from mail_message),"
    " (select count(*) from audit_event)"
)


@pytest_asyncio.fixture(scope="session")
async def clerk(world: World, sessions: Sessions) -> Caller:
    """An admin who may upload, too."""
    return await (await join(sessions, HOME, "admin", "operator")).caller(world.api)


async def imported(caller: Caller, file: str, *, dry_run: bool = False) -> dict[str, Any]:
    answer = await caller.post(PATH, {"asset_id": file, "dry_run": dry_run})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


def pointers(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestImportMembers:
    @pytest.mark.parametrize("kind", ["xlsx", "excel csv", "plain csv"])
    async def test_invites_everybody_of_a_file(
        self,
        clerk: Caller,
        work: Work,
        sessions: Sessions,
        settings: Settings,
        kind: str,
    ) -> None:
        unit = (
            await clerk.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        ).json()
        one, two = address(), address()
        header = HEADER if kind != "plain csv" else ["name", "email", "roles", "unit"]
        rows = [
            [one, "Ibu Satu", "operator, verifier", unit["name"].upper()],
            [two, "Pak Dua", "viewer", ""],
        ]
        if kind == "plain csv":
            rows = [[row[1], row[0], row[2].replace(",", ""), row[3]] for row in rows]
        table = [header, *rows]
        made = {"xlsx": workbook(table), "excel csv": csv(table), "plain csv": csv(table, ",", "")}
        found = await imported(clerk, await asset(clerk, work, made[kind]))
        assert (found["dry_run"], found["invited"], found["skipped"]) == (False, 2, 0)
        assert [(row["line"], row["outcome"], row["email"]) for row in found["rows"]] == [
            (2, "invited", one),
            (3, "invited", two),
        ]
        members = [(await clerk.get(f"{LIST}/{row['member_id']}")).json() for row in found["rows"]]
        assert [(m["name"], m["roles"], m["unit_id"], m["status"]) for m in members] == [
            ("Ibu Satu", ["operator", "verifier"], unit["id"], "invited"),
            ("Pak Dua", ["viewer"], None, "invited"),
        ]
        [letter] = await letters_to(sessions, settings, one)
        assert await accept(sessions, secret_in(letter))

    async def test_members_are_skipped_and_who_was_removed_comes_back(
        self, clerk: Caller, work: Work, sessions: Sessions, settings: Settings
    ) -> None:
        here, gone = await join(sessions, HOME, "viewer"), await join(sessions, HOME, "viewer")
        guest = await invited(clerk)
        await clerk.delete(gone.path, 1)
        table = [
            [who, "Nama", "operator"]
            for who in (here.human.email, gone.human.email, guest["email"])
        ]
        file = await asset(clerk, work, workbook([HEADER[:3], *table]))
        for dry_run in (True, False):
            found = await imported(clerk, file, dry_run=dry_run)
            assert [row["outcome"] for row in found["rows"]] == ["skipped", "invited", "skipped"]
            assert found["rows"][0]["member_id"] == here.member_id
        assert found["rows"][1]["member_id"] == gone.member_id
        assert (await clerk.get(here.path)).json()["roles"] == ["viewer"]
        again = await imported(clerk, file)
        assert (again["invited"], again["skipped"]) == (0, 3)
        assert len(await letters_to(sessions, settings, gone.human.email)) == 1

    async def test_a_dry_run_changes_nothing(
        self, clerk: Caller, work: Work, sessions: Sessions, superuser_url: str
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        table = [
            [known.human.email, "Nama", "operator"],
            [address(), "Nama", "raja"],
            [address(), "Nama", "viewer"],
        ]
        file = await asset(clerk, work, workbook([HEADER[:3], *table]))
        before = ask(superuser_url, ROWS)
        found = await imported(clerk, file, dry_run=True)
        assert ask(superuser_url, ROWS) == before
        assert (found["invited"], found["skipped"], found["refused"]) == (2, 0, 1)
        assert [row["outcome"] for row in found["rows"]] == ["invited", "refused", "invited"]
        # Nobody is told that the first one is known elsewhere.
        assert {row["member_id"] for row in found["rows"]} == {None}
        [error] = found["rows"][1]["errors"]
        assert (error["pointer"], error["code"]) == ("/rows/1/roles", "enum")
        assert error["detail"].startswith("Baris 3: ")
        answer = await clerk.post(
            PATH, {"asset_id": file, "dry_run": True}, headers={"Accept-Language": "en"}
        )
        assert answer.json()["rows"][1]["errors"][0]["detail"].startswith("Line 3: ")

    async def test_one_bad_row_and_nobody_is_invited(
        self, clerk: Caller, work: Work, superuser_url: str
    ) -> None:
        twice = address()
        table = [
            [address(), "Nama", "viewer", ""],
            ["bukan surel", "Nama", "viewer", ""],
            [address(), "=1+1", "viewer", "Dinas Entah"],
            [address(), "", "", ""],
            [twice, "Nama", "viewer", ""],
            [twice.upper(), "Nama", "viewer", ""],
            [address(), "Nama", "viewer admin raja; presiden", ""],
            [address(), "a" * 400, "viewer", ""],
        ]
        file = await asset(clerk, work, csv([HEADER, *table]))
        before = ask(superuser_url, ROWS)
        answer = await clerk.post(PATH, {"asset_id": file})
        assert pointers(answer) == [
            ("/rows/1/email", "email"),
            ("/rows/2/name", "string-pattern-mismatch"),
            ("/rows/2/unit", "not-found"),
            ("/rows/3/name", "string-too-short"),
            ("/rows/3/roles", "too-short"),
            ("/rows/5/email", "duplicate"),
            ("/rows/6/roles", "enum"),
            ("/rows/6/roles", "enum"),
            ("/rows/7/name", "string-too-long"),
        ]
        assert answer.json()["errors"][0]["detail"] == "Baris 3: Bukan alamat surel."
        assert "raja" not in answer.text
        assert ask(superuser_url, ROWS) == before

    async def test_an_archived_unit_is_none(self, clerk: Caller, work: Work) -> None:
        unit = (
            await clerk.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        ).json()
        await clerk.patch(f"/v1/units/{unit['id']}", {"status": "archived"}, 1)
        table = [HEADER, [address(), "Nama", "viewer", unit["name"]]]
        answer = await clerk.post(PATH, {"asset_id": await asset(clerk, work, csv(table))})
        assert pointers(answer) == [("/rows/0/unit", "not-found")]

    async def test_five_hundred_at_once_and_no_more(
        self, clerk: Caller, work: Work, superuser_url: str
    ) -> None:
        table = [[address(), f"Nama {n}", "viewer"] for n in range(501)]
        most = await asset(clerk, work, workbook([HEADER[:3], *table[:500]]))
        begun = time.monotonic()
        found = await imported(clerk, most)
        print(f"500 invitations: {time.monotonic() - begun:.1f} s")  # noqa: T201
        assert time.monotonic() - begun < 30
        assert (found["invited"], len(found["rows"])) == (500, 500)
        letters = "select count(*) from mail_message where recipient = any(%(all)s)"
        assert ask(superuser_url, letters, all=[row[0] for row in table]) == [(500,)]
        more = await asset(clerk, work, csv([HEADER[:3], *table]))
        answer = await clerk.post(PATH, {"asset_id": more})
        assert pointers(answer) == [("/asset_id", "too-many-rows")]
        # Nothing waits for the tests that follow.
        ask(
            superuser_url,
            "delete from mail_message where recipient = any(%(all)s)",
            all=[row[0] for row in table],
        )

    async def test_a_repeat_with_the_same_key(self, clerk: Caller, work: Work) -> None:
        file = await asset(clerk, work, csv([HEADER[:3], [address(), "Nama", "viewer"]]))
        key = str(uuid4())
        first = await clerk.post(PATH, {"asset_id": file}, key=key)
        again = await clerk.post(PATH, {"asset_id": file}, key=key)
        assert first.json()["invited"] == 1
        assert again.content == first.content

    async def test_an_operator_may_not(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        assert (await operator.post(PATH, {"asset_id": str(uuid4())})).status_code == 403


class TestOneAtATime:
    """An import takes seconds, and must not take the connections that other tenants need."""

    @pytest.fixture
    def rows(self) -> list[list[str]]:
        return [HEADER[:3], [address(), "Nama", "viewer"]]

    async def test_no_connection_is_held_while_a_file_is_read(
        self,
        clerk: Caller,
        work: Work,
        app: FastAPI,
        rows: list[list[str]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        file = await asset(clerk, work, workbook(rows))
        pool = app.state.sessions.kw["bind"].sync_engine.pool
        seen, read = [], importing._read

        async def look(*arguments: Any) -> Any:
            # Several times: the application itself reads revocations every two seconds.
            for _ in range(10):
                seen.append(pool.checkedout())
                await asyncio.sleep(0.02)
            return await read(*arguments)

        monkeypatch.setattr(importing, "_read", look)
        await imported(clerk, file)
        assert min(seen) == 0

    async def test_a_second_file_of_a_tenant_waits_outside(
        self, clerk: Caller, work: Work, rows: list[list[str]]
    ) -> None:
        file = await asset(clerk, work, workbook(rows))
        body = {"asset_id": file, "dry_run": True}
        answers = await asyncio.gather(*(clerk.post(PATH, body) for _ in range(3)))
        assert sorted(answer.status_code for answer in answers) == [200, 429, 429]
        refused = next(answer for answer in answers if answer.status_code == 429)
        assert refused.json()["code"] == "too-many-requests"
        assert int(refused.headers["retry-after"]) >= 1
        assert (await clerk.post(PATH, body)).status_code == 200

    async def test_does_not_wait_for_who_changes_members(
        self, clerk: Caller, work: Work, superuser_url: str, rows: list[list[str]]
    ) -> None:
        file = await asset(clerk, work, workbook(rows))
        with psycopg.connect(superuser_url) as held:
            held.execute(LOCK, [HOME])
            answer = await asyncio.wait_for(clerk.post(PATH, {"asset_id": file}), 5)
        assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
        assert int(answer.headers["retry-after"]) >= 1
        assert (await imported(clerk, file))["invited"] == 1

    async def test_few_wait_for_it_with_a_connection(
        self, clerk: Caller, superuser_url: str
    ) -> None:
        with psycopg.connect(superuser_url) as held:
            held.execute(LOCK, [HOME])
            waiting = [asyncio.ensure_future(clerk.post(LIST, invitation())) for _ in range(6)]
            done, _ = await asyncio.wait(waiting, timeout=2)
            assert [answer.result().status_code for answer in done] == [429] * 3
        answers = await asyncio.gather(*waiting)
        assert sorted(answer.status_code for answer in answers) == [201] * 3 + [429] * 3
        assert (await clerk.post(LIST, invitation())).status_code == 201

    async def test_a_repeat_needs_no_file(
        self, clerk: Caller, work: Work, superuser_url: str, rows: list[list[str]]
    ) -> None:
        file, key = await asset(clerk, work, csv(rows)), str(uuid4())
        first = await clerk.post(PATH, {"asset_id": file}, key=key)
        gone = "update asset set media_key = null, status = 'refused' where id = %(id)s"
        ask(superuser_url, gone, id=file)
        again = await clerk.post(PATH, {"asset_id": file}, key=key)
        assert again.content == first.content
        assert again.headers["idempotent-replayed"] == "true"

    async def test_who_may_not_has_nothing_read(
        self, world: World, work: Work, rows: list[list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        operator = await world.caller("32.04", "operator")
        file = await asset(operator, work, csv(rows))
        monkeypatch.delattr(importing, "read_table")
        assert (await operator.post(PATH, {"asset_id": file})).status_code == 403


class TestTheFile:
    @pytest.mark.parametrize(
        ("more", "code"),
        [
            (f'<row r="2">{cell("BA2", "x")}</row>', "too-many-columns"),
            (f'<row r="1200">{cell("A1200", "x")}</row>', "too-many-rows"),
        ],
    )
    async def test_is_a_list_of_people_and_no_more(
        self, clerk: Caller, work: Work, more: str, code: str
    ) -> None:
        file = await asset(clerk, work, workbook([HEADER[:3]], more))
        assert pointers(await clerk.post(PATH, {"asset_id": file})) == [("/asset_id", code)]

    async def test_costs_three_seconds_at_most(self) -> None:
        data = heavy(400)
        assert len(data) < 2_500_000
        with TemporaryFile() as file:
            file.write(data)
            status, _ = await run(tables.command(XLSX, 500, 50, 300, 3), file, 30)
        assert status == -signal.SIGXCPU

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ([HEADER], "empty"),
            ([["nama", "peran"], ["x", "viewer"]], "missing-column"),
            ([["surel", "nama", "peran", "E-MAIL"], ["x", "x", "x", "x"]], "two-columns"),
        ],
    )
    async def test_must_have_what_is_needed(
        self, clerk: Caller, work: Work, rows: list[list[str]], code: str
    ) -> None:
        answer = await clerk.post(PATH, {"asset_id": await asset(clerk, work, csv(rows))})
        assert pointers(answer) == [("/asset_id", code)]

    async def test_lines_are_those_of_the_sheet(self, clerk: Caller, work: Work) -> None:
        who = address()
        table = [
            [],
            [],
            ["No", *HEADER],
            [],
            ["1", f"\xa0{who} ", "Nama", "viewer", ""],
            ["", "", ""],
        ]
        for data in (workbook(table), csv(table)):
            found = await imported(clerk, await asset(clerk, work, data), dry_run=True)
            assert [(row["line"], row["email"]) for row in found["rows"]] == [(5, who)]

    async def test_formulas_are_not_computed(self, clerk: Caller, work: Work) -> None:
        who = address()
        row = cell("A2", who, '"a"&"@b.example"') + cell("B2", "Nama", "NOW()")
        data = workbook([HEADER[:3]], f'<row r="2">{row}{cell("C2", "viewer")}</row>')
        found = await imported(clerk, await asset(clerk, work, data), dry_run=True)
        assert found["rows"][0]["email"] == who

    @pytest.mark.parametrize(
        "data",
        [
            # A few bytes that claim 17 thousand million cells.
            workbook([HEADER[:3]], f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
            # 200 MB when unpacked.
            workbook([HEADER[:3]], f"<!--{' ' * 200_000_000}-->" + "<row" * 3),
            b'surel;nama;peran\r\n"a@b.example;x;viewer\r\n',
        ],
        ids=["cells", "bytes", "quote"],
    )
    async def test_a_bomb_harms_nobody(self, clerk: Caller, work: Work, data: bytes) -> None:
        assert len(data) < 1_000_000
        file = await asset(clerk, work, data)
        begun = time.monotonic()
        assert pointers(await clerk.post(PATH, {"asset_id": file})) == [("/asset_id", "unreadable")]
        assert time.monotonic() - begun < 12
        assert (await clerk.get("/v1/me")).status_code == 200

    async def test_is_of_some_size_at_most(self, clerk: Caller, work: Work) -> None:
        data = csv([HEADER[:3], [address(), "Nama", "viewer" + " " * 1_100_000]])
        answer = await clerk.post(PATH, {"asset_id": await asset(clerk, work, data)})
        assert pointers(answer) == [("/asset_id", "too-large")]

    async def test_is_for_an_import_and_ready(self, clerk: Caller, work: Work) -> None:
        data = csv([HEADER[:3], [address(), "Nama", "viewer"]])
        other = await asset(clerk, work, data, purpose="attachment")
        assert pointers(await clerk.post(PATH, {"asset_id": other})) == [
            ("/asset_id", "wrong-purpose")
        ]
        fields = {"purpose": "import", "content_type": "text/csv", "file_name": "x"}
        waiting = (await completed(clerk, data, **fields))["id"]
        answer = await clerk.post(PATH, {"asset_id": waiting})
        assert (answer.status_code, answer.json()["asset_ids"]) == (409, [waiting])

    async def test_anothers_looks_like_none_at_all(
        self, clerk: Caller, world: World, work: Work
    ) -> None:
        operator = await world.caller("32.04", "operator")
        data = csv([HEADER[:3], [address(), "Nama", "viewer"]])
        theirs = await asset(operator, work, data)
        answers = [await clerk.post(PATH, {"asset_id": i}) for i in (theirs, str(uuid4()))]
        for answer in answers:
            assert pointers(answer) == [("/asset_id", "not-found")]

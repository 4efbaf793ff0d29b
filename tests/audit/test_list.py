import itertools
import json
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.ext.asyncio import async_sessionmaker

from api.audit.service import record_by_stranger, record_by_system
from api.audit.verifier import hash_of
from tenants.session import Sessions, as_tenant, transaction
from tests.reports.bodies import LIST, created, moved, submitted
from tests.world import Caller, World

PATH = "/v1/audit-events"


async def listed(caller: Caller, **query: str | int) -> list[dict[str, Any]]:
    answer = await caller.get(PATH, params={"limit": 200, **query})
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


@pytest.fixture
def tenant(app: FastAPI, world: World) -> Any:
    assert world
    return app.state.directory.by_code("32.04").id


class TestListAuditEvents:
    async def test_tells_who_did_what_to_what(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        await operator.patch(f"{LIST}/{report['id']}", {"title": "Lain"}, 1)
        admin = await world.caller("32.04", "admin")
        newest, older = await listed(admin, subject=report["id"])
        human = world.people["32.04"]["operator"]
        assert (newest["action"], older["action"]) == ("update_report", "create_report")
        assert newest["seq"] > older["seq"]
        actor: dict[str, Any] = {
            "kind": "person",
            "id": human.person_id,
            "tenant": None,
            "roles": [],
        }
        assert newest["actor"] == actor
        assert newest["actor_name"]
        assert newest["facts"] == {"fields": ["title"]}
        assert newest["actor_name"] not in newest["body"]

    async def test_every_event_can_be_hashed_again_from_the_answer(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        for _ in range(3):
            await created(operator)
        rows = await listed(await world.caller("32.04", "admin"))
        for row, older in itertools.pairwise(rows):
            assert row["hash"] == hash_of(row["previous"], row["seq"], row["at"], row["body"])
            assert (row["seq"], row["previous"]) == (older["seq"] + 1, older["hash"])
            assert json.loads(row["body"])["action"] == row["action"]

    async def test_shows_the_office_and_no_person_of_another_tenant(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        report = await submitted(world)
        await moved(province, report, "accept")
        [row, *_] = await listed(await world.caller("32.04", "admin"), subject=report["id"])
        office = {"kind": "office", "id": None, "tenant": "32", "roles": ["verifier"]}
        assert (row["action"], row["actor"], row["actor_name"]) == ("accept_report", office, None)
        [own] = await listed(await world.caller("32", "admin"), subject=report["id"])
        assert own["actor"]["id"] == world.people["32"]["verifier"].person_id
        assert own["actor_name"]

    async def test_the_province_does_not_read_a_regencys_chain(self, world: World) -> None:
        report = await created(await world.caller("32.04", "operator"))
        assert len(await listed(await world.caller("32.04", "admin"), subject=report["id"])) == 1
        for code in ("32", "32.73"):
            assert await listed(await world.caller(code, "admin"), subject=report["id"]) == []
        province = await world.caller("32", "admin")
        assert (await province.get(PATH, params={"tenant": "32.04"})).status_code == 422

    async def test_systems_and_strangers_have_no_name(
        self, world: World, sessions: Sessions, tenant: Any
    ) -> None:
        subjects = [str(uuid4()) for _ in range(2)]
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            record_by_system(session, "test", subjects[0])
            record_by_stranger(session, "test", subjects[1])
        admin = await world.caller("32.04", "admin")
        nobody: dict[str, Any] = {"id": None, "tenant": None, "roles": []}
        for subject, kind in zip(subjects, ("system", "anonymous"), strict=True):
            [row] = await listed(admin, subject=subject)
            assert (row["actor"], row["actor_name"]) == ({"kind": kind, **nobody}, None)

    async def test_an_erased_person_has_no_name_and_the_chain_holds(
        self, world: World, superuser_url: str
    ) -> None:
        subject = (await created(await world.caller("32.04", "operator")))["id"]
        admin = await world.caller("32.04", "admin")
        [before] = await listed(admin, subject=subject)
        person = before["actor"]["id"]
        with psycopg.connect(superuser_url, autocommit=True) as connection:
            query = "select name, email from person where id = %s"
            [(name, email)] = connection.execute(query, [person]).fetchall()
            assert before["actor_name"] == name
            change = "update person set name = %s, email = %s where id = %s"
            connection.execute(change, ["(dihapus)", f"erased-{person}@simpul.invalid", person])
            try:
                [after] = await listed(admin, subject=subject)
                verdict = (await admin.get(f"{PATH}/verification")).json()
            finally:
                connection.execute(change, [name, email, person])
        assert after == {**before, "actor_name": None}
        assert verdict["valid"]

    async def test_asks_for_all_names_at_once(
        self, world: World, sessions: async_sessionmaker[Any]
    ) -> None:
        admin = await world.caller("32.04", "admin")
        for role in ("operator", "client"):
            await created(await world.caller("32.04", role))
        engine = sessions.kw["bind"].sync_engine
        asked: list[str] = []

        def note(*arguments: Any) -> None:
            asked.append(arguments[2])

        counts = []
        for limit in (1, 50):
            asked.clear()
            event.listen(engine, "before_cursor_execute", note)
            try:
                await listed(admin, limit=limit)
            finally:
                event.remove(engine, "before_cursor_execute", note)
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 4, asked


class TestFilters:
    async def test_each_narrows(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        machine = await world.caller("32.04", "client")
        admin = await world.caller("32.04", "admin")
        first, second = await created(operator), await created(machine)
        await operator.patch(f"{LIST}/{first['id']}", {"title": "Lain"}, 1)
        human = world.people["32.04"]["operator"].person_id
        client = world.clients["32.04"].client_id

        async def subjects(**query: str) -> set[str]:
            return {row["subject"] for row in await listed(admin, **query)}

        both = {first["id"], second["id"]}
        assert both <= await subjects()
        assert both <= await subjects(action="create_report")
        assert await subjects(action="update_report", subject=second["id"]) == set()
        assert await subjects(subject=first["id"]) == {first["id"]}
        assert both & await subjects(actor=human) == {first["id"]}
        assert both & await subjects(actor=client) == {second["id"]}
        assert both & await subjects(actor_kind="client") == {second["id"]}
        assert both & await subjects(actor_kind="person", action="create_report") == {first["id"]}
        assert await subjects(actor=str(uuid4())) == set()

    async def test_since_and_until_bound_the_moments(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        admin = await world.caller("32.04", "admin")
        ids = [(await created(operator))["id"] for _ in range(3)]
        moments = [(await listed(admin, subject=one))[0]["at"] for one in ids]

        async def seen(**query: str) -> list[str]:
            rows = await listed(admin, action="create_report", **query)
            return [row["subject"] for row in rows if row["subject"] in ids]

        assert await seen(since=moments[1]) == [ids[2], ids[1]]
        assert await seen(until=moments[1]) == [ids[0]]
        assert await seen(since=moments[1], until=moments[2]) == [ids[1]]
        local = moments[1].replace("Z", "+00:00")
        assert await seen(since=local, until=local) == []

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("actor", "budi"),
            ("actor_kind", "robot"),
            ("action", "Drop table"),
            ("subject", "a\x00b"),
            ("subject", "x" * 201),
            ("since", "kemarin"),
            ("since", "2026-10-01T08:00:00"),
            ("limit", "0"),
            ("sort", "seq"),
        ],
        ids=lambda value: repr(value)[:24],
    )
    async def test_what_cannot_be_is_refused(self, world: World, name: str, value: str) -> None:
        admin = await world.caller("32.04", "admin")
        answer = await admin.get(PATH, params={name: value})
        assert answer.status_code == 422
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"?{name}"]


class TestPages:
    async def test_lead_through_the_whole_chain(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        for _ in range(8):
            await created(operator)
        admin = await world.caller("32.04", "admin")
        wanted = [row["seq"] for row in await listed(admin, actor_kind="person")][:8]
        found: list[int] = []
        query = "actor_kind=person&limit=3"
        while len(found) < 8:
            answer = await admin.get(f"{PATH}?{query}")
            found += [row["seq"] for row in answer.json()["data"]]
            await created(operator)  # what comes in between moves no page
            assert 'rel="next"' in answer.headers["Link"]
            query = f"actor_kind=person&limit=3&cursor={answer.json()['next_cursor']}"
        assert found[:8] == wanted

    async def test_a_cursor_is_one_of_its_list(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        for _ in range(3):
            await created(await world.caller("32.04", "operator"))
        cursor = (await admin.get(f"{PATH}?limit=1")).json()["next_cursor"]
        for query in (f"cursor={cursor}&action=create_report", "cursor=nonsense"):
            answer = await admin.get(f"{PATH}?{query}")
            assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")

    async def test_an_event_that_was_tampered_with_is_shown(
        self, world: World, sessions: Sessions, tenant: Any, superuser_url: str
    ) -> None:
        subject = str(uuid4())
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            record_by_system(session, "test", subject)
        admin = await world.caller("32.04", "admin")
        [row] = await listed(admin, subject=subject)
        with psycopg.connect(superuser_url, autocommit=True) as connection:
            change = "update audit_event set body = %s where tenant_id = %s and seq = %s"
            try:
                for body in ('{"actor": {"kind": "person", "id": "x", "roles": 7}}', "[]", "7"):
                    connection.execute(change, [body, tenant, row["seq"]])
                    [shown] = [
                        one for one in await listed(admin, limit=5) if one["seq"] == row["seq"]
                    ]
                    assert (shown["body"], shown["actor"]["id"]) == (body, None)
            finally:
                connection.execute(change, [row["body"], tenant, row["seq"]])

import json
from typing import Any

import pytest
from fastapi import FastAPI
from psycopg import AsyncConnection

from api.conduct.models import ElectionWindow
from tenants.session import Sessions, as_tenant, transaction
from tests.conduct.elections import LIST, body, day, window
from tests.world import World


async def _ids(world: World, query: str = "") -> list[str]:
    viewer = await world.caller("32.04", "viewer")
    page = await viewer.get(f"{LIST}?limit=200{query}")
    assert page.status_code == 200, page.text
    return [row["id"] for row in page.json()["data"]]


class TestCreateElectionWindow:
    async def test_every_tenant_reads_it(self, world: World) -> None:
        given = body(regions=["32.04", "32.73", "32.04"], terms=["Budi Contoh", "Partai Contoh"])
        admin = await world.caller("32", "admin")
        answer = await admin.post(LIST, given)
        made = answer.json()
        try:
            assert answer.status_code == 201, answer.text
            assert answer.headers["Location"] == f"{LIST}/{made['id']}"
            assert answer.headers["ETag"] == '"1"'
            told = {"id", "version", "created_at", "updated_at"}
            said = {name: value for name, value in made.items() if name not in told}
            assert said == {**given, "regions": ["32.04", "32.73"]}
            for tenant in ("32", "32.04", "32.73"):
                viewer = await world.caller(tenant, "viewer")
                read = await viewer.get(f"{LIST}/{made['id']}")
                assert (read.status_code, read.json()) == (200, made)
                assert made in (await viewer.get(LIST)).json()["data"]
        finally:
            await admin.delete(f"{LIST}/{made['id']}", 1)

    async def test_terms_are_kept_as_given_and_once(self, world: World) -> None:
        terms = ["  Budi Contoh ", "BUDI contoh", "Búdi Contoh", "PARTAI X"]
        async with window(world, terms=terms) as made:
            assert made["terms"] == ["Budi Contoh", "Búdi Contoh", "PARTAI X"]

    async def test_one_may_overlap_another_and_last_a_day(self, world: World) -> None:
        today = day()
        async with (
            window(world, starts_on=today, ends_on=today) as one,
            window(world, starts_on=today, ends_on=today) as other,
        ):
            assert {one["id"], other["id"]} <= set(await _ids(world))

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"starts_on": day(2), "ends_on": day(1)}, "/starts_on", "date-after-end"),
            ({"regions": ["32.04", "33.01"]}, "/regions/1", "not-found"),
            ({"terms": ["Budi", "!? --"]}, "/terms/1", "missing"),
            ({"terms": ["x"]}, "/terms/0", None),
            ({"terms": ["x" * 81]}, "/terms/0", None),
            ({"terms": ["Budi\nContoh"]}, "/terms/0", None),
            ({"terms": [f"Nama {n}" for n in range(201)]}, "/terms", None),
            ({"name": " "}, "/name", None),
            ({"ends_on": None}, "/ends_on", None),
            ({"verdict": "false"}, "/verdict", None),
        ],
        ids=lambda value: value if isinstance(value, str) else None,
    )
    async def test_says_what_to_change(
        self, world: World, changes: dict[str, Any], pointer: str, code: str | None
    ) -> None:
        admin = await world.caller("32", "admin")
        answer = await admin.post(LIST, body(**changes))
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")
        (error,) = answer.json()["errors"]
        assert (error["pointer"], code or error["code"]) == (pointer, error["code"])

    async def test_takes_as_much_as_it_says(self, world: World) -> None:
        terms = [f"{n:03d}" + "é" * 77 for n in range(200)]
        async with window(world, terms=terms, name="x" * 200) as made:
            assert made["terms"] == terms

    @pytest.mark.parametrize(
        ("tenant", "role"), [("32.04", "admin"), ("32", "verifier"), ("32", "client")]
    )
    async def test_is_for_the_admins_of_the_province(
        self, world: World, tenant: str, role: str
    ) -> None:
        caller = await world.caller(tenant, role)
        answer = await caller.post(LIST, body())
        assert (answer.status_code, answer.json()["permission"]) == (403, "policies:write")


class TestListElectionWindows:
    async def test_by_a_day_with_both_ends(self, world: World) -> None:
        async with window(world, starts_on="2021-03-02", ends_on="2021-03-04") as made:
            found = {
                on: made["id"] in await _ids(world, f"&on=2021-03-{on}")
                for on in ("01", "02", "03", "04", "05")
            }
        assert found == {"01": False, "02": True, "03": True, "04": True, "05": False}

    async def test_by_the_region_of_a_text(self, world: World) -> None:
        async with (
            window(world) as everywhere,
            window(world, regions=["32"]) as province,
            window(world, regions=["32.04", "32.01"]) as here,
        ):
            made = [everywhere["id"], province["id"], here["id"]]
            for query, wanted in (
                ("&region=32.04", made),
                ("&region=32.73", made[:2]),
                ("&region=32.73&region=32.01", made),
                ("&region=32", made),
                ("&region=33.01", []),
            ):
                found = set(await _ids(world, query))
                assert found & set(made) == set(wanted), query

    async def test_by_when_they_start(self, world: World) -> None:
        async with (
            window(world, starts_on="2021-05-02", ends_on="2021-05-09") as late,
            window(world, starts_on="2021-05-01", ends_on="2021-05-09") as early,
        ):
            made = [early["id"], late["id"]]
            for sort, wanted in (("starts_on", made), ("-starts_on", made[::-1])):
                assert await _ids(world, f"&on=2021-05-05&sort={sort}") == wanted
                viewer = await world.caller("32.04", "viewer")
                first = (await viewer.get(f"{LIST}?on=2021-05-05&limit=1&sort={sort}")).json()
                path = f"{LIST}?on=2021-05-05&limit=1&sort={sort}&cursor={first['next_cursor']}"
                second = (await viewer.get(path)).json()
                assert [first["data"][0]["id"], second["data"][0]["id"]] == wanted

    @pytest.mark.parametrize("query", ["on=besok", "region=bandung", "tenant=32.04"])
    async def test_unknown_filters_are_refused(self, world: World, query: str) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(f"{LIST}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")


class TestDeleteElectionWindow:
    async def test_needs_the_version_and_is_gone(self, world: World) -> None:
        admin = await world.caller("32", "admin")
        async with window(world) as made:
            path = f"{LIST}/{made['id']}"
            assert (await admin.delete(path, None)).status_code == 428
            assert (await admin.delete(path, 2)).status_code == 412
            assert (await admin.delete(path, 1)).status_code == 204
            assert (await admin.delete(path, 1)).status_code == 404
            assert (await admin.get(path)).status_code == 404
            assert made["id"] not in await _ids(world)

    async def test_a_regency_may_not(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        async with window(world) as made:
            answer = await admin.delete(f"{LIST}/{made['id']}", 1)
            assert (answer.status_code, answer.json()["permission"]) == (403, "policies:write")
            assert made["id"] in await _ids(world)

    async def test_the_chain_keeps_what_it_was_and_no_names(
        self, world: World, superuser_url: str
    ) -> None:
        async with window(world, terms=["Budi Contoh"], regions=["32.04"]) as made:
            pass
        query = "select body from audit_event where subject = %s order by seq"
        async with await AsyncConnection.connect(superuser_url) as database:
            rows = await (await database.execute(query, [made["id"]])).fetchall()
        kept = [json.loads(row[0]) for row in rows]
        assert [event["action"] for event in kept] == [
            "create_election_window",
            "delete_election_window",
        ]
        facts = {name: made[name] for name in ("name", "starts_on", "ends_on", "regions")}
        assert [event["facts"] for event in kept] == [facts, facts]
        assert "Budi" not in str(rows)


class TestRowsOfARegency:
    """Row-level security lets a tenant write into a table that all read: it binds nobody."""

    async def test_are_nobodys_windows(
        self, world: World, app: FastAPI, sessions: Sessions
    ) -> None:
        place = app.state.directory.by_code("32.04")
        given = body(regions=[], terms=["Contoh"])
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            row = ElectionWindow.model_validate({**given, "tenant_id": place.id})
            session.add(row)
        admin = await world.caller("32", "admin")
        for caller in (admin, await world.caller("32.04", "admin")):
            assert (await caller.get(f"{LIST}/{row.id}")).status_code == 404
        assert (await admin.delete(f"{LIST}/{row.id}", 1)).status_code == 404
        assert str(row.id) not in await _ids(world)
        operator = await world.caller("32.04", "operator")
        made = await operator.post(
            "/v1/clarifications",
            {"title": "Contoh", "claim_reviewed": "Contoh", "topic": "politics"},
        )
        assert made.json()["countersign"]["required"] is False

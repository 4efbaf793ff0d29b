import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.clarifications.bodies import published
from tests.relays.bodies import LIST, SHARED, asked, later, relay_of, retracted
from tests.tenants.attempts import ask
from tests.world import World, all_events

ALL = 27
TENANT_OF = "select code from relay join tenant on tenant.id = tenant_id where number = %(number)s"


async def refused(world: World, number: str, body: dict[str, Any]) -> list[tuple[str, str]]:
    verifier = await world.caller("32.04", "verifier")
    answer = await verifier.post(f"{SHARED}/{number}/relays", body)
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


class TestRequestRelays:
    async def test_asks_all_the_publisher_too(self, world: World, superuser_url: str) -> None:
        row = await published(world)
        verifier = await world.caller("32", "verifier")
        due_at = later(days=2)
        answer = await verifier.post(
            f"{SHARED}/{row['number']}/relays",
            {"tenants": "all", "due_at": due_at, "note": "Mohon diteruskan."},
        )
        assert answer.status_code == 201, answer.text
        told = answer.json()
        codes = [one["code"] for one in told["asked"]]
        assert (len(codes), codes, told["asked_before"]) == (ALL, sorted(codes), [])
        assert "32.04" in codes
        assert "32" not in codes
        assert told["asked"][0]["name"] == "Kabupaten Bogor"
        rows = ask(superuser_url, TENANT_OF, number=row["number"])
        assert Counter(code for (code,) in rows) == Counter(codes)
        relay = await relay_of(world, "32.01", told)
        assert (relay["asked_by"], relay["note"]) == ("32", "Mohon diteruskan.")
        assert datetime.fromisoformat(relay["due_at"]) == datetime.fromisoformat(due_at)
        assert relay["due_at"].endswith("Z")
        assert (relay["status"], relay["title"]) == ("requested", row["title"])

    async def test_asks_some(self, world: World) -> None:
        told = await asked(world, "32.73", "32.01", "32.73")
        assert [one["code"] for one in told["asked"]] == ["32.01", "32.73"]
        relay = await relay_of(world, "32.73", told)
        assert (relay["due_at"], relay["note"], relay["asked_by"]) == (None, None, "32.04")

    async def test_again_keeps_who_was_asked_before(self, world: World) -> None:
        first = await asked(world, "32.01", note="Pertama")
        again = await asked(world, "32.01", "32.73", number=first["number"], note="Kedua")
        assert [one["code"] for one in again["asked"]] == ["32.73"]
        assert again["asked_before"] == first["asked"]
        assert (await relay_of(world, "32.01", again))["note"] == "Pertama"
        assert (await relay_of(world, "32.73", again))["note"] == "Kedua"

    async def test_at_once_makes_one_row_for_each(self, world: World, superuser_url: str) -> None:
        number = (await published(world))["number"]
        told = await asyncio.gather(
            *(asked(world, "32.01", "32.73", number=number) for _ in range(8))
        )
        assert sorted(len(one["asked"]) for one in told) == [0] * 7 + [2]
        rows = ask(superuser_url, TENANT_OF, number=number)
        assert sorted(rows) == [("32.01",), ("32.73",)]

    async def test_tells_each_of_them_and_nobody_else(self, world: World) -> None:
        day = datetime.now(UTC).date() + timedelta(days=40)
        told = await asked(world, "32.01", due_at=f"{day + timedelta(days=1)}T03:04:05+07:00")
        [relay] = told["asked"]
        for code, wanted in (("32.01", 1), ("32.04", 0), ("32.73", 0)):
            events = await all_events(await world.caller(code, "viewer"))
            mine = [e for e in events if e["data"].get("number") == told["number"]]
            found = [e["data"] for e in mine if e["type"] == "relay.requested"]
            assert len(found) == wanted
            if found:
                assert found[0]["id"] == relay["relay_id"]
                assert found[0]["due_at"] == f"{day}T20:04:05Z"

    async def test_stands_in_both_chains(self, world: World) -> None:
        told = await asked(world, "32.01")
        identifier = told["asked"][0]["relay_id"]
        for code in ("32.01", "32.04"):
            admin = await world.caller(code, "admin")
            page = (await admin.get("/v1/audit-events?action=request_relays&limit=200")).json()
            assert identifier in {one["subject"] for one in page["data"]}, code

    async def test_is_for_verifiers(self, world: World) -> None:
        number = (await published(world))["number"]
        for role in ("viewer", "operator", "admin", "client"):
            caller = await world.caller("32.04", role)
            answer = await caller.post(f"{SHARED}/{number}/relays", {"tenants": "all"})
            assert (answer.status_code, answer.json()["permission"]) == (403, "relays:request")

    async def test_may_be_another_governments_clarification(self, world: World) -> None:
        number = (await published(world))["number"]
        other = await world.caller("32.73", "verifier")
        answer = await other.post(f"{SHARED}/{number}/relays", {"tenants": ["32.01"]})
        assert answer.status_code == 201

    async def test_an_unknown_number_is_absent(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        for number in ("KLR-2099-000001", "x"):
            path = f"{SHARED}/{number}"
            answer = await verifier.post(f"{path}/relays", {"tenants": "all"})
            assert answer.status_code == 404
            assert (await verifier.get(f"{path}/coverage")).status_code == 404

    async def test_not_what_was_retracted(self, world: World) -> None:
        row = await published(world)
        await retracted(world, row)
        verifier = await world.caller("32.04", "verifier")
        answer = await verifier.post(f"{SHARED}/{row['number']}/relays", {"tenants": "all"})
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (409, "transition-not-allowed")
        assert (problem["state"], problem["allowed"]) == ("retracted", [])

    async def test_names_governments_that_can_be_asked(
        self, world: World, superuser_url: str
    ) -> None:
        number = (await published(world))["number"]
        change = "update tenant set status = %(status)s where code = '32.79'"
        ask(superuser_url, change, status="inactive")
        try:
            body = {"tenants": ["32.01", "32", "32.99", "32.79"]}
            assert await refused(world, number, body) == [
                ("/tenants/1", "province"),
                ("/tenants/2", "not-found"),
                ("/tenants/3", "inactive"),
            ]
            told = await asked(world, number=number, tenants="all")
            assert len(told["asked"]) == ALL - 1
        finally:
            ask(superuser_url, change, status="active")

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({}, "/tenants"),
            ({"tenants": None}, "/tenants"),
            ({"tenants": "some"}, "/tenants"),
            ({"tenants": []}, "/tenants"),
            ({"tenants": ["32.01", "x"]}, "/tenants/1"),
            ({"tenants": ["32.01"] * 41}, "/tenants"),
            ({"tenants": "all", "other": 1}, "/other"),
            ({"tenants": "all", "note": ""}, "/note"),
            ({"tenants": "all", "due_at": "2027-01-01T00:00:00"}, "/due_at"),
            (
                {
                    "tenants": "all",
                    "due_at": int(datetime.fromisoformat(later(days=40)).timestamp()),
                },
                "/due_at",
            ),
        ],
        ids=[
            *("bare", "null", "word", "nobody", "no-code", "many", "unknown", "empty"),
            *("no-zone", "number"),
        ],
    )
    async def test_points_at_what_is_wrong(
        self, world: World, body: dict[str, Any], pointer: str
    ) -> None:
        found = await refused(world, "KLR-2026-000001", body)
        assert [place for place, _ in found] == [pointer]

    @pytest.mark.parametrize(
        ("ahead", "code"),
        [(timedelta(minutes=-1), "in-the-past"), (timedelta(days=400), "too-late")],
        ids=["past", "far"],
    )
    async def test_the_deadline_can_be_kept(
        self, world: World, ahead: timedelta, code: str
    ) -> None:
        number = (await published(world))["number"]
        body = {"tenants": "all", "due_at": (datetime.now(UTC) + ahead).isoformat()}
        assert await refused(world, number, body) == [("/due_at", code)]

    async def test_a_repeat_is_answered_alike(self, world: World) -> None:
        number = (await published(world))["number"]
        verifier = await world.caller("32.04", "verifier")
        path, body = f"{SHARED}/{number}/relays", {"tenants": ["32.01"]}
        first, second = [await verifier.post(path, body, key=f"k{number}") for _ in range(2)]
        assert first.json() == second.json()
        assert len(second.json()["asked"]) == 1
        page = await (await world.caller("32.01", "viewer")).get(f"{LIST}?number={number}")
        assert len(page.json()["data"]) == 1

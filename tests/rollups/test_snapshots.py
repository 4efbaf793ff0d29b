import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI

from tenants.session import Sessions, as_tenant
from tests.periods.months import declared, opened, unused
from tests.reports import bodies as reports
from tests.rollups.figures import SNAPSHOTS, Json
from tests.tenants.attempts import REFUSED, ask, attempt
from tests.tenants.conftest import EMPTY
from tests.world import World

EMPTIED = ("rollup_snapshot_part", "audit_event")
PARTS = "select data, checksum from rollup_snapshot_part where snapshot_id = %(id)s"


@pytest.fixture(autouse=True)
def empty_tenant(app: FastAPI, superuser_url: str) -> Iterator[None]:
    """A snapshot has a part of every tenant; one of them must stay as it was (tests/tenants)."""
    yield
    for table in EMPTIED:
        statement = f"delete from {table} where tenant_id = %(tenant)s"
        ask(superuser_url, statement, tenant=app.state.directory.by_code(EMPTY).id)


async def frozen(world: World, period: str, **body: Any) -> Json:
    admin = await world.caller("32", "admin")
    answer = await admin.post(SNAPSHOTS, {"period": period, **body})
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def seen(world: World, identifier: str, tenant: str = "32") -> Json:
    answer = await (await world.caller(tenant, "viewer")).get(f"{SNAPSHOTS}/{identifier}")
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


def part_of(snapshot: Json, tenant: str) -> Json:
    (part,) = [part for part in snapshot["parts"] if part["tenant"] == tenant]
    made: Json = part
    return made


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class TestCreateSnapshot:
    async def test_keeps_every_tenants_numbers(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await reports.submitted(world, period=period, participants=40)
        made_at = (await declared(operator, period))["declared_at"]
        made = await frozen(world, period, note="Untuk rapat.")
        assert (made["period"], made["note"], made["valid"]) == (period, "Untuk rapat.", True)
        codes = [part["tenant"] for part in made["parts"]]
        assert (len(codes), codes) == (28, sorted(codes))
        data = part_of(made, "32.04")["data"]
        assert data["completeness"] == {
            "standing": "on_time",
            "expected": 1,
            "received": 1,
            "on_time": 1,
            "nil": 0,
            "exempt": 0,
            "first_declared_at": made_at,
            "declared_at": made_at,
        }
        (row,) = data["activities"]
        assert (row["kind"], row["unit_id"], row["activities"]) == ("training", None, 1)
        assert (row["submitted"], row["participants"]) == (1, 40)
        assert part_of(made, "32.73")["data"]["activities"] == []
        assert [part["difference"] for part in made["parts"]] == [[]] * 28
        assert await seen(world, made["id"]) == made

    async def test_anybody_can_compute_its_checksums(self, world: World) -> None:
        made = await frozen(world, await opened(world))
        for part in made["parts"]:
            form = json.dumps(part["data"], sort_keys=True, separators=(",", ":"))
            assert part["checksum"] == sha256(form)
        lines = "".join(f"{part['tenant']} {part['checksum']}\n" for part in made["parts"])
        assert made["checksum"] == sha256(lines)

    async def test_is_in_both_chains(self, world: World) -> None:
        made = await frozen(world, await opened(world))
        for code in ("32", "32.04"):
            admin = await world.caller(code, "admin")
            events = (await admin.get("/v1/audit-events?limit=100")).json()["data"]
            kept = [event for event in events if event["subject"] == made["id"]]
            assert {event["action"] for event in kept} == {"create_snapshot"}
            assert part_of(made, "32.04")["checksum"] in json.dumps(kept)

    async def test_what_is_upcoming_has_no_numbers(self, world: World) -> None:
        answer = await (await world.caller("32", "admin")).post(SNAPSHOTS, {"period": unused()})
        assert (answer.status_code, answer.json()["code"]) == (409, "period-not-open")

    @pytest.mark.parametrize(("tenant", "role"), [("32", "viewer"), ("32.04", "admin")])
    async def test_is_the_provinces_admins_to_make(
        self, world: World, tenant: str, role: str
    ) -> None:
        answer = await (await world.caller(tenant, role)).post(SNAPSHOTS, {"period": "2026-10"})
        assert (answer.status_code, answer.json()["permission"]) == (403, "periods:write")

    async def test_a_repeat_makes_no_second_one(self, world: World) -> None:
        admin, period, key = await world.caller("32", "admin"), await opened(world), str(uuid4())
        answers = [await admin.post(SNAPSHOTS, {"period": period}, key=key) for _ in range(2)]
        assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
        location = f"{SNAPSHOTS}/{answers[0].json()['id']}"
        assert answers[0].headers["location"] == location


class TestDifference:
    async def test_tells_what_was_mended_since(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await reports.submitted(world, period=period, participants=40)
        made = await frozen(world, period)
        returned = await reports.moved(
            await world.caller("32", "verifier"), report, "return", {"note": "Lengkapi."}
        )
        assert returned["status"] == "returned"
        await reports.submitted(world, period=period, kind="campaign", participants=7)
        now = (await declared(operator, period))["declared_at"]
        part = part_of(await seen(world, made["id"]), "32.04")
        changes = [
            (one["kind"], one["field"], one["before"], one["after"]) for one in part["difference"]
        ]
        assert changes == [
            (None, "standing", "undeclared", "on_time"),
            (None, "received", 0, 1),
            (None, "on_time", 0, 1),
            (None, "first_declared_at", None, now),
            (None, "declared_at", None, now),
            ("campaign", "activities", 0, 1),
            ("campaign", "submitted", 0, 1),
            ("campaign", "participants", 0, 7),
            ("training", "submitted", 1, 0),
            ("training", "returned", 0, 1),
        ]
        assert (part["data"], part["valid"]) == (part_of(made, "32.04")["data"], True)

    async def test_of_nothing_is_empty(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        made = await frozen(world, period)
        report = await reports.submitted(world, period=period)
        assert part_of(await seen(world, made["id"]), "32.04")["difference"]
        await reports.moved(operator, report, "withdraw")
        assert part_of(await seen(world, made["id"]), "32.04")["difference"] == []


class TestReach:
    async def test_a_tenant_reads_its_own_part(self, world: World) -> None:
        period = await opened(world)
        await reports.submitted(world, "32.73", period=period)
        made = await frozen(world, period)
        own = await seen(world, made["id"], "32.04")
        assert [part["tenant"] for part in own["parts"]] == ["32.04"]
        assert own["parts"][0] == part_of(made, "32.04")
        assert (own["checksum"], own["valid"]) == (made["checksum"], True)

    async def test_all_are_listed(self, world: World) -> None:
        period = await opened(world)
        made = [await frozen(world, period) for _ in range(3)]
        viewer = await world.caller("32.04", "viewer")
        page = (await viewer.get(f"{SNAPSHOTS}?period={period}&limit=2")).json()
        assert [row["id"] for row in page["data"]] == [made[2]["id"], made[1]["id"]]
        assert page["has_more"] is True
        rest = await viewer.get(f"{SNAPSHOTS}?period={period}&cursor={page['next_cursor']}")
        assert [row["id"] for row in rest.json()["data"]] == [made[0]["id"]]

    async def test_what_a_regency_wrote_past_the_rooms_is_none(
        self, world: World, app: FastAPI, superuser_url: str
    ) -> None:
        place = app.state.directory.by_code("32.04")
        forged, period = uuid4(), unused()
        ask(
            superuser_url,
            "insert into rollup_snapshot (tenant_id, id, period, checksum, created_at)"
            " values (%(tenant)s, %(id)s, %(period)s, 'x', now())",
            tenant=place.id,
            id=forged,
            period=period,
        )
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.get(f"{SNAPSHOTS}/{forged}")).status_code == 404
        assert (await viewer.get(f"{SNAPSHOTS}?period={period}")).json()["data"] == []

    async def test_absent_is_404(self, world: World) -> None:
        viewer = await world.caller("32", "viewer")
        assert (await viewer.get(f"{SNAPSHOTS}/{uuid4()}")).status_code == 404


class TestIntegrity:
    async def test_a_changed_number_is_found(self, world: World, superuser_url: str) -> None:
        made = await frozen(world, await opened(world))
        change = (
            "update rollup_snapshot_part set data = jsonb_set(data, '{completeness,received}', '1')"
            " where snapshot_id = %(id)s and data->>'tenant' = '32.04'"
        )
        ask(superuser_url, change, id=made["id"])
        found = await seen(world, made["id"])
        assert (found["valid"], part_of(found, "32.04")["valid"]) == (False, False)
        assert part_of(found, "32.73")["valid"] is True
        assert (await seen(world, made["id"], "32.04"))["valid"] is False

    async def test_a_number_with_its_checksum_is_found_too(
        self, world: World, superuser_url: str
    ) -> None:
        made = await frozen(world, await opened(world))
        [(data, _), *_] = ask(
            superuser_url, f"{PARTS} and data->>'tenant' = '32.04'", id=made["id"]
        )
        data["completeness"]["received"] = 1
        form = json.dumps(data, sort_keys=True, separators=(",", ":"))
        change = (
            "update rollup_snapshot_part set data = %(data)s, checksum = %(sum)s"
            " where snapshot_id = %(id)s and data->>'tenant' = '32.04'"
        )
        ask(superuser_url, change, id=made["id"], data=form, sum=sha256(form))
        found = await seen(world, made["id"])
        assert (found["valid"], part_of(found, "32.04")["valid"]) == (False, True)

    @pytest.mark.parametrize(
        "damage",
        [
            "data - 'completeness'",
            "'[]'::jsonb",
            "'null'::jsonb",
            "jsonb_set(data, '{tenant}', '7')",
        ],
        ids=["cut", "a list", "nothing", "no code"],
    )
    async def test_what_cannot_be_read_any_more_is_told_apart(
        self, world: World, superuser_url: str, damage: str
    ) -> None:
        made = await frozen(world, await opened(world))
        change = (
            f"update rollup_snapshot_part set data = {damage}"
            " where snapshot_id = %(id)s and data->>'tenant' = '32.04'"
        )
        ask(superuser_url, change, id=made["id"])
        for code in ("32", "32.04"):
            found = await seen(world, made["id"], code)
            part = part_of(found, "32.04")
            assert (found["valid"], part["valid"]) == (False, False)
            assert (part["data"], part["difference"]) == (None, [])
        other = await seen(world, made["id"], "32.73")
        assert (other["valid"], other["parts"][0]["data"]["tenant"]) == (True, "32.73")

    async def test_a_part_that_is_gone_is_found(self, world: World, superuser_url: str) -> None:
        made = await frozen(world, await opened(world))
        gone = (
            "delete from rollup_snapshot_part where snapshot_id = %(id)s and data->>'tenant' = '32'"
        )
        ask(superuser_url, gone, id=made["id"])
        found = await seen(world, made["id"])
        assert (found["valid"], len(found["parts"])) == (False, 27)
        ask(superuser_url, gone.replace("= '32'", "= '32.04'"), id=made["id"])
        own = await seen(world, made["id"], "32.04")
        assert (own["valid"], own["parts"]) == (False, [])

    @pytest.mark.parametrize("table", ["rollup_snapshot", "rollup_snapshot_part"])
    async def test_nobody_may_change_one(
        self, world: World, app: FastAPI, sessions: Sessions, table: str
    ) -> None:
        await frozen(world, await opened(world))
        for code in ("32", "32.04"):
            tenant: UUID = app.state.directory.by_code(code).id
            for statement in (f"update {table} set checksum = 'x'", f"delete from {table}"):
                assert await attempt(sessions, as_tenant(tenant, "test"), statement) == REFUSED

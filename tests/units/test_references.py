"""`unit_id` of reports, channels and members: an active unit of one's own, or none at all."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import Response

from tenants.session import Sessions, as_tenant
from tests.channels import bodies as channels
from tests.members.people import invitation
from tests.reports import bodies as reports
from tests.tenants.attempts import attempt
from tests.units.test_units import LIST, created
from tests.world import Caller, World

ROOMS = {"/v1/reports": "operator", "/v1/channels": "operator", "/v1/members": "admin"}


def body(path: str, **changes: Any) -> dict[str, Any]:
    made = {"/v1/reports": reports.body, "/v1/channels": channels.body, "/v1/members": invitation}
    return made[path](**changes)


def told(answer: Response) -> dict[str, Any]:
    found: dict[str, Any] = answer.json()
    found.pop("request_id")
    return found


@pytest.mark.parametrize("path", ROOMS)
class TestUnitId:
    async def test_an_active_one_is_taken_and_filtered_by(self, world: World, path: str) -> None:
        caller, admin = await _callers(world, path)
        unit = (await created(admin))["id"]
        answer = await caller.post(path, body(path, unit_id=unit))
        assert (answer.status_code, answer.json()["unit_id"]) == (201, unit)
        await caller.post(path, body(path))
        page = (await caller.get(f"{path}?unit_id={unit}")).json()
        assert [row["id"] for row in page["data"]] == [answer.json()["id"]]
        assert (await caller.get(f"{path}?unit_id={uuid4()}")).json()["data"] == []

    async def test_anothers_looks_like_none_at_all(self, world: World, path: str) -> None:
        caller, _ = await _callers(world, path)
        theirs = (await created(await world.caller("32.73", "admin")))["id"]
        absent = await caller.post(path, body(path, unit_id=str(uuid4())))
        answer = await caller.post(path, body(path, unit_id=theirs))
        assert absent.status_code == 422
        assert told(answer) == told(absent)
        assert [(e["pointer"], e["code"]) for e in absent.json()["errors"]] == [
            ("/unit_id", "not-found")
        ]

    async def test_an_archived_one_is_kept_and_not_given(self, world: World, path: str) -> None:
        caller, admin = await _callers(world, path)
        unit = (await created(admin))["id"]
        made = (await caller.post(path, body(path, unit_id=unit))).json()
        bare = (await caller.post(path, body(path))).json()
        assert (await admin.patch(f"{LIST}/{unit}", {"status": "archived"}, 1)).status_code == 200
        assert (await caller.post(path, body(path, unit_id=unit))).status_code == 422
        given = await caller.patch(f"{path}/{bare['id']}", {"unit_id": unit}, 1)
        assert given.json()["errors"][0]["pointer"] == "/unit_id"
        change = {"roles": ["viewer"]} if path == "/v1/members" else {"external_reference": unit}
        kept = await caller.patch(f"{path}/{made['id']}", change, made["version"])
        assert (kept.status_code, kept.json()["unit_id"]) == (200, unit)
        cleared = await caller.patch(f"{path}/{made['id']}", {"unit_id": None}, 2)
        assert cleared.json()["unit_id"] is None

    async def test_the_database_checks_it_too(
        self, world: World, app: FastAPI, sessions: Sessions, path: str
    ) -> None:
        caller, _ = await _callers(world, path)
        assert (await caller.post(path, body(path))).status_code == 201
        theirs = (await created(await world.caller("32.73", "admin")))["id"]
        place = app.state.directory.by_code("32.04")
        table = {"/v1/reports": "report", "/v1/channels": "channel", "/v1/members": "membership"}
        statement = f"update {table[path]} set unit_id = :unit"
        for unit in (theirs, str(uuid4())):
            refused = await attempt(sessions, as_tenant(place.id, "test"), statement, unit=unit)
            assert refused == "23503"


async def _callers(world: World, path: str) -> tuple[Caller, Caller]:
    return await world.caller("32.04", ROOMS[path]), await world.caller("32.04", "admin")

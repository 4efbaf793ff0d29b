import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.tenants.attempts import ask
from tests.world import Caller, World

LIST = "/v1/units"


def name() -> str:
    """One that no other test uses."""
    return f"Dinas Contoh {uuid4().hex[:8]}"


async def created(caller: Caller, **changes: Any) -> dict[str, Any]:
    answer = await caller.post(LIST, {"name": name(), "kind": "agency", **changes})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


class TestCreateUnit:
    async def test_answers_with_every_field(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        answer = await admin.post(LIST, {"name": f"  {name()} ", "kind": "district"})
        unit = answer.json()
        assert answer.status_code == 201
        assert set(unit) == {
            *("id", "status", "version", "name", "kind", "created_at", "updated_at"),
        }
        assert (unit["status"], unit["name"]) == ("active", unit["name"].strip())
        assert (answer.headers["location"], answer.headers["etag"]) == (
            f"{LIST}/{unit['id']}",
            '"1"',
        )
        assert (await admin.get(answer.headers["location"])).json() == unit

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"name": ""}, "/name", "string-too-short"),
            ({"name": "a" * 201}, "/name", "string-too-long"),
            ({"name": "a\nb"}, "/name", "line-break"),
            ({"name": "a\u2028b"}, "/name", "line-break"),
            ({"name": "a\u2029b"}, "/name", "line-break"),
            ({"kind": "office"}, "/kind", "enum"),
            ({"status": "archived"}, "/status", "extra-forbidden"),
        ],
    )
    async def test_says_what_to_change(
        self, world: World, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        admin = await world.caller("32.04", "admin")
        answer = await admin.post(LIST, {"name": name(), "kind": "agency", **changes})
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]

    async def test_a_name_is_used_once_in_a_tenant(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        unit = await created(admin)
        again = await admin.post(LIST, {"name": unit["name"], "kind": "other"})
        assert (again.status_code, again.json()["code"]) == (409, "name-taken")
        assert again.json()["existing_id"] == unit["id"]
        elsewhere = await created(await world.caller("32.73", "admin"), name=unit["name"])
        assert elsewhere["id"] != unit["id"]

    async def test_of_many_at_once_one_has_the_name(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        body = {"name": name(), "kind": "agency"}
        answers = await asyncio.gather(*(admin.post(LIST, body) for _ in range(6)))
        assert sorted(a.status_code for a in answers) == [201, *[409] * 5]
        assert {a.json()["code"] for a in answers if a.status_code == 409} == {"name-taken"}

    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_only_an_admin_may(self, world: World, role: str) -> None:
        caller = await world.caller("32.04", role)
        answer = await caller.post(LIST, {"name": name(), "kind": "agency"})
        assert (answer.status_code, answer.json()["permission"]) == (403, "units:write")


class TestUpdateUnit:
    async def test_renames_archives_and_brings_back(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        unit = await created(admin)
        path, new = f"{LIST}/{unit['id']}", name()
        answer = await admin.patch(path, {"name": new, "status": "archived"}, 1)
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert (answer.json()["name"], answer.json()["status"]) == (new, "archived")
        assert answer.json()["kind"] == "agency"
        back = await admin.patch(path, {"status": "active"}, 2)
        assert back.json()["status"] == "active"
        assert (await admin.patch(path, {"status": "active"}, 3)).json()["version"] == 3

    async def test_a_name_that_is_taken_stays_taken(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        one, two = await created(admin), await created(admin)
        answer = await admin.patch(f"{LIST}/{two['id']}", {"name": one["name"]}, 1)
        assert (answer.status_code, answer.json()["existing_id"]) == (409, one["id"])
        same = await admin.patch(f"{LIST}/{two['id']}", {"name": two["name"], "kind": "other"}, 1)
        assert same.status_code == 200

    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        path = f"{LIST}/{(await created(admin))['id']}"
        assert (await admin.patch(path, {"kind": "other"}, None)).status_code == 428
        assert (await admin.patch(path, {"kind": "other"}, 9)).status_code == 412
        assert (await admin.patch(path, {"kind": None}, 1)).status_code == 422

    async def test_is_written_into_the_chain(self, world: World, superuser_url: str) -> None:
        admin = await world.caller("32.04", "admin")
        unit = await created(admin)
        await admin.patch(f"{LIST}/{unit['id']}", {"kind": "other"}, 1)
        query = "select body from audit_event where body like %(id)s order by seq"
        actions = ask(superuser_url, query, id=f"%{unit['id']}%")
        assert ['"create_unit"' in actions[0][0], '"update_unit"' in actions[1][0]] == [True, True]


class TestListUnits:
    async def test_filters_and_sorts(self, world: World) -> None:
        admin = await world.caller("32.01", "admin")
        made = [await created(admin, kind="district", name=f"{k} {name()}") for k in "CAB"]
        await admin.patch(f"{LIST}/{made[0]['id']}", {"status": "archived"}, 1)
        viewer = await world.caller("32.01", "viewer")
        for query, wanted in (
            ("kind=district&sort=name", [1, 2, 0]),
            ("kind=district", [2, 1, 0]),
            ("kind=district&status=active&sort=-name", [2, 1]),
            ("kind=district&status=archived", [0]),
        ):
            page = (await viewer.get(f"{LIST}?{query}")).json()
            assert [row["id"] for row in page["data"]] == [made[place]["id"] for place in wanted]
        first = (await viewer.get(f"{LIST}?kind=district&sort=name&limit=1")).json()
        rest = await viewer.get(
            f"{LIST}?kind=district&sort=name&limit=2&cursor={first['next_cursor']}"
        )
        assert [row["id"] for row in rest.json()["data"]] == [made[2]["id"], made[0]["id"]]

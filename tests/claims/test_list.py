from datetime import datetime
from uuid import uuid4

import pytest

from api.jobs.queue import Runtime
from tests.claims.bodies import LIST, Json, assigned, closed, created, member_id, run_out
from tests.world import Caller, World


async def _ids(caller: Caller, query: str) -> set[str]:
    answer = await caller.get(f"{LIST}?limit=200&{query}")
    assert answer.status_code == 200, answer.text
    return {row["id"] for row in answer.json()["data"]}


async def _new(world: World, tenant: str = "32.04", **changes: object) -> Json:
    return await created(await world.caller(tenant, "operator"), **changes)


class TestListClaims:
    async def test_by_state_region_and_reference(self, world: World) -> None:
        reference = str(uuid4())
        new, done = await _new(world, external_reference=reference), await _new(world)
        await closed(world, done)
        caller = await world.caller("32.04", "viewer")
        open_ones = await _ids(caller, "status=new&status=assigned")
        assert new["id"] in open_ones
        assert done["id"] not in open_ones
        assert done["id"] in await _ids(caller, "status=ineligible")
        assert await _ids(caller, f"external_reference={reference}") == {new["id"]}
        assert {new["id"], done["id"]} <= await _ids(caller, "region=32.04")
        assert await _ids(caller, "region=32.79") == set()

    async def test_by_who_works_on_it(self, world: World) -> None:
        mine, other = await assigned(world, await _new(world)), await _new(world)
        member = await member_id(world, "32.04", "operator")
        found = await _ids(await world.caller("32.04", "viewer"), f"assignee={member}")
        assert mine["id"] in found
        assert other["id"] not in found

    async def test_overdue_ones(self, world: World, runtime: Runtime) -> None:
        late, early, done = [await _new(world, "32") for _ in range(3)]
        await closed(world, done)
        await run_out(runtime, late, done)
        caller = await world.caller("32", "viewer")
        found = await _ids(caller, "overdue=true&tenant=32")
        assert {late["id"]} == found & {late["id"], early["id"], done["id"]}
        found = await _ids(caller, "overdue=false&tenant=32")
        assert {early["id"], done["id"]} == found & {late["id"], early["id"], done["id"]}

    async def test_received_since_and_until(self, world: World) -> None:
        one, other = await _new(world), await _new(world)
        at = other["received_at"].replace("+00:00", "Z")
        caller = await world.caller("32.04", "viewer")
        both = {one["id"], other["id"]}
        assert both & await _ids(caller, f"since={at}") == {other["id"]}
        assert both & await _ids(caller, f"until={at}") == {one["id"]}

    @pytest.mark.parametrize(
        "query", ["since=2026-10-14T09:00:00", "since=x", "status=gone", "q=x"]
    )
    async def test_what_is_not_understood_is_refused(self, world: World, query: str) -> None:
        caller = await world.caller("32.04", "viewer")
        assert (await caller.get(f"{LIST}?{query}")).status_code == 422

    @pytest.mark.parametrize("sort", ["received_at", "-received_at", "due_at", "-due_at"])
    async def test_page_after_page(self, world: World, sort: str) -> None:
        made = [(await _new(world, "32.73"))["id"] for _ in range(4)]
        caller = await world.caller("32.73", "viewer")
        seen: list[Json] = []
        query = f"limit=3&sort={sort}"
        while True:
            page = (await caller.get(f"{LIST}?{query}")).json()
            seen += page["data"]
            if not page["has_more"]:
                break
            query = f"limit=3&sort={sort}&cursor={page['next_cursor']}"
        ids = [row["id"] for row in seen]
        assert len(ids) == len(set(ids))
        assert set(made) <= set(ids)
        moments = [datetime.fromisoformat(row[sort.removeprefix("-")]) for row in seen]
        assert moments == sorted(moments, reverse=sort.startswith("-"))

    async def test_whose_claims_are_seen(self, world: World) -> None:
        mine, other = await _new(world), await _new(world, "32.73")
        both = {mine["id"], other["id"]}
        province, regency = [await world.caller(code, "viewer") for code in ("32", "32.04")]
        assert both & await _ids(province, "") == both
        assert both & await _ids(province, "tenant=32.73") == {other["id"]}
        assert both & await _ids(regency, "") == {mine["id"]}
        assert both & await _ids(regency, "tenant=32.73") == set()

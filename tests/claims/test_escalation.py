import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from api.claims import transfers
from api.claims.escalation import escalate_overdue
from api.claims.models import Claim
from api.jobs.queue import Runtime
from tests.claims.bodies import (
    LIST,
    Json,
    assigned,
    body,
    by_reference,
    closed,
    continuation,
    created,
    read,
    run_out,
    transferred,
)
from tests.clarifications.bodies import published
from tests.media.uploads import announce, ask
from tests.world import World, all_events


async def _new(world: World, tenant: str = "32.04", **changes: Any) -> Json:
    return await created(await world.caller(tenant, "operator"), **changes)


async def _escalated(world: World, runtime: Runtime, **changes: Any) -> Json:
    claim = await _new(world, **changes)
    await run_out(runtime, claim)
    await escalate_overdue(runtime)
    return await read(await world.caller("32.04", "verifier"), claim)


class TestEscalation:
    async def test_the_province_answers_when_the_clock_has_run_out(
        self, world: World, runtime: Runtime
    ) -> None:
        old = await _escalated(world, runtime, links=["https://bit.example/a"])
        new = await continuation(world, old)
        assert (old["status"], old["overdue"], old["closed_at"]) == ("escalated", False, None)
        assert (new["tenant"], new["status"], new["region"]) == ("32", "new", "32.04")
        assert (new["origin_claim"], new["overdue"]) == (old["reference"], False)
        assert [new[name] for name in ("text", "links")] == [
            old[name] for name in ("text", "links")
        ]
        received, due = (datetime.fromisoformat(new[name]) for name in ("received_at", "due_at"))
        assert due - received == timedelta(hours=3)

    async def test_an_assigned_one_goes_too_and_one_in_time_stays(
        self, world: World, runtime: Runtime
    ) -> None:
        late, early = await assigned(world, await _new(world)), await _new(world)
        await run_out(runtime, late)
        await escalate_overdue(runtime)
        caller = await world.caller("32.04", "viewer")
        assert (await read(caller, late))["status"] == "escalated"
        assert await read(caller, early) == early

    async def test_a_closed_one_stays(self, world: World, runtime: Runtime) -> None:
        claim = await closed(world, await _new(world))
        await run_out(runtime, claim)
        await escalate_overdue(runtime)
        found = await read(await world.caller("32.04", "viewer"), claim)
        assert (found["status"], found["overdue"]) == ("ineligible", False)

    async def test_the_provinces_own_stay_and_are_overdue(
        self, world: World, runtime: Runtime
    ) -> None:
        claim = await _new(world, "32")
        await run_out(runtime, claim)
        await escalate_overdue(runtime)
        found = await read(await world.caller("32", "viewer"), claim)
        assert (found["status"], found["overdue"], found["continued_as"]) == ("new", True, None)

    async def test_two_workers_at_once_escalate_once(self, world: World, runtime: Runtime) -> None:
        claims = [await _new(world, tenant) for tenant in ("32.04", "32.73") * 3]
        await run_out(runtime, *claims)
        counts = await asyncio.gather(*(escalate_overdue(runtime) for _ in range(4)))
        assert sum(counts) >= len(claims)
        for claim in claims:
            old = await read(await world.caller(claim["tenant"], "viewer"), claim)
            new = await continuation(world, old)
            assert (new["sightings"], old["version"]) == (1, 2)
        page = await (await world.caller("32", "viewer")).get(f"{LIST}?limit=200&tenant=32")
        origins = [row["origin_claim"] for row in page.json()["data"]]
        assert {claim["reference"] for claim in claims} <= set(origins)
        assert all(origins.count(claim["reference"]) == 1 for claim in claims)

    async def test_one_that_fails_holds_up_no_other(
        self, world: World, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # By code the city comes behind the regency.
        bad, good = await _new(world), await _new(world, "32.73", region="32.73")
        for claim in (bad, good):
            await run_out(runtime, claim)
        whole = transfers.go_on

        async def broken(session: AsyncSession, claim: Claim, *args: Any) -> Claim:
            if str(claim.id) == bad["id"]:
                message = "broken"
                raise RuntimeError(message)
            return await whole(session, claim, *args)

        monkeypatch.setattr("api.claims.escalation.go_on", broken)
        await escalate_overdue(runtime)
        stays = await read(await world.caller("32.04", "viewer"), bad)
        assert (stays["status"], stays["overdue"]) == ("new", True)
        goes = await read(await world.caller("32.73", "viewer"), good)
        assert goes["status"] == "escalated"
        monkeypatch.undo()
        await escalate_overdue(runtime)
        again = await read(await world.caller("32.04", "viewer"), bad)
        assert again["status"] == "escalated"

    async def test_both_offices_are_told_and_both_note_it(
        self, world: World, runtime: Runtime
    ) -> None:
        old = await _escalated(world, runtime)
        new = await continuation(world, old)
        facts = {name: old[name] for name in ("reference", "continued_as", "continued_by")}
        for claim in (old, new):
            admin = await world.caller(claim["tenant"], "admin")
            page = (await admin.get("/v1/audit-events?limit=200")).json()["data"]
            noted = next(e for e in page if e["subject"] == claim["id"])
            assert (noted["action"], noted["facts"]) == (
                "escalate_claim",
                {**noted["facts"], **facts},
            )
            assert noted["actor"]["kind"] == "system"
            events = await all_events(admin)
            told = [e["data"] for e in events if e["type"] == "claim.escalated"]
            mine = next(data for data in told if data["id"] == claim["id"])
            assert {name: mine[name] for name in facts} == facts

    async def test_who_it_was_taken_from_closes_it_no_more(
        self, world: World, runtime: Runtime
    ) -> None:
        old, verifier = await _escalated(world, runtime), await world.caller("32.04", "verifier")
        json = {"outcome": "ineligible"}
        path = f"{LIST}/{old['id']}/close"
        answer = await verifier.post(path, json, version=old["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")

    async def test_the_outcome_comes_back(self, world: World, runtime: Runtime) -> None:
        old = await _escalated(world, runtime)
        row = await published(world, tenant="32.73")
        answer = {"outcome": "clarified", "clarification_number": row["number"]}
        await closed(world, await continuation(world, old), **answer)
        mirrored = await read(await world.caller("32.04", "viewer"), old)
        assert (mirrored["status"], mirrored["outcome"]) == ("escalated", "clarified")
        assert mirrored["clarification_number"] == row["number"]

    async def test_repeats_are_counted_where_it_is_answered(
        self, world: World, runtime: Runtime
    ) -> None:
        old = await _escalated(world, runtime)
        new = await continuation(world, old)
        caller = await world.caller("32.04", "operator")
        again = await caller.post(LIST, body(text=old["text"]))
        assert again.json() == {"reference": new["reference"], "tenant": "32"}
        assert (await continuation(world, old))["sightings"] == 2
        assert await read(caller, old) == old

    async def test_the_province_sees_the_files_of_the_origin(
        self, world: World, runtime: Runtime, superuser_url: str
    ) -> None:
        caller = await world.caller("32.04", "operator")
        asset = (await announce(caller, b"a picture", purpose="claim"))["id"]
        ready = "update asset set status = 'ready', media_key = 'x' where id = %(id)s returning id"
        assert await ask(superuser_url, ready, id=asset)
        old = await _escalated(world, runtime, asset_ids=[asset])
        new = await continuation(world, old)
        assert (old["asset_ids"], new["asset_ids"]) == ([asset], [asset])
        province = await world.caller("32", "verifier")
        assert (await province.get(f"/v1/assets/{asset}")).status_code == 200

    async def test_the_same_message_at_the_province_takes_it_in(
        self, world: World, runtime: Runtime
    ) -> None:
        """The province had it for a region that took no part yet: one answer serves both."""
        text, code = f"Pesan {uuid4()}", "32.04"
        first = await _escalated(world, runtime, text=text)
        there = await continuation(world, first)
        assert there["region"] == code
        second = await _new(world, "32.73", text=text)
        back = await continuation(world, await transferred(world, second, "32.04"))
        await run_out(runtime, back)
        await escalate_overdue(runtime)
        joined = await by_reference(await world.caller("32", "viewer"), there["reference"])
        assert joined["sightings"] == 2
        await closed(world, joined, outcome="not_clarifiable")
        for tenant, claim in (("32.04", first), ("32.04", back), ("32.73", second)):
            ended = await read(await world.caller(tenant, "viewer"), claim)
            assert ended["outcome"] == "not_clarifiable"

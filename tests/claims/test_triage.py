from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.claims.bodies import (
    LIST,
    Json,
    assigned,
    body,
    closed,
    continuation,
    created,
    member_id,
    read,
    transferred,
)
from tests.clarifications.bodies import approved, published
from tests.clarifications.bodies import body as clarification
from tests.clarifications.bodies import moved as clarified
from tests.world import World, all_events

VERBS = {
    "assign": {"member_id": str(uuid4())},
    "transfer": {"tenant": "32.73", "reason": "x"},
    "close": {"outcome": "ineligible"},
}


async def _new(world: World, tenant: str = "32.04", **changes: Any) -> Json:
    return await created(await world.caller(tenant, "operator"), **changes)


async def _assigned(world: World) -> Json:
    return await assigned(world, await _new(world))


async def _closed(world: World) -> Json:
    return await closed(world, await _new(world))


async def _transferred(world: World) -> Json:
    return await transferred(world, await _new(world), "32.73")


class TestWho:
    @pytest.mark.parametrize("verb", sorted(VERBS))
    @pytest.mark.parametrize("role", ["operator", "admin", "viewer", "client"])
    async def test_triage_needs_a_verifier(self, world: World, verb: str, role: str) -> None:
        claim, caller = await _new(world), await world.caller("32.04", role)
        answer = await caller.post(f"{LIST}/{claim['id']}/{verb}", VERBS[verb], version=1)
        assert answer.status_code == 403
        assert (await read(await world.caller("32.04", "viewer"), claim))["version"] == 1

    @pytest.mark.parametrize("verb", sorted(VERBS))
    async def test_the_province_reads_those_of_others_and_triages_its_own(
        self, world: World, verb: str
    ) -> None:
        claim, province = await _new(world), await world.caller("32", "verifier")
        assert await read(province, claim) == claim
        answer = await province.post(f"{LIST}/{claim['id']}/{verb}", VERBS[verb], version=1)
        assert answer.status_code == 404

    @pytest.mark.parametrize("verb", sorted(VERBS))
    async def test_a_change_names_the_version_that_it_saw(self, world: World, verb: str) -> None:
        claim, verifier = await _new(world), await world.caller("32.04", "verifier")
        path = f"{LIST}/{claim['id']}/{verb}"
        assert (await verifier.post(path, VERBS[verb])).status_code == 428
        assert (await verifier.post(path, VERBS[verb], version=7)).status_code == 412

    @pytest.mark.parametrize("verb", sorted(VERBS))
    @pytest.mark.parametrize("make", [_closed, _transferred], ids=["closed", "transferred"])
    async def test_what_is_over_here_stays_as_it_is(
        self, world: World, verb: str, make: Callable[[World], Awaitable[Json]]
    ) -> None:
        claim, verifier = await make(world), await world.caller("32.04", "verifier")
        path = f"{LIST}/{claim['id']}/{verb}"
        answer = await verifier.post(path, VERBS[verb], version=claim["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
        assert answer.json()["allowed"] == []


class TestAssignClaim:
    async def test_a_member_works_on_it(self, world: World) -> None:
        claim = await _new(world)
        member = await member_id(world, "32.04", "operator")
        done = await assigned(world, claim)
        assert done == {**claim, "status": "assigned", "assignee": member, "version": 2}
        events = await all_events(await world.caller("32.04", "viewer"))
        told = [e["data"] for e in events if e["type"] == "claim.assigned"]
        assert {"id": claim["id"], "reference": claim["reference"], "assignee": member} in told
        again = await assigned(world, done, "verifier")
        assert (again["status"], again["assignee"] != member) == ("assigned", True)

    async def test_only_an_active_member_of_the_same_office(self, world: World) -> None:
        claim, verifier = await _new(world), await world.caller("32.04", "verifier")
        admin = await world.caller("32.04", "admin")
        guest = {"email": f"{uuid4()}@baru.example", "name": "Baru", "roles": ["operator"]}
        invited = (await admin.post("/v1/members", guest)).json()["id"]
        for member in (await member_id(world, "32.73", "operator"), str(uuid4()), invited):
            path = f"{LIST}/{claim['id']}/assign"
            answer = await verifier.post(path, {"member_id": member}, version=1)
            error = answer.json()["errors"][0]
            assert (answer.status_code, error["pointer"]) == (422, "/member_id")


class TestTransferClaim:
    async def test_it_goes_on_elsewhere_and_stays_here(self, world: World) -> None:
        claim = await _new(world, links=["https://bit.example/a"])
        old = await transferred(world, claim, "32.73")
        new = await continuation(world, old)
        assert (old["status"], old["continued_by"], old["outcome"]) == (
            "transferred",
            "32.73",
            None,
        )
        assert old["note"] == "Pesan ini tentang wilayah lain."
        assert (new["status"], new["origin_claim"]) == ("new", claim["reference"])
        assert (new["region"], new["tenant"], new["note"]) == ("32.73", "32.73", None)
        same = ("text", "links", "medium", "seen_on", "sightings", "suggestions")
        assert [new[name] for name in same] == [claim[name] for name in same]
        assert new["received_at"] > claim["received_at"]
        assert new["due_at"] > claim["due_at"]
        here = await world.caller("32.04", "verifier")
        assert (await here.get(f"{LIST}/{new['id']}")).status_code == 404

    @pytest.mark.parametrize("tenant", ["32.04", "31.71", "32.99"])
    async def test_only_to_another_government_that_takes_part(
        self, world: World, tenant: str
    ) -> None:
        claim, verifier = await _new(world), await world.caller("32.04", "verifier")
        json = {"tenant": tenant, "reason": "x"}
        answer = await verifier.post(f"{LIST}/{claim['id']}/transfer", json, version=1)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/tenant")

    async def test_the_province_keeps_the_region(self, world: World) -> None:
        old = await transferred(world, await _new(world), "32")
        new = await continuation(world, old)
        assert (new["tenant"], new["region"]) == ("32", "32.04")

    async def test_both_offices_note_it(self, world: World) -> None:
        old = await transferred(world, await _new(world), "32.73")
        for tenant in ("32.04", "32.73"):
            admin = await world.caller(tenant, "admin")
            page = (await admin.get("/v1/audit-events?limit=200")).json()["data"]
            noted = [e for e in page if e["action"] == "transfer_claim"]
            facts = [e["facts"] for e in noted if e["subject"] == old["id"]]
            assert facts == [
                {name: old[name] for name in ("reference", "continued_as", "continued_by")}
            ]

    async def test_it_joins_the_same_message_that_is_open_there(self, world: World) -> None:
        there = await _new(world, "32.73")
        here = await _new(world, "32.04", text=there["text"])
        await _new(world, "32.04", text=there["text"])
        old = await transferred(world, here, "32.73")
        assert old["continued_as"] == there["reference"]
        joined = await read(await world.caller("32.73", "viewer"), there)
        assert joined == {**there, "sightings": 3}
        await closed(world, joined)
        for tenant, claim in (("32.04", here), ("32.73", there)):
            ended = await read(await world.caller(tenant, "viewer"), claim)
            assert (ended["outcome"], ended["closed_at"] is not None) == ("ineligible", True)

    async def test_there_and_back_is_a_new_claim(self, world: World) -> None:
        first = await _new(world)
        there = await continuation(world, await transferred(world, first, "32.73"))
        back = await continuation(world, await transferred(world, there, "32.04"))
        assert back["id"] != first["id"]
        assert back["origin_claim"] == there["reference"]
        await closed(world, back)
        mirrored = await read(await world.caller("32.04", "viewer"), first)
        assert (mirrored["status"], mirrored["outcome"]) == ("transferred", "ineligible")

    async def test_a_repeat_follows_it(self, world: World) -> None:
        claim = await _new(world)
        new = await continuation(world, await transferred(world, claim, "32.73"))
        caller = await world.caller("32.04", "operator")
        answer = await caller.post(LIST, body(text=claim["text"], region="32.04"))
        assert answer.json() == {"reference": new["reference"], "tenant": "32.73"}
        followed = await read(await world.caller("32.73", "viewer"), new)
        assert followed == {**new, "sightings": 2}
        await closed(world, followed)
        anew = await created(caller, text=claim["text"])
        assert (anew["status"], anew["sightings"]) == ("new", 1)


class TestCloseClaim:
    async def test_confirming_a_suggestion(self, world: World) -> None:
        row = await published(world, tenant="32.73", audience="government")
        claim = await _assigned(world)
        number = row["number"]
        done = await closed(world, claim, outcome="clarified", clarification_number=number)
        assert (done["status"], done["outcome"], done["clarification_number"]) == (
            "clarified",
            "clarified",
            number,
        )
        assert done["closed_at"] is not None
        assert done["version"] == claim["version"] + 1

    @pytest.mark.parametrize("outcome", ["not_clarifiable", "ineligible"])
    async def test_without_an_answer(self, world: World, outcome: str) -> None:
        done = await closed(world, await _new(world), outcome=outcome, note="Sudah kami periksa.")
        assert (done["status"], done["outcome"]) == (outcome, outcome)
        assert (done["note"], done["clarification_number"]) == ("Sudah kami periksa.", None)

    async def test_a_duplicate_names_the_claim_that_it_repeats(self, world: World) -> None:
        first, second, third = [await _new(world) for _ in range(3)]
        done = await closed(world, second, outcome="duplicate", duplicate_of=first["reference"])
        assert (done["status"], done["duplicate_of"]) == ("duplicate", first["reference"])
        verifier = await world.caller("32.04", "verifier")
        foreign = (await _new(world, "32.73"))["reference"]
        for wrong in (third["reference"], second["reference"], foreign, "ISU-2020-000001"):
            json = {"outcome": "duplicate", "duplicate_of": wrong}
            answer = await verifier.post(f"{LIST}/{third['id']}/close", json, version=1)
            error = answer.json()["errors"][0]
            assert (error["pointer"], error["code"]) == ("/duplicate_of", "not-found")

    async def test_only_what_is_published_answers(self, world: World) -> None:
        gone, waiting = await published(world), await approved(world)
        verifier = await world.caller("32.04", "verifier")
        await clarified(verifier, gone, "retract", {"public_reason": "Keliru."})
        assert waiting["number"] is None
        claim = await _new(world)
        for number in (gone["number"], "KLR-2020-000001"):
            json = {"outcome": "clarified", "clarification_number": number}
            answer = await verifier.post(f"{LIST}/{claim['id']}/close", json, version=1)
            error = answer.json()["errors"][0]
            assert (error["pointer"], error["code"]) == ("/clarification_number", "not-found")

    @pytest.mark.parametrize(
        ("json", "pointer", "code"),
        [
            ({"outcome": "clarified"}, "/clarification_number", "missing"),
            ({"outcome": "duplicate"}, "/duplicate_of", "missing"),
            (
                {"outcome": "ineligible", "clarification_number": "KLR-2026-000001"},
                "/clarification_number",
                "not-allowed",
            ),
            (
                {"outcome": "ineligible", "duplicate_of": "ISU-2026-000001"},
                "/duplicate_of",
                "not-allowed",
            ),
            ({"outcome": "escalated"}, "/outcome", "enum"),
        ],
        ids=["no number", "no claim", "a number", "a claim", "none of them"],
    )
    async def test_an_outcome_comes_with_what_belongs_to_it(
        self, world: World, json: Json, pointer: str, code: str
    ) -> None:
        claim, verifier = await _new(world), await world.caller("32.04", "verifier")
        answer = await verifier.post(f"{LIST}/{claim['id']}/close", json, version=1)
        error = answer.json()["errors"][0]
        assert (answer.status_code, error["pointer"], error["code"]) == (422, pointer, code)

    async def test_every_claim_before_it_mirrors_the_outcome(self, world: World) -> None:
        row = await published(world)
        first = await _new(world, "32.01")
        second = await continuation(world, await transferred(world, first, "32.73"))
        third = await continuation(world, await transferred(world, second, "32.04"))
        number = row["number"]
        await closed(world, third, outcome="clarified", clarification_number=number, note="Rahasia")
        for tenant, claim in (("32.01", first), ("32.73", second)):
            mirrored = await read(await world.caller(tenant, "viewer"), claim)
            assert mirrored["status"] == "transferred"
            assert (mirrored["outcome"], mirrored["clarification_number"]) == ("clarified", number)
            assert mirrored["closed_at"] is not None
            assert mirrored["note"] == "Pesan ini tentang wilayah lain."
            admin = await world.caller(tenant, "admin")
            page = (await admin.get("/v1/audit-events?limit=200")).json()["data"]
            noted = next(e for e in page if e["subject"] == claim["id"])
            assert noted["action"] == "close_claim"
            office = {"kind": "office", "id": None, "tenant": "32.04", "roles": ["verifier"]}
            assert noted["actor"] == office
            assert "Rahasia" not in str(page)


class TestPublishing:
    async def test_it_closes_the_claims_that_it_names(self, world: World) -> None:
        one, other = await _new(world), await _assigned(world)
        done = await _closed(world)
        origin = await _new(world, "32.73")
        third = await continuation(world, await transferred(world, origin, "32.04"))
        named = [each["id"] for each in (one, other, done, third)]
        row = await published(world, claim_ids=named)
        caller = await world.caller("32.04", "viewer")
        for claim in (one, other, third):
            found = await read(caller, claim)
            assert (found["status"], found["clarification_number"]) == ("clarified", row["number"])
        assert await read(caller, done) == done
        mirrored = await read(await world.caller("32.73", "viewer"), origin)
        assert (mirrored["outcome"], mirrored["clarification_number"]) == (
            "clarified",
            row["number"],
        )

    async def test_not_before_it_is_published(self, world: World) -> None:
        claim = await _new(world)
        await approved(world, claim_ids=[claim["id"]])
        assert await read(await world.caller("32.04", "viewer"), claim) == claim

    async def test_only_claims_of_the_same_office(self, world: World) -> None:
        own, foreign = await _new(world), await _new(world, "32.73")
        caller = await world.caller("32.04", "operator")
        for unknown in (foreign["id"], str(uuid4())):
            json = clarification(claim_ids=[own["id"], unknown])
            answer = await caller.post("/v1/clarifications", json)
            errors = [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
            assert errors == [("/claim_ids/1", "not-found")]

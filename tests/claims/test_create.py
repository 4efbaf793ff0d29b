import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update
from sqlmodel import col

from api.claims.models import Claim, ClaimSighting
from tenants.models import Tenant, TenantStatus
from tenants.session import as_system, as_tenant, transaction
from tests.claims.bodies import LIST, body, closed, created, read
from tests.clarifications.bodies import created as drafted
from tests.clarifications.bodies import moved as clarified
from tests.clarifications.bodies import published
from tests.matching.messages import words
from tests.media.uploads import announce, ask
from tests.world import World

ANSWER = {
    *("id", "reference", "tenant", "status", "assignee", "sightings", "received_at", "due_at"),
    *("overdue", "origin_claim", "suggestions", "version", "text", "links", "medium", "seen_on"),
    *("region", "asset_ids", "external_reference", "outcome", "clarification_number", "note"),
    *("duplicate_of", "continued_as", "continued_by", "closed_at"),
}


class TestCreateClaim:
    async def test_every_field_is_kept_and_answered(self, world: World) -> None:
        caller = await world.caller("32.04", "operator")
        sent = body(
            links=["https://bit.example/x"],
            external_reference=str(uuid4()),
            reporter={"name": "Pelapor", "contact": "+62 811 000", "consent": True},
        )
        answer = await caller.post(LIST, sent)
        made = answer.json()
        assert answer.status_code == 201, answer.text
        assert set(made) == ANSWER
        reporter = sent.pop("reporter")
        assert {name: made[name] for name in sent} == sent
        assert answer.headers["location"] == f"{LIST}/{made['id']}"
        assert answer.headers["etag"] == '"1"'
        assert re.fullmatch(r"ISU-20\d\d-\d{6}", made["reference"])
        assert (made["tenant"], made["status"], made["sightings"]) == ("32.04", "new", 1)
        received, due = (datetime.fromisoformat(made[name]) for name in ("received_at", "due_at"))
        assert due - received == timedelta(hours=3)
        assert made["overdue"] is False
        found = await caller.get(f"{LIST}/{made['id']}")
        assert found.json() == made
        assert reporter["contact"] not in answer.text + found.text

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"text": None}, "/text", "missing"),
            ({"text": "\u202a \u2069"}, "/text", "string-too-short"),
            ({"region": "31.71"}, "/region", "not-found"),
            ({"region": None}, "/region", None),
            ({"links": ["javascript:alert(1)"]}, "/links/0", None),
            ({"asset_ids": [str(uuid4())]}, "/asset_ids/0", "not-found"),
            ({"suggestions": []}, "/suggestions", None),
            ({"status": "clarified"}, "/status", None),
            ({"medium": "smoke"}, "/medium", None),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    async def test_what_is_wrong_is_pointed_at(
        self, world: World, changes: Any, pointer: str, code: str | None
    ) -> None:
        answer = await (await world.caller("32.04", "operator")).post(LIST, body(**changes))
        error = answer.json()["errors"][0]
        assert (answer.status_code, error["pointer"]) == (422, pointer)
        assert code is None or error["code"] == code

    async def test_signs_that_nobody_sees_do_not_keep_a_message_out(self, world: World) -> None:
        caller = await world.caller("32.04", "operator")
        text = f"Kirim ke \u2068@panitia\u2069\x00 {uuid4()}"
        made = await created(caller, text=text)
        assert made["text"] == text.translate({0x2068: None, 0x2069: None, 0: None})

    async def test_a_link_alone_is_a_link(self, world: World) -> None:
        link = f"https://bit.example/{uuid4()}"
        caller = await world.caller("32.04", "operator")
        made = await created(caller, text=None, medium=None, links=[link])
        assert (made["medium"], made["text"], made["links"]) == ("link", None, [link])

    async def test_a_client_may_and_a_viewer_may_not(self, world: World) -> None:
        assert (await created(await world.caller("32.04", "client")))["status"] == "new"
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.post(LIST, body())).status_code == 403

    async def test_what_was_sent_under_a_reference_is_sent_once(self, world: World) -> None:
        caller = await world.caller("32.04", "client")
        reference = str(uuid4())
        made = await created(caller, external_reference=reference)
        again = await caller.post(LIST, body(external_reference=reference))
        assert (again.status_code, again.json()["existing_id"]) == (409, made["id"])
        elsewhere = await world.caller("32.73", "client")
        assert (await created(elsewhere, external_reference=reference))["tenant"] == "32.73"

    async def test_a_repeat_under_the_same_key_is_answered_as_before(self, world: World) -> None:
        caller, sent, key = await world.caller("32.04", "operator"), body(), str(uuid4())
        first, again = [await caller.post(LIST, sent, key=key) for _ in range(2)]
        assert again.json() == first.json()
        assert (await read(caller, first.json()))["sightings"] == 1


class TestFiles:
    async def test_the_province_sees_the_files_of_a_claim(
        self, world: World, superuser_url: str
    ) -> None:
        caller, province = [await world.caller(code, "operator") for code in ("32.04", "32")]
        asset = (await announce(caller, b"a picture", purpose="claim"))["id"]
        ready = "update asset set status = 'ready', media_key = 'x' where id = %(id)s returning id"
        assert await ask(superuser_url, ready, id=asset)
        assert (await province.get(f"/v1/assets/{asset}")).status_code == 404
        made = await created(caller, text=None, medium=None, asset_ids=[asset])
        assert (made["asset_ids"], made["medium"]) == ([asset], "image")
        assert (await province.get(f"/v1/assets/{asset}")).status_code == 200

    async def test_what_is_not_checked_yet_is_refused(self, world: World) -> None:
        caller = await world.caller("32.04", "operator")
        asset = await announce(caller, b"a picture", purpose="claim")
        answer = await caller.post(LIST, body(asset_ids=[asset["id"]]))
        assert (answer.status_code, answer.json()["code"]) == (409, "asset-not-ready")


class TestRegion:
    async def test_a_message_of_another_region_goes_there(self, world: World) -> None:
        sender, receiver = [await world.caller(code, "operator") for code in ("32.04", "32.73")]
        sent = body(region="32.73")
        answer = await sender.post(LIST, sent)
        assert answer.status_code == 201
        assert set(answer.json()) == {"reference", "tenant"}
        assert answer.json()["tenant"] == "32.73"
        assert not {"location", "etag"} & set(answer.headers)
        rows = (await receiver.get(f"{LIST}?limit=200")).json()["data"]
        made = next(row for row in rows if row["reference"] == answer.json()["reference"])
        assert (made["text"], made["status"]) == (sent["text"], "new")
        assert (await sender.get(f"{LIST}/{made['id']}")).status_code == 404

    async def test_the_other_office_is_not_told_who_sent_it(
        self, world: World, superuser_url: str
    ) -> None:
        sender = await world.caller("32.04", "operator")
        for region, named in (("32.73", False), ("32.04", True)):
            answer = await sender.post(LIST, body(region=region))
            query = "select created_by_name from claim where reference = %(reference)s"
            [(name,)] = await ask(superuser_url, query, reference=answer.json()["reference"])
            assert (name is not None) == named

    @pytest.mark.parametrize("field", ["asset_ids", "external_reference"])
    async def test_what_is_the_senders_own_stays_there(self, world: World, field: str) -> None:
        sender = await world.caller("32.04", "operator")
        value = "a-1" if field == "external_reference" else [str(uuid4())]
        answer = await sender.post(LIST, body(region="32.73", **{field: value}))
        error = answer.json()["errors"][0]
        assert (error["pointer"], error["code"]) == (f"/{field}", "not-allowed")

    async def test_the_province_reads_on(self, world: World) -> None:
        province = await world.caller("32", "operator")
        made = await created(province, region="32.73")
        assert (made["tenant"], made["region"]) == ("32.73", "32.73")
        assert await read(province, made) == made

    async def test_the_province_answers_for_who_takes_no_part(
        self, app: FastAPI, world: World
    ) -> None:
        caller = await world.caller("32", "operator")
        async with _inactive(app, "32.79"):
            made = await created(caller, region="32.79")
        assert (made["tenant"], made["region"]) == ("32", "32.79")
        assert (await created(caller, region="32.79"))["tenant"] == "32.79"


@asynccontextmanager
async def _inactive(app: FastAPI, code: str) -> AsyncIterator[None]:
    for status in (TenantStatus.INACTIVE, TenantStatus.ACTIVE):
        async with transaction(app.state.sessions, as_system("a test")) as session:
            this = update(Tenant).where(col(Tenant.code) == code)
            await session.execute(this.values(status=status))
        if status is TenantStatus.INACTIVE:
            yield


class TestRepeats:
    async def test_a_repeat_is_a_sighting(self, world: World) -> None:
        caller = await world.caller("32.04", "operator")
        made = await created(caller)
        shouted = f"  {made['text'].upper()}\u200b\n"
        again = await created(caller, text=shouted, seen_on="facebook")
        assert again == {**made, "sightings": 2}

    @pytest.mark.parametrize("changes", [{"links": ["https://x.example/1"]}, {"text": "Lain"}])
    async def test_what_differs_is_another_claim(self, world: World, changes: Any) -> None:
        caller = await world.caller("32.04", "operator")
        made = await created(caller)
        other = await created(caller, **{"text": made["text"], **changes})
        assert other["reference"] != made["reference"]

    async def test_the_same_elsewhere_is_another_claim(self, world: World) -> None:
        made = await created(await world.caller("32.04", "operator"))
        other = await created(await world.caller("32.73", "operator"), text=made["text"])
        assert (other["tenant"], other["sightings"]) == ("32.73", 1)

    async def test_once_it_is_closed_it_is_asked_anew(self, world: World) -> None:
        caller = await world.caller("32.04", "operator")
        made = await created(caller)
        await closed(world, made)
        again = await created(caller, text=made["text"])
        assert again["reference"] != made["reference"]
        assert (again["status"], again["sightings"]) == ("new", 1)

    async def test_a_repeat_gives_a_claim_the_reference_that_it_lacks(self, world: World) -> None:
        caller, reference = await world.caller("32.04", "client"), str(uuid4())
        made = await created(caller)
        repeat = {"text": made["text"], "external_reference": reference}
        again = await created(caller, **repeat)
        assert (again["id"], again["external_reference"]) == (made["id"], reference)
        other = await created(caller, text=made["text"], external_reference=str(uuid4()))
        assert other["external_reference"] == reference

    async def test_twenty_at_once_make_one_claim(self, app: FastAPI, world: World) -> None:
        callers = [await world.caller("32.04", role) for role in ("operator", "client")]
        sent = body()
        answers = await asyncio.gather(*(callers[n % 2].post(LIST, sent) for n in range(20)))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        claim = await read(callers[0], answers[0].json())
        assert claim["sightings"] == 20
        place = app.state.directory.by_code("32.04")
        async with transaction(app.state.sessions, as_tenant(place.id, "a test")) as session:
            same = col(Claim.text) == sent["text"]
            assert await session.scalar(select(func.count()).where(same)) == 1
            sightings = select(func.count()).where(col(ClaimSighting.claim_id) == claim["id"])
            assert await session.scalar(sightings) == 20


class TestSuggestions:
    async def test_what_was_published_is_suggested_until_it_is_retracted(
        self, world: World
    ) -> None:
        title = words(8)
        row = await published(world, tenant="32.73", title=title, audience="government")
        caller = await world.caller("32.04", "operator")
        made = await created(caller, text=f"Sebarkan! {title}")
        best = made["suggestions"][0]
        assert best == {
            "number": row["number"],
            "title": title,
            "verdict": "false",
            "score": best["score"],
        }
        assert best["score"] > 0.5
        verifier = await world.caller("32.73", "verifier")
        await clarified(verifier, row, "retract", {"public_reason": "Keliru."})
        shown = await read(caller, made)
        assert row["number"] not in {each["number"] for each in shown["suggestions"]}

    async def test_a_draft_never_is(self, world: World) -> None:
        title = words(8)
        await drafted(await world.caller("32.04", "operator"), title=title)
        made = await created(await world.caller("32.04", "operator"), text=title)
        assert title not in str(made["suggestions"])

"""Publications at a time: planned, kept by the worker, and called off by whatever changes the text."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import pytest
from psycopg import AsyncConnection
from sqlalchemy.ext.asyncio import AsyncSession

from api.clarifications import due, due_tasks
from api.jobs.queue import Runtime, queue
from api.settings import Settings
from tenants.session import Sessions, as_tenant
from tests.clarifications.bodies import LIST, approved, moved
from tests.clarifications.correcting import NEW, carried, opened, read, refused, shown
from tests.clarifications.pictures import Stock, context_of
from tests.conduct.elections import day, window
from tests.members.people import join, letters_to
from tests.world import World, all_events

Row = dict[str, Any]
NOT_ALLOWED = (409, "transition-not-allowed")


def after(**time: float) -> str:
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


async def planned(world: World, row: Row | None = None, at: str | None = None) -> Row:
    row = row or await approved(world)
    verifier = await world.caller(row["tenant"], "verifier")
    return await moved(verifier, row, "publish", {"publish_at": at or after(hours=1)})


class Clock:
    """Lets the time come, and what is due be done."""

    def __init__(self, runtime: Runtime, url: str) -> None:
        self._runtime, self._url = runtime, url

    async def ask(self, query: str, *parameters: Any) -> list[Any]:
        async with await AsyncConnection.connect(self._url) as database:
            cursor = await database.execute(query, list(parameters))
            return await cursor.fetchall() if cursor.description else []

    async def come(self, *rows: Row) -> None:
        query = (
            "update clarification set publish_at = now() - interval '1 second' where id = any(%s)"
        )
        await self.ask(query, [row["id"] for row in rows])

    async def run(self) -> None:
        await due_tasks.publish_due.func(context_of(self._runtime), timestamp=0)

    async def pass_for(self, row: Row) -> None:
        await self.come(row)
        await self.run()

    async def last_event(self, row: Row) -> dict[str, Any]:
        query = "select body from audit_event where subject = %s order by seq desc limit 1"
        found: dict[str, Any] = json.loads((await self.ask(query, row["id"]))[0][0])
        return found


class GivenUp(Protocol):
    """Lets the time of a row come, and looks at what became of it."""

    async def __call__(
        self, row: Row, reason: str, said: str, *, person: str | None = None
    ) -> None: ...


@pytest.fixture
def given_up(world: World, clock: "Clock", sessions: Sessions, settings: Settings) -> GivenUp:
    async def look(row: Row, reason: str, said: str, *, person: str | None = None) -> None:
        human = world.people["32.04"]["verifier"]
        before = len(await letters_to(sessions, settings, human.email))
        await clock.pass_for(row)
        left = await read(await world.caller("32.04", "verifier"), row)
        assert (left["status"], left["publish_at"], left["number"]) == ("approved", None, None)
        assert left["version"] == row["version"] + 1
        told = await clock.last_event(row)
        assert (told["action"], told["actor"]) == ("cancel_publication", {"kind": "system"})
        planner = person or human.person_id
        assert told["facts"] == {"reason": reason, "scheduled_by": planner}
        await clock.run()
        sent = await letters_to(sessions, settings, human.email)
        assert len(sent) == before + 1
        for words in ("Tautan pendaftaran bantuan tunai", row["id"], said):
            assert words in sent[-1]["text"]
        operator = world.people["32.04"]["operator"].email
        told_others = await letters_to(sessions, settings, operator)
        assert not [letter for letter in told_others if row["id"] in letter["text"]]

    return look


@pytest.fixture
def clock(runtime: Runtime, superuser_url: str) -> Clock:
    return Clock(runtime, superuser_url)


class TestPlanning:
    async def test_leaves_it_approved(self, world: World) -> None:
        at = after(days=90, minutes=-1)
        row = await planned(world, at=at)
        assert (row["status"], row["number"]) == ("approved", None)
        assert datetime.fromisoformat(row["publish_at"]) == datetime.fromisoformat(at)

    @pytest.mark.parametrize("zone", ["+07:00", "Z"])
    async def test_takes_any_zone_and_answers_in_utc(self, world: World, zone: str) -> None:
        naive = (datetime.now(UTC) + timedelta(days=2)).replace(tzinfo=None, microsecond=0)
        row = await planned(world, at=f"{naive.isoformat()}{zone}")
        wanted = naive - timedelta(hours=7 if zone != "Z" else 0)
        assert row["publish_at"] == f"{wanted.isoformat()}Z"
        verifier = await world.caller("32.04", "verifier")
        assert (await read(verifier, row))["publish_at"] == row["publish_at"]

    @pytest.mark.parametrize(
        "at",
        ["2020-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", None],
        ids=["past", "first", "null"],
    )
    async def test_what_is_not_ahead_is_now(self, world: World, at: str | None) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await approved(world), "publish", {"publish_at": at})
        assert (row["status"], row["publish_at"]) == ("published", None)

    @pytest.mark.parametrize(
        "at",
        [after(days=91), "9999-12-31T23:59:59-14:00", "2026-12-01T10:00:00", "besok", 5, "5"],
        ids=["late", "last", "no-zone", "word", "number", "digits"],
    )
    async def test_refuses_others(self, world: World, at: Any) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await approved(world)
        path = f"{LIST}/{row['id']}/publish"
        answer = await verifier.post(path, {"publish_at": at}, version=row["version"])
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/publish_at"
        assert (await read(verifier, row))["version"] == row["version"]

    async def test_says_at_once_that_it_must_be_signed(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        body = {"publish_at": after(days=3)}
        row = await approved(world, regions=["32.04", "32.73"])
        assert (await refused(verifier, row, "publish", body))[1] == "countersign-required"
        row = await approved(world, topic="politics")
        async with window(world, starts_on=day(2), ends_on=day(4)):  # of that day, not of today
            assert (await refused(verifier, row, "publish", body))[1] == "countersign-required"
            assert (await planned(world, row))["publish_at"]

    async def test_may_be_planned_anew_or_done_at_once(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await planned(world)
        again = await planned(world, row, after(hours=2))
        assert again["publish_at"] > row["publish_at"]
        row = await moved(verifier, again, "publish")
        assert (row["status"], row["publish_at"]) == ("published", None)

    async def test_only_of_what_is_approved(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await approved(world), "request-changes", {"note": "x"})
        body = {"publish_at": after(days=3)}
        assert (await refused(verifier, row, "publish", body))[:2] == NOT_ALLOWED


class TestCallingOff:
    async def test_leaves_it_approved(self, world: World, clock: Clock) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await planned(world), "cancel-publication")
        assert (row["status"], row["publish_at"]) == ("approved", None)
        await clock.run()
        assert (await read(verifier, row))["version"] == row["version"]
        status, code, allowed = await refused(verifier, row, "cancel-publication")
        assert (status, code) == NOT_ALLOWED
        assert allowed == ["countersign_clarification", "publish_clarification", "request_changes"]

    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    async def test_sending_it_back_does(self, world: World, clock: Clock, tenant: str) -> None:
        row = await planned(world)
        verifier = await world.caller(tenant, "verifier")
        row = await moved(verifier, row, "request-changes", {"note": "x"})
        assert (row["status"], row["publish_at"]) == ("changes_requested", None)
        await clock.run()
        assert (await read(verifier, row))["status"] == "changes_requested"

    async def test_an_operator_may_not(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await planned(world)
        assert (await refused(operator, row, "cancel-publication"))[:1] == (403,)

    async def test_another_tenant_cannot(self, world: World) -> None:
        row = await planned(world)
        for tenant in ("32.73", "32"):
            verifier = await world.caller(tenant, "verifier")
            assert (await refused(verifier, row, "cancel-publication"))[0] == 404


class TestPublishDue:
    async def test_publishes_what_is_due_and_names_who_planned_it(
        self, world: World, clock: Clock
    ) -> None:
        row, later = await planned(world), await planned(world)
        await clock.pass_for(row)
        verifier = await world.caller("32.04", "verifier")
        row = await read(verifier, row)
        assert (row["status"], row["publish_at"]) == ("published", None)
        assert (await shown(world, row))[1]["state"] == "published"
        assert (await read(verifier, later))["publish_at"] == later["publish_at"]
        told = await clock.last_event(row)
        person = world.people["32.04"]["verifier"].person_id
        assert told["actor"] == {"kind": "system"}
        assert told["action"] == "publish_clarification"
        assert told["facts"] == {
            "number": row["number"],
            "revision": 1,
            "countersigned_for": [],
            "scheduled_by": person,
        }

    async def test_publishes_a_correction(self, world: World, clock: Clock) -> None:
        row = await carried(world, await opened(world), "submit", "approve", title=NEW)
        row = await planned(world, row)
        assert row["correction"] == {"revision": 2, "status": "approved"}
        assert (await shown(world, row))[1]["state"] == "published"
        await clock.pass_for(row)
        text = (await shown(world, row))[1]
        assert (text["title"], text["state"], text["revision"]) == (NEW, "corrected", 2)

    async def test_a_retraction_drops_the_plan(self, world: World, clock: Clock) -> None:
        verifier = await world.caller("32", "verifier")
        row = await carried(world, await opened(world), "submit", "approve", title=NEW)
        row = await moved(verifier, await planned(world, row), "retract", {"public_reason": "x"})
        assert row["publish_at"] is None
        await clock.pass_for(row)
        assert (await read(verifier, row))["status"] == "retracted"

    async def test_once_whoever_does_it(self, world: World, clock: Clock) -> None:
        """Four workers and two people at once: one publication."""
        verifier = await world.caller("32.04", "verifier")
        rows = [await planned(world) for _ in range(3)]
        await clock.come(*rows)
        by_hand = [
            verifier.post(f"{LIST}/{row['id']}/publish", version=row["version"])
            for row in rows
            for _ in range(2)
        ]
        await asyncio.gather(*(clock.run() for _ in range(4)), *by_hand)
        events = await all_events(verifier)
        for planned_one in rows:
            row = await read(verifier, planned_one)
            told = [e for e in events if e["data"].get("number") == row["number"]]
            assert [event["type"] for event in told] == ["clarification.published"]
            query = """select count(*) from audit_event where subject = %s
                and action = 'publish_clarification' and body::jsonb #> '{facts,number}' is not null"""
            assert await clock.ask(query, row["id"]) == [(1,)]

    async def test_not_what_was_called_off_since_it_looked(
        self, world: World, runtime: Runtime
    ) -> None:
        verifier = await world.caller("32.04", "verifier")
        later = await planned(world)
        off = await moved(verifier, await planned(world), "cancel-publication")
        place = runtime.directory.by_code("32.04")
        assert place
        for row in (later, off):
            scope = as_tenant(place.id, "test")
            await due_tasks.publish_one(runtime, scope, UUID(row["id"]))
            left = await read(verifier, row)
            assert (left["status"], left["version"]) == ("approved", row["version"])

    async def test_the_worker_does_it_every_minute(self) -> None:
        crons = {
            each.task.name: each.cron for each in queue.periodic_registry.periodic_tasks.values()
        }
        assert crons["clarifications.publish_due"] == "* * * * *"


class TestWhatMayNoLonger:
    """It stays approved, is planned no more, and the verifiers of its tenant get a letter."""

    async def test_an_election_began(self, world: World, given_up: GivenUp) -> None:
        row = await planned(world, await approved(world, topic="politics"))
        async with window(world):
            await given_up(row, "countersign-required", "verifikator provinsi")

    async def test_a_signature_frees_it(self, world: World, clock: Clock) -> None:
        province = await world.caller("32", "verifier")
        row = await planned(world, await approved(world, topic="politics"))
        row = await moved(province, row, "countersign")
        assert row["publish_at"]
        async with window(world):
            await clock.pass_for(row)
        assert (await read(province, row))["status"] == "published"

    async def test_a_description_went(
        self, world: World, stock: Stock, clock: Clock, given_up: GivenUp
    ) -> None:
        asset = await stock.ready(await world.caller("32.04", "operator"))
        row = await planned(world, await approved(world, asset_ids=[asset["id"]]))
        await clock.ask("update asset set alt = null where id = %s", asset["id"])
        await given_up(row, "invalid-body", "belum punya alt")
        query = "select published_count from asset where id = %s"
        assert await clock.ask(query, asset["id"]) == [(0,)]

    @pytest.mark.parametrize(
        "change",
        ["roles = '{operator}'", "status = 'suspended'"],
        ids=["demoted", "suspended"],
    )
    async def test_whoever_planned_it_is_a_verifier_no_more(
        self, world: World, sessions: Sessions, clock: Clock, given_up: GivenUp, change: str
    ) -> None:
        member = await join(sessions, "32.04", "verifier")
        caller = await member.caller(world.api)
        row = await moved(caller, await approved(world), "publish", {"publish_at": after(hours=1)})
        await clock.ask(f"update membership set {change} where id = %s", member.member_id)
        person = member.human.person_id
        await given_up(row, "permission-required", "tidak lagi verifikator", person=person)

    async def test_the_last_one_who_planned_it_counts(
        self, world: World, sessions: Sessions, clock: Clock
    ) -> None:
        member = await join(sessions, "32.04", "verifier")
        row = await moved(
            await member.caller(world.api),
            await approved(world),
            "publish",
            {"publish_at": after(hours=1)},
        )
        row = await planned(world, row)
        await clock.ask("update membership set status = 'removed' where id = %s", member.member_id)
        await clock.pass_for(row)
        told = await clock.last_event(row)
        assert told["facts"]["scheduled_by"] == world.people["32.04"]["verifier"].person_id

    async def test_stops_none_of_the_others(
        self, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Not even what we did not foresee; that one is tried again in a minute."""
        rows = [await planned(world) for _ in range(3)]
        publish = due.publish

        async def fail_for_the_first(session: AsyncSession, identifier: UUID) -> None:
            await publish(session, identifier)
            if str(identifier) == rows[0]["id"]:
                message = "unforeseen"
                raise RuntimeError(message)

        await clock.come(*rows)
        with monkeypatch.context() as patch:
            patch.setattr(due, "publish", fail_for_the_first)
            await clock.run()
        verifier = await world.caller("32.04", "verifier")
        found = [(await read(verifier, row))["status"] for row in rows]
        assert found == ["approved", "published", "published"]
        await clock.run()
        assert (await read(verifier, rows[0]))["status"] == "published"

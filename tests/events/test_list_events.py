import base64
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

import api.worker
from api.events.service import record, record_shared
from api.events.tasks import forget
from api.jobs.queue import defer
from api.settings import Settings
from tenants.context import Scope
from tenants.session import Sessions, as_system, as_tenant, entered, transaction
from tests.clarifications.bodies import published
from tests.reports.bodies import moved, submitted
from tests.tenants.attempts import ask
from tests.world import Caller, World

EVENTS = "/v1/events"
Json = dict[str, Any]
Since = Callable[[], Awaitable[list[Json]]]


async def pages(caller: Caller, cursor: str | None, limit: int = 200) -> tuple[list[Json], str]:
    """All events after a cursor, and the cursor after them."""
    found: list[Json] = []
    while True:
        query = {"limit": limit, **({"cursor": cursor} if cursor else {})}
        answer = await caller.get(EVENTS, params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += page["data"]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            return found, cursor or ""


def scope_of(app: FastAPI, code: str) -> Scope:
    return as_tenant(app.state.directory.by_code(code).id, "test")


def names(events: list[Json]) -> list[str]:
    return [event["data"]["name"] for event in events if "name" in event["data"]]


@pytest_asyncio.fixture
async def reader(world: World) -> Caller:
    """Somebody of 32.04."""
    return await world.caller("32.04", "viewer")


@pytest_asyncio.fixture
async def since(reader: Caller) -> Since:
    """Gives what came after this moment."""
    _, cursor = await pages(reader, None)

    async def read() -> list[Json]:
        return (await pages(reader, cursor))[0]

    return read


class TestCommitOrder:
    async def test_what_commits_late_is_not_skipped(
        self, app: FastAPI, sessions: Sessions, reader: Caller, since: Since
    ) -> None:
        scope = scope_of(app, "32.04")
        async with transaction(sessions, scope) as early:
            record(early, "test", {"name": "early"})
            await early.flush()
            async with transaction(sessions, scope) as late:
                record(late, "test", {"name": "late"})
            assert names(await since()) == []
            _, cursor = await pages(reader, None)
            record(early, "test", {"name": "early too"})
        assert names(await since()) == ["early", "early too", "late"]
        assert names((await pages(reader, cursor))[0]) == ["early", "early too", "late"]

    async def test_nor_is_a_shared_one(
        self, app: FastAPI, sessions: Sessions, since: Since
    ) -> None:
        async with transaction(sessions, scope_of(app, "32.73")) as early:
            record_shared(early, "test", {"name": "shared"})
            await early.flush()
            async with transaction(sessions, scope_of(app, "32.04")) as late:
                record(late, "test", {"name": "private"})
            assert names(await since()) == []
        assert names(await since()) == ["shared", "private"]

    async def test_one_that_is_taken_back_holds_nobody_up(
        self, app: FastAPI, sessions: Sessions, since: Since
    ) -> None:
        async def fail(session: AsyncSession) -> None:
            record(session, "test", {"name": "taken back"})
            await session.flush()
            raise LookupError

        with pytest.raises(LookupError):
            async with transaction(sessions, scope_of(app, "32.04")) as session:
                await fail(session)
        async with transaction(sessions, scope_of(app, "32.04")) as session:
            record(session, "test", {"name": "kept"})
        assert names(await since()) == ["kept"]


class TestCursor:
    async def test_continues_without_gaps_or_repeats(
        self, app: FastAPI, sessions: Sessions, reader: Caller
    ) -> None:
        _, start = await pages(reader, None)
        made = [f"event {number}" for number in range(7)]
        for place, name in enumerate(made):
            async with transaction(sessions, scope_of(app, "32.04")) as session:
                tell = record_shared if place % 3 == 0 else record
                tell(session, "test", {"name": name})
        found, end = await pages(reader, start, limit=2)
        assert names(found) == made
        assert (await pages(reader, end)) == ([], end)

    async def test_an_empty_page_gives_the_cursor_back(self, reader: Caller) -> None:
        _, end = await pages(reader, None)
        page = (await reader.get(EVENTS, params={"cursor": end})).json()
        assert page == {"data": [], "next_cursor": end, "has_more": False}

    @pytest.mark.parametrize(
        "text",
        [
            "1.not-a-uuid",
            "x.01a2044b-4f17-7710-8159-feeb293e55bc",
            f"{2**63}.01a2044b-4f17-7710-8159-feeb293e55bc",
            f"-{10**30}.01a2044b-4f17-7710-8159-feeb293e55bc",
        ],
    )
    async def test_a_forged_one_is_refused(self, reader: Caller, text: str) -> None:
        cursor = base64.urlsafe_b64encode(text.encode()).decode()
        answer = await reader.get(EVENTS, params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")

    @pytest.mark.parametrize("cursor", ["nonsense", "!!!", "é", "A", "%00"])
    async def test_any_other_is_refused(self, reader: Caller, cursor: str) -> None:
        answer = await reader.get(EVENTS, params={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-cursor")

    @pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x"])
    async def test_a_limit_has_bounds(self, reader: Caller, query: str) -> None:
        answer = await reader.get(f"{EVENTS}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")


class TestAudience:
    async def test_a_decision_is_told_to_its_tenant_alone(self, world: World, since: Since) -> None:
        province = await world.caller("32", "verifier")
        starts = {
            code: (await pages(await world.caller(code, "viewer"), None))[1]
            for code in ("32", "32.73")
        }
        report = await submitted(world)
        await moved(province, report, "return", {"note": "Mohon dilengkapi."})
        [event] = await since()
        assert set(event) == {"id", "type", "timestamp", "data"}
        assert event["type"] == "report.returned"
        assert event["data"] == {
            "id": report["id"],
            "period": report["period"],
            "status": "returned",
        }
        assert event["timestamp"].endswith("Z")
        for code, start in starts.items():
            found, _ = await pages(await world.caller(code, "viewer"), start)
            assert found == []

    async def test_a_publication_is_told_to_all(self, world: World) -> None:
        starts = {
            code: (await pages(await world.caller(code, "viewer"), None))[1]
            for code in ("32", "32.01", "32.04", "32.73")
        }
        clarification = await published(world, "32.04")
        for code, start in starts.items():
            for role in ("viewer", "client"):
                found, _ = await pages(await world.caller(code, role), start)
                assert [e["type"] for e in found] == ["clarification.published"]
                assert found[0]["data"]["number"] == clarification["number"]

    async def test_needs_a_token(self, world: World) -> None:
        assert (await world.api.get(EVENTS)).status_code == 401


class TestAge:
    async def test_after_30_days_it_is_over(
        self, app: FastAPI, sessions: Sessions, superuser_url: str, since: Since
    ) -> None:
        async with transaction(sessions, scope_of(app, "32.04")) as session:
            for name in ("old", "young"):
                record(session, "test", {"name": name})
                record_shared(session, "test", {"name": f"{name}, shared"})
        for table in ("event", "shared_event"):
            ask(
                superuser_url,
                f"update {table} set created_at = now() - case when data->>'name' like 'old%%'"
                " then interval '30 days 1 minute' else interval '29 days 23 hours' end"
                " where data->>'name' like 'old%%' or data->>'name' like 'young%%'",
            )
        assert sorted(names(await since())) == ["young", "young, shared"]


class TestForget:
    async def test_removes_what_is_over_in_every_tenant(
        self, app: FastAPI, sessions: Sessions, settings: Settings, superuser_url: str, world: World
    ) -> None:
        assert world
        for code in ("32", "32.04"):
            async with transaction(sessions, scope_of(app, code)) as session:
                for name in ("over", "lasting"):
                    record(session, "test.forget", {"name": name})
                    record_shared(session, "test.forget", {"name": name})
        for table in ("event", "shared_event"):
            aged = "set created_at = now() - interval '31 days' where data->>'name' = 'over'"
            ask(superuser_url, f"update {table} {aged}")
        async with transaction(sessions, scope_of(app, "32.73")) as session:
            await defer(session, forget, timestamp=0)
        await api.worker.run(settings, wait=False)
        for table in ("event", "shared_event"):
            left = f"select data->>'name' from {table} where type = 'test.forget'"
            assert ask(superuser_url, left) == [("lasting",)] * 2


class TestRecord:
    async def test_tells_the_tenant_whose_scope_was_entered(
        self, app: FastAPI, sessions: Sessions, since: Since
    ) -> None:
        async with transaction(sessions, scope_of(app, "32")) as session:
            async with entered(session, scope_of(app, "32.04")):
                record(session, "test", {"name": "for the regency"})
            record(session, "test", {"name": "for the province"})
        assert names(await since()) == ["for the regency"]

    async def test_needs_a_tenant(self, sessions: Sessions, world: World) -> None:
        assert world
        async with transaction(sessions, as_system("test")) as session:
            with pytest.raises(ValueError, match="belongs to a tenant"):
                record(session, "test", {})


class TestParameters:
    async def test_an_unknown_one_is_refused(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get("/v1/events?kind=report.returned")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")

    async def test_the_next_page_is_linked(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        first = await viewer.get("/v1/events?limit=1")
        assert first.json()["has_more"] is True
        assert f"cursor={first.json()['next_cursor']}" in first.headers["link"]

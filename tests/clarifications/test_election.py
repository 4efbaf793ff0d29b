"""Countersigning inside election windows. Each test closes the windows that it opens."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from psycopg import AsyncConnection

from api.conduct.election_windows import alone, keep_out_new
from api.conduct.models import ElectionWindow
from tenants.session import Sessions, as_tenant, transaction
from tests.clarifications.bodies import CHECKLIST, LIST, approved, created, in_review, moved
from tests.conduct import elections
from tests.conduct.elections import window
from tests.members.conftest import Recording
from tests.members.people import join
from tests.world import Caller, World

POLITICS, TERM = "election-politics", "election-term"
Row = dict[str, Any]


@pytest_asyncio.fixture(scope="module")
async def second(world: World, sessions: Sessions) -> AsyncIterator[Caller]:
    """A second verifier of the province, who is gone when this file is done."""
    member = await join(sessions, "32", "verifier")
    yield await member.caller(world.api)
    admin = await world.caller("32", "admin")
    version = (await admin.get(member.path)).json()["version"]
    assert (await admin.delete(member.path, version)).status_code == 204


async def _reasons(world: World, row: Row, tenant: str = "32.04") -> list[str]:
    """Why the row needs a signature, as it is read and as it is listed."""
    viewer = await world.caller(tenant, "viewer")
    read = (await viewer.get(f"{LIST}/{row['id']}")).json()["countersign"]
    listed = (await viewer.get(f"{LIST}?limit=200")).json()["data"]
    assert [one["countersign"] for one in listed if one["id"] == row["id"]] == [read]
    assert read["required"] == bool(read["reasons"])
    found: list[str] = read["reasons"]
    return found


async def _publish(world: World, row: Row, tenant: str = "32.04") -> tuple[int, list[str]]:
    """The status of publishing it, and the reasons why not."""
    verifier = await world.caller(tenant, "verifier")
    answer = await verifier.post(f"{LIST}/{row['id']}/publish", version=row["version"])
    if answer.status_code == 409:
        assert answer.json()["code"] == "countersign-required"
        return 409, answer.json()["reasons"]
    return answer.status_code, []


class TestReasons:
    @pytest.mark.parametrize(
        ("changes", "wanted"),
        [
            ({}, []),
            ({"topic": "politics"}, [POLITICS]),
            ({"title": "Kata Budi Contoh"}, [TERM]),
            ({"claim_reviewed": "budi\n**CONTOH** mundur"}, [TERM]),
            ({"body": "Kata [Búdi](https://x.example) Contoh."}, [TERM]),
            ({"title": "Tentang Budi", "claim_reviewed": "Contoh saja"}, []),
            ({"sources": [{"title": "Wawancara Budi Contoh"}]}, [TERM]),
            ({"sources": [{"title": "Siaran", "publisher": "Partai Z"}]}, [TERM]),
            ({"sources": [{"title": "Siaran", "official": "Budi Contoh, calon"}]}, [TERM]),
            ({"body": "Budiman Contoh."}, []),
            ({"topic": "politics", "body": "Partai Z menang."}, [POLITICS, TERM]),
            (
                {"topic": "politics", "body": "Partai Z.", "regions": ["32.04", "32.73"]},
                ["regions", POLITICS, TERM],
            ),
        ],
        ids=[
            *("neither", "politics", "title", "claim", "body", "never-across"),
            *("source", "publisher", "official"),
            *("other-word", "both", "all"),
        ],
    )
    async def test_are_topic_and_terms(self, world: World, changes: Row, wanted: list[str]) -> None:
        row = await approved(world, **changes)
        own = ["regions"] if "regions" in wanted else []
        assert await _reasons(world, row) == own
        async with window(world, terms=["Budi Contoh", "partai z"]):
            assert await _reasons(world, row) == wanted
            status, told = await _publish(world, row)
            assert (status, told) == (409 if wanted else 200, wanted)

    @pytest.mark.parametrize(
        ("regions", "tenant", "of_text", "binds"),
        [
            ([], "32.04", [], True),
            (["32"], "32.04", [], True),
            (["32.04"], "32.04", [], True),
            (["32.01", "32.73"], "32.04", [], False),
            (["32.73"], "32.04", ["32.04", "32.73"], True),
            (["32.73"], "32", [], True),
            (["32.73"], "32", ["32.04"], False),
        ],
        ids=[
            *("everywhere", "province", "here", "elsewhere", "there-too"),
            *("text-for-all", "text-elsewhere"),
        ],
    )
    async def test_need_a_region_in_common(
        self, world: World, regions: list[str], tenant: str, of_text: list[str], *, binds: bool
    ) -> None:
        row = await in_review(world, tenant, topic="politics", regions=of_text)
        async with window(world, regions=regions):
            assert (POLITICS in await _reasons(world, row, tenant)) == binds

    async def test_come_from_any_of_several_windows_and_once(self, world: World) -> None:
        row = await approved(world, topic="politics", body="Kata Budi Contoh.")
        async with window(world), window(world, terms=["Budi"]), window(world, terms=["Contoh"]):
            assert await _reasons(world, row) == [POLITICS, TERM]
        async with window(world, regions=["32.73"], terms=["Budi"]), window(world):
            assert await _reasons(world, row) == [POLITICS]

    async def test_say_nothing_about_what_is_true(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, verdict=None, topic="politics", title="Budi Contoh")
        async with window(world, terms=["Budi Contoh"]):
            read = (await operator.get(f"{LIST}/{row['id']}")).json()
        assert row.pop("countersign") != read.pop("countersign")
        assert row == read
        assert read["verdict"] is None

    async def test_are_shown_to_the_province_too(self, world: World) -> None:
        row = await in_review(world, topic="politics")
        async with window(world):
            assert await _reasons(world, row, "32") == [POLITICS]


class TestDays:
    """A day of the province begins at 17:00 UTC of the day before (Asia/Jakarta)."""

    @pytest.mark.parametrize(
        ("at", "binds"),
        [
            ("2026-03-09T16:59:59.999999", False),
            ("2026-03-09T17:00:00", True),
            ("2026-03-12T16:59:59.999999", True),
            ("2026-03-12T17:00:00", False),
        ],
        ids=["before", "first-moment", "last-moment", "after"],
    )
    async def test_both_ends_are_included(
        self, world: World, monkeypatch: pytest.MonkeyPatch, at: str, *, binds: bool
    ) -> None:
        row = await approved(world, topic="politics")
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
        for module in ("publishing", "answers"):
            monkeypatch.setattr(f"api.clarifications.{module}.now", lambda: moment)
        async with window(world, starts_on="2026-03-10", ends_on="2026-03-12"):
            assert await _reasons(world, row) == ([POLITICS] if binds else [])
            status, _ = await _publish(world, row)
            assert status == (409 if binds else 200)


class TestSignature:
    async def test_frees_it(self, world: World, superuser_url: str) -> None:
        row = await approved(world, topic="politics")
        verifier = await world.caller("32.04", "verifier")
        async with window(world):
            signed = await moved(await world.caller("32", "verifier"), row, "countersign")
            assert signed["countersign"]["at"] is not None
            shown = await moved(verifier, signed, "publish")
        query = "select body from audit_event where subject = %s and action = %s"
        async with await AsyncConnection.connect(superuser_url) as database:
            asked = [row["id"], "publish_clarification"]
            kept = await (await database.execute(query, asked)).fetchone()
        assert kept
        facts = json.loads(kept[0])["facts"]
        assert facts == {
            "number": shown["number"],
            "revision": 1,
            "countersigned_for": [POLITICS],
        }

    async def test_given_before_the_window_counts(self, world: World) -> None:
        row = await approved(world, topic="politics", regions=["32.04", "32.73"])
        signed = await moved(await world.caller("32", "verifier"), row, "countersign")
        async with window(world):
            assert await _publish(world, signed) == (200, [])

    async def test_of_the_own_verifier_is_not_enough(self, world: World) -> None:
        row = await approved(world, topic="politics")
        verifier = await world.caller("32.04", "verifier")
        async with window(world):
            path = f"{LIST}/{row['id']}/countersign"
            answer = await verifier.post(path, version=row["version"])
            assert (answer.status_code, answer.json()["code"]) == (403, "province-required")

    async def test_of_the_province_needs_a_second_verifier(
        self, world: World, second: Caller
    ) -> None:
        approver = await world.caller("32", "verifier")
        row = await in_review(world, "32", topic="politics", regions=["32.04"])
        row = await moved(approver, row, "approve", {"checklist": CHECKLIST})
        async with window(world):
            assert await _publish(world, row, "32") == (409, [POLITICS])
            path = f"{LIST}/{row['id']}/countersign"
            again = await approver.post(path, version=row["version"])
            assert (again.status_code, again.json()["code"]) == (403, "four-eyes")
            signed = await moved(second, row, "countersign")
            assert await _publish(world, signed, "32") == (200, [])


class TestWindowsThatComeAndGo:
    async def test_a_later_one_binds_and_a_deleted_one_frees(self, world: World) -> None:
        row = await approved(world, topic="politics")
        async with window(world):
            assert await _publish(world, row) == (409, [POLITICS])
        assert await _reasons(world, row) == []
        assert await _publish(world, row) == (200, [])

    async def test_one_of_other_days_binds_nothing(self, world: World) -> None:
        row = await approved(world, topic="politics")
        past, ahead = (elections.day(-9), elections.day(-2)), (elections.day(2), elections.day(9))
        for starts_on, ends_on in (past, ahead):
            async with window(world, starts_on=starts_on, ends_on=ends_on):
                assert await _reasons(world, row) == []

    async def test_what_is_published_is_not_asked_again(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await approved(world, topic="politics"), "publish")
        async with window(world):
            assert await _reasons(world, row) == []
            gone = await moved(verifier, row, "retract", {"public_reason": "x"})
            assert gone["countersign"] == {"required": False, "reasons": [], "at": None}


class TestAtOnce:
    """Whoever is second, publication or creation, waits for the first one's commit."""

    async def test_a_creation_waits_for_a_publication(
        self, world: World, app: FastAPI, sessions: Sessions, superuser_url: str
    ) -> None:
        place = app.state.directory.by_code("32.04")
        row, admin = await approved(world), await world.caller("32", "admin")
        async with asyncio.timeout(20):
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                await keep_out_new(session)  # as a publication does
                assert await _publish(world, row) == (200, [])  # they do not wait for each other
                coming = asyncio.create_task(admin.post(elections.LIST, elections.body()))
                await _until_waiting(superuser_url, coming)
            made = (await coming).json()
        assert (await admin.delete(f"{elections.LIST}/{made['id']}", 1)).status_code == 204

    async def test_a_publication_waits_for_a_creation_and_sees_it(
        self, world: World, app: FastAPI, sessions: Sessions, superuser_url: str
    ) -> None:
        row = await approved(world, topic="politics")
        province = app.state.directory.province
        async with asyncio.timeout(20):
            async with transaction(sessions, as_tenant(province.id, "test")) as session:
                await alone(session)
                fields = {**elections.body(), "tenant_id": province.id}
                made = ElectionWindow.model_validate(fields)
                session.add(made)
                await session.flush()
                publishing = asyncio.create_task(_publish(world, row))
                await _until_waiting(superuser_url, publishing)
            assert await publishing == (409, [POLITICS])
        admin = await world.caller("32", "admin")
        assert (await admin.delete(f"{elections.LIST}/{made.id}", 1)).status_code == 204


async def _until_waiting(superuser_url: str, task: "asyncio.Task[Any]") -> None:
    query = "select from pg_locks where not granted and locktype = 'advisory'"
    async with await AsyncConnection.connect(superuser_url, autocommit=True) as database:
        while (await database.execute(query)).rowcount == 0:
            assert not task.done()
            await asyncio.sleep(0.01)


class TestReadsWindowsOnce:
    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    async def test_however_many_rows_there_are(
        self, world: World, tenant: str, statements: Recording
    ) -> None:
        for _ in range(3):
            await in_review(world, topic="politics")
        viewer = await world.caller(tenant, "viewer")
        counts = []
        async with window(world, terms=["Budi Contoh"]), window(world):
            for limit in (1, 200):
                with statements() as sent:
                    page = (await viewer.get(f"{LIST}?status=in_review&limit={limit}")).json()
                reads = [one for one in sent if "FROM election_window" in one]
                counts.append((len(page["data"]) > 2, len(reads), len(sent)))
        assert counts == [(False, 1, counts[0][2]), (True, 1, counts[0][2])]

"""What nobody waits for goes: rows first, objects after; and nothing that is used."""

import asyncio
import secrets
from datetime import timedelta
from types import SimpleNamespace
from typing import cast
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from procrastinate import JobContext

from api.errors import UnavailableError
from api.media.inventory import Inventory
from api.media.references import referring
from api.media.sweeping import asset_in
from api.media.upkeep import clean_up
from api.settings import Settings
from tenants.rows import now
from tests.media import samples
from tests.media.abandoned import WAYS, Scene
from tests.media.conftest import Work
from tests.media.large import announced, counts, plant
from tests.media.over import DAY, TENANT, Keeper
from tests.media.reports import draft
from tests.media.uploads import announce, ask, completed, post_form, read, uploaded
from tests.world import Caller, World

CSV = {"content_type": "text/csv", "file_name": "a.csv", "alt": None}


@pytest_asyncio.fixture
async def office(world: World) -> Caller:
    """May write for the tenant that is cleaned up."""
    return await world.caller(TENANT, "operator")


@pytest.fixture
def keeper(app: FastAPI, settings: Settings, superuser_url: str) -> Keeper:
    return Keeper(app, settings, superuser_url)


@pytest_asyncio.fixture
async def ready(office: Caller, work: Work) -> str:
    """An asset that passed its check and that nothing uses."""
    made = await completed(office, samples.CSV, **CSV)
    await work()
    assert (await read(office, made["id"]))["status"] == "ready"
    return str(made["id"])


class TestReferring:
    def test_is_every_foreign_key_that_the_database_has(
        self, app: FastAPI, superuser_url: str
    ) -> None:
        assert app  # migrated
        query = """select conrelid::regclass::text from pg_constraint
            where confrelid = 'asset'::regclass and contype = 'f' and confdeltype <> 'c'"""
        with psycopg.connect(superuser_url) as connection:
            found = sorted(name for (name,) in connection.execute(query).fetchall())
        assert sorted(key.table.name for key in referring()) == found
        assert len(found) >= 5


class TestRows:
    async def test_abandoned_and_unused_ones_go_after_a_day(
        self, office: Caller, keeper: Keeper, work: Work, settings: Settings, ready: str
    ) -> None:
        never = await announce(office, samples.CSV, **CSV)
        half = await uploaded(office, samples.CSV, **CSV)
        ids = [ready, never["id"], half["id"]]
        await keeper.clean(now() + DAY - timedelta(minutes=1))
        assert await keeper.statuses(*ids) == ["ready", "awaiting_upload", "awaiting_upload"]
        assert (await keeper.clean()).rows >= 3
        assert await keeper.statuses(*ids) == []
        await work()
        for identifier in ids:
            assert await counts(settings, f"{TENANT}/{identifier}/") == (0, 0, 0)

    async def test_refused_ones_can_be_read_for_a_week(
        self, office: Caller, keeper: Keeper, work: Work
    ) -> None:
        made = await completed(office, samples.HTML, **CSV)
        await work()
        week = timedelta(days=7)
        await keeper.clean(now() + week - timedelta(minutes=1))
        assert await keeper.statuses(made["id"]) == ["refused"]
        await keeper.clean(now() + week + timedelta(seconds=1))
        assert await keeper.statuses(made["id"]) == []

    async def test_what_is_being_checked_stays(
        self, office: Caller, keeper: Keeper, work: Work
    ) -> None:
        made = await completed(office, samples.CSV, **CSV)
        await keeper.clean()
        assert await keeper.statuses(made["id"]) == ["checking"]
        await work()
        assert (await read(office, made["id"]))["status"] == "ready"

    async def test_what_a_row_shows_stays(
        self, office: Caller, keeper: Keeper, work: Work, ready: str
    ) -> None:
        report = await draft(office, ready)
        await keeper.clean()
        await work()
        assert await keeper.statuses(ready) == ["ready"]
        assert await keeper.problems() == []
        answer = await office.delete(f"/v1/reports/{report['id']}", report["version"])
        assert answer.status_code == 204
        await keeper.clean()
        assert await keeper.statuses(ready) == []

    async def test_the_database_has_the_last_word(
        self,
        office: Caller,
        keeper: Keeper,
        ready: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        # As for a reference that row-level security hides, or one made after the search.
        other = await announce(office, samples.CSV, **CSV)
        await draft(office, ready)
        monkeypatch.setattr("api.media.references.referring", list)
        await keeper.clean()
        assert await keeper.statuses(ready, other["id"]) == ["ready"]

    async def test_says_on_the_audit_chain_what_went(
        self, office: Caller, keeper: Keeper, superuser_url: str
    ) -> None:
        made = await announce(office, samples.CSV, **CSV)
        await keeper.clean()
        query = "select body from audit_event where body like %(seen)s"
        seen = f'%"action":"clean_up_asset"%"subject":"{made["id"]}"%'
        [(body,)] = await ask(superuser_url, query, seen=seen)
        assert '"actor":{"kind":"system"}' in body

    async def test_who_attaches_meanwhile_gets_it_or_is_told(
        self, office: Caller, keeper: Keeper, work: Work
    ) -> None:
        made = [await completed(office, samples.CSV, **CSV) for _ in range(6)]
        await work()
        ids = [one["id"] for one in made]
        answers = await asyncio.gather(
            keeper.clean(), *(_attach(office, identifier) for identifier in ids)
        )
        attached = [
            identifier for identifier, code in zip(ids, answers[1:], strict=True) if code == 201
        ]
        assert set(answers[1:]) <= {201, 409, 422}
        assert await keeper.statuses(*ids) == ["ready"] * len(attached)
        await work()
        for identifier in attached:
            assert (await read(office, identifier))["url"]
        assert await keeper.problems() == []

    async def test_two_at_once_remove_nothing_twice(
        self, office: Caller, keeper: Keeper, superuser_url: str
    ) -> None:
        made = [await announce(office, samples.CSV, **CSV) for _ in range(8)]
        done = await asyncio.gather(keeper.clean(), keeper.clean())
        assert sum(one.rows for one in done) >= 8
        query = "select count(*) from audit_event where body like %(seen)s"
        for one in made:
            seen = f'%"action":"clean_up_asset"%"subject":"{one["id"]}"%'
            assert await ask(superuser_url, query, seen=seen) == [(1,)]

    async def test_a_lock_is_a_tenants_own(
        self, office: Caller, keeper: Keeper, superuser_url: str
    ) -> None:
        made = await announce(office, samples.CSV, **CSV)
        place = keeper.directory.by_code(TENANT)
        async with await psycopg.AsyncConnection.connect(superuser_url) as other:
            lock = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
            await other.execute(lock, [f"media.clean_up {place.id}"])
            assert (await keeper.clean()).rows == 0
        assert await keeper.statuses(made["id"]) == ["awaiting_upload"]
        assert (await keeper.clean()).rows >= 1

    async def test_go_at_every_tenant_while_the_storage_does_not_answer(
        self, world: World, keeper: Keeper, superuser_url: str, settings: Settings
    ) -> None:
        ids = []
        for code in ("32.01", "32.04", "32.73"):
            made = await announce(await world.caller(code, "operator"), samples.CSV, **CSV)
            ids.append(made["id"])
        old = "update asset set updated_at = now() - interval '2 days' where id = any(%(ids)s::uuid[])"
        await ask(superuser_url, f"{old} returning 1", ids=ids)
        context = cast(
            "JobContext", SimpleNamespace(additional_context={"runtime": keeper.runtime})
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings.storage, "endpoint_url", "http://127.0.0.1:9")
            with pytest.raises(UnavailableError):
                await clean_up.func(context, 0)
        assert await keeper.statuses(*ids) == []


class TestObjects:
    async def test_orphans_go_from_both_buckets(
        self, keeper: Keeper, settings: Settings, office: Caller
    ) -> None:
        folder = f"{TENANT}/{uuid4()}"
        for bucket in Inventory(settings.storage).buckets:
            plant(settings, bucket, f"{folder}/x")
        opened = await announced(office)
        found = await keeper.verify()
        assert len([one for one in found.problems if folder in one]) == 2
        await keeper.clean(now() + DAY - timedelta(minutes=1))
        assert await counts(settings, folder) == (0, 1, 1)
        cleaned = await keeper.clean()
        assert (cleaned.objects, cleaned.uploads) >= (2, 1)
        assert await counts(settings, folder) == (0, 0, 0)
        assert await counts(settings, f"{TENANT}/{opened['id']}/") == (0, 0, 0)

    async def test_a_form_that_was_used_again_leaves_nothing(
        self, office: Caller, keeper: Keeper, work: Work, settings: Settings
    ) -> None:
        made = await completed(office, samples.CSV, **CSV)
        await work()
        await draft(office, made["id"])
        assert (await post_form(made["upload"], samples.CSV)).status_code == 204
        folder = f"{TENANT}/{made['id']}/"
        assert await counts(settings, folder) == (0, 1, 1)
        await keeper.clean()
        assert await counts(settings, folder) == (0, 0, 1)

    async def test_what_a_worker_stores_stays(
        self, office: Caller, keeper: Keeper, settings: Settings
    ) -> None:
        made = await completed(office, samples.CSV, **CSV)
        media = Inventory(settings.storage).buckets[1]
        plant(settings, media, f"{TENANT}/{made['id']}/{'0' * 64}")
        await keeper.clean()
        assert await counts(settings, f"{TENANT}/{made['id']}/") == (0, 1, 1)

    async def test_keys_of_others_stay_and_are_named(
        self, keeper: Keeper, settings: Settings
    ) -> None:
        media = Inventory(settings.storage).buckets[1]
        keys = [f"{TENANT}/{secrets.token_hex(4)}", f"x-{secrets.token_hex(4)}/{uuid4()}/a"]
        for key in keys:
            plant(settings, media, key)
        await keeper.clean()
        assert {f"{media}/{key}: no key of ours" for key in keys} <= set(
            (await keeper.verify()).problems
        )
        await Inventory(settings.storage).delete(media, keys)
        assert await keeper.problems() == []

    @pytest.mark.parametrize(
        "key",
        ["a", "a/b", f"32.01/{uuid4()}", f"32.01/{uuid4()}/", "32.01/x/y", f"/{uuid4()}"],
        ids=["word", "two", "no-rest", "empty-rest", "no-id", "no-tenant"],
    )
    def test_such_keys_are_not_ours(self, key: str) -> None:
        assert asset_in(key) is None


class TestAbandoned:
    async def test_fifty_in_every_way_leave_nothing(
        self, office: Caller, keeper: Keeper, work: Work, settings: Settings, superuser_url: str
    ) -> None:
        await work()  # what earlier tests left to check
        scene = Scene(office, settings, superuser_url)
        made = [await WAYS[number % len(WAYS)](scene) for number in range(50)]
        assert len(await keeper.problems()) >= 50 // len(WAYS) * 3
        await keeper.clean()
        await work()
        assert await keeper.statuses(*made) == []
        for identifier in made:
            assert await counts(settings, f"{TENANT}/{identifier}/") == (0, 0, 0)
        assert await keeper.problems() == []


async def _attach(office: Caller, identifier: str) -> int:
    body = {
        "period": "2026-10",
        "kind": "training",
        "title": "Lokakarya cek fakta",
        "summary": "Peserta belajar memeriksa pesan berantai.",
        "starts_on": "2026-10-05",
        "ends_on": "2026-10-05",
        "asset_ids": [identifier],
        "neutrality_attested": True,
    }
    return (await office.post("/v1/reports", body)).status_code

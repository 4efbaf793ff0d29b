import asyncio
from typing import Any

import psycopg
import pytest
from httpx2 import AsyncClient

from api.clarifications import pictures
from api.jobs.queue import Runtime
from api.media.showcase import Showcase
from api.settings import Settings
from tests.clarifications.bodies import LIST, approved, moved, published
from tests.clarifications.conftest import Work
from tests.clarifications.pictures import (
    PUBLIC,
    SHARED,
    Json,
    Stock,
    addresses,
    look_at,
    public,
    show,
    stored,
    with_picture,
)
from tests.media.uploads import ask
from tests.world import World

REASON = {"public_reason": "Dicabut oleh sumbernya."}


async def retract(world: World, row: Json, tenant: str = "32.04") -> Json:
    return await moved(await world.caller(tenant, "verifier"), row, "retract", REASON)


async def count(url: str, asset: Json) -> int:
    """How many published clarifications show it."""
    query = "select published_count from asset where id = %(id)s"
    ((found,),) = await ask(url, query, id=asset["id"])
    return int(found)


async def until_waiting(url: str, task: asyncio.Task[Any]) -> None:
    """Wait until somebody waits for a lock of the database, or the task has ended."""
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
    while not task.done() and await ask(url, waiting) == [(0,)]:  # noqa: ASYNC110 - as said
        await asyncio.sleep(0.02)


class TestRetraction:
    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    async def test_takes_everything_out_of_reach(
        self,
        world: World,
        stock: Stock,
        api: AsyncClient,
        work: Work,
        showcase: Showcase,
        tenant: str,
    ) -> None:
        row, asset = await with_picture(world, stock)
        await work()
        urls = addresses(await public(api, row))
        assert [(await look_at(api, url)).status_code for url in urls] == [200] * 4
        await retract(world, row, tenant)
        other = await world.caller("32.73", "viewer")
        shared = (await other.get(f"{SHARED}/{row['number']}")).json()
        assert (shared["state"], shared["cover"]) == ("retracted", None)
        answer = await api.get(f"{PUBLIC}/{row['slug']}")
        assert answer.status_code == 410
        assert "media" not in answer.text
        await work()
        assert await stored(showcase, row, asset) == []
        gone = [await look_at(api, url) for url in urls]
        assert {a.status_code for a in gone} == {404}
        assert {a.headers["cache-control"] for a in gone} == {"no-store"}

    async def test_the_tombstone_names_no_picture(
        self, world: World, stock: Stock, work: Work, superuser_url: str
    ) -> None:
        row, _ = await with_picture(world, stock)
        await work()
        await retract(world, row)
        for table in ("shared_clarification", "public_clarification"):
            query = f"select cover, share_image_key from {table} where number = %(number)s"
            assert await ask(superuser_url, query, number=row["number"]) == [(None, None)]

    async def test_what_another_one_shows_stays(
        self,
        world: World,
        stock: Stock,
        api: AsyncClient,
        work: Work,
        showcase: Showcase,
        superuser_url: str,
    ) -> None:
        row, asset = await with_picture(world, stock)
        twin = await published(world, asset_ids=[asset["id"]], cover_asset_id=asset["id"])
        await work()
        assert await count(superuser_url, asset) == 2
        await retract(world, row)
        await work()
        assert await count(superuser_url, asset) == 1
        urls = addresses(await public(api, twin))
        assert [(await look_at(api, url)).status_code for url in urls] == [200] * 4
        assert len(await stored(showcase, row)) == 0
        await retract(world, twin)
        await work()
        assert await count(superuser_url, asset) == 0
        assert await stored(showcase, twin, asset) == []

    async def test_of_one_that_an_older_release_published(
        self, world: World, stock: Stock, superuser_url: str
    ) -> None:
        row, asset = await with_picture(world, stock)
        older = "update asset set published_count = 0 where id = %(id)s returning 1"
        assert await ask(superuser_url, older, id=asset["id"]) == [(1,)]
        assert (await retract(world, row))["status"] == "retracted"
        assert await count(superuser_url, asset) == 0

    async def test_of_one_for_governments_counts_nothing(
        self, world: World, stock: Stock, superuser_url: str
    ) -> None:
        row, asset = await with_picture(world, stock, audience="government")
        assert await count(superuser_url, asset) == 0
        await retract(world, row)
        assert await count(superuser_url, asset) == 0
        other = await world.caller("32.73", "viewer")
        assert (await other.get(f"{SHARED}/{row['number']}")).json()["cover"] is None


class TestRaces:
    async def test_retracted_while_its_pictures_are_copied(
        self,
        world: World,
        stock: Stock,
        runtime: Runtime,
        showcase: Showcase,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        row, asset = await with_picture(world, stock)
        lay_out, seen = pictures.lay_out, []

        async def slowly(*arguments: Any) -> pictures.Shown:
            there = await lay_out(*arguments)
            seen.extend(await stored(showcase, row, asset))
            await retract(world, row)
            return there

        monkeypatch.setattr(pictures, "lay_out", slowly)
        await show(runtime, row)  # and not the job of the retraction
        assert len(seen) == 4
        assert await stored(showcase, row, asset) == []
        other = await world.caller("32.73", "viewer")
        assert (await other.get(f"{SHARED}/{row['number']}")).json()["cover"] is None

    async def test_retracted_while_they_are_shown(
        self,
        world: World,
        stock: Stock,
        runtime: Runtime,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        row, _ = await with_picture(world, stock)
        conclude, retracting = pictures.conclude, []

        async def slowly(*arguments: Any) -> bool:
            done = await conclude(*arguments)
            await arguments[0].flush()
            retracting.append(asyncio.create_task(retract(world, row)))
            await until_waiting(superuser_url, retracting[0])
            return done

        monkeypatch.setattr(pictures, "conclude", slowly)
        await show(runtime, row)
        await retracting[0]
        for table in ("shared_clarification", "public_clarification"):
            query = f"select cover, share_image_key from {table} where number = %(number)s"
            assert await ask(superuser_url, query, number=row["number"]) == [(None, None)]

    async def test_published_while_another_one_takes_its_picture_away(
        self,
        world: World,
        stock: Stock,
        api: AsyncClient,
        runtime: Runtime,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        row, asset = await with_picture(world, stock)
        await show(runtime, row)
        named = {"asset_ids": [asset["id"]], "cover_asset_id": asset["id"]}
        twin = await approved(world, **named)
        await retract(world, row)
        verifier = await world.caller("32.04", "verifier")
        remove, publishing = Showcase.remove, []

        async def slowly(self: Showcase, *keys: str) -> None:
            if keys and asset["id"] in keys[0]:
                publishing.append(asyncio.create_task(moved(verifier, twin, "publish")))
                await until_waiting(superuser_url, publishing[0])
                assert not publishing[0].done()
            await remove(self, *keys)

        monkeypatch.setattr(Showcase, "remove", slowly)
        await show(runtime, row)
        shown = await publishing[0]
        await show(runtime, shown)
        urls = addresses(await public(api, shown))
        assert [(await look_at(api, url)).status_code for url in urls] == [200] * 4

    async def test_published_while_its_description_is_taken_away(
        self, world: World, stock: Stock, superuser_url: str
    ) -> None:
        asset = await stock.ready(await world.caller("32.04", "operator"))
        row = await approved(world, asset_ids=[asset["id"]])
        verifier = await world.caller("32.04", "verifier")
        path = f"{LIST}/{row['id']}/publish"
        async with await psycopg.AsyncConnection.connect(superuser_url) as changing:
            taken = "update asset set alt = null where id = %(id)s"
            await changing.execute(taken, {"id": asset["id"]})
            publishing = asyncio.create_task(verifier.post(path, version=row["version"]))
            await until_waiting(superuser_url, publishing)
            assert not publishing.done()
            await changing.commit()
        answer = await publishing
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["code"] == "alt-missing"
        assert await count(superuser_url, asset) == 0


class TestOutage:
    async def test_nothing_is_lost(
        self,
        world: World,
        stock: Stock,
        api: AsyncClient,
        work: Work,
        settings: Settings,
        showcase: Showcase,
        superuser_url: str,
    ) -> None:
        row, asset = await with_picture(world, stock)
        gone, other = await with_picture(world, stock)
        await work()
        later = await approved(world, asset_ids=[asset["id"]], cover_asset_id=asset["id"])
        verifier = await world.caller("32.04", "verifier")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings.storage, "endpoint_url", "http://127.0.0.1:9")
            answer = await verifier.post(f"{LIST}/{later['id']}/publish", version=later["version"])
            assert answer.status_code == 200, answer.text
            later = answer.json()
            await retract(world, gone)
            await work()
            shown = await public(api, later)
            assert (shown["cover"], shown["share"]["image_url"]) == (None, None)
            url = addresses(await public(api, row))[0]
            answer = await look_at(api, url)
            assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
        assert await stored(showcase, gone, other) != []
        jobs = (
            "update procrastinate_jobs set scheduled_at = now() where status = 'todo' returning 1"
        )
        assert len(await ask(superuser_url, jobs)) >= 2
        await work()
        assert [
            (await look_at(api, url)).status_code for url in addresses(await public(api, later))
        ] == [200] * 4
        assert await stored(showcase, gone, other) == []

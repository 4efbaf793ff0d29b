import io
from dataclasses import replace

import pytest
from httpx2 import AsyncClient
from PIL import Image

from api.clarifications import tasks
from api.jobs.queue import Runtime
from api.media.showcase import Showcase
from api.settings import Settings
from tests.clarifications.bodies import LIST, approved, published
from tests.clarifications.conftest import Work
from tests.clarifications.pictures import (
    SHARED,
    Stock,
    addresses,
    context_of,
    look_at,
    public,
    show,
    stored,
    with_picture,
)
from tests.media.uploads import ask, download
from tests.world import Caller, World


@pytest.fixture
async def operator(world: World) -> Caller:
    return await world.caller("32.04", "operator")


class TestDescriptions:
    async def test_every_picture_needs_one_before_it_is_published(
        self, world: World, stock: Stock, operator: Caller
    ) -> None:
        described = await stock.ready(operator)
        bare = [await stock.ready(operator, alt=None) for _ in range(2)]
        ids = [bare[0]["id"], described["id"], bare[1]["id"]]
        row = await approved(world, asset_ids=ids)
        verifier = await world.caller("32.04", "verifier")
        path = f"{LIST}/{row['id']}/publish"
        answer = await verifier.post(path, version=row["version"])
        assert answer.status_code == 422
        found = [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
        assert found == [("/asset_ids/0", "alt-missing"), ("/asset_ids/2", "alt-missing")]
        for asset in bare:
            changed = await operator.patch(
                f"/v1/assets/{asset['id']}", {"alt": "Peta banjir"}, version=asset["version"]
            )
            assert changed.status_code == 200, changed.text
        answer = await verifier.post(path, version=row["version"])
        assert answer.status_code == 200, answer.text

    async def test_a_document_needs_none(
        self, world: World, stock: Stock, operator: Caller
    ) -> None:
        document = await stock.document(operator)
        assert document["alt"] is None
        row = await published(world, asset_ids=[document["id"]])
        assert row["status"] == "published"


class TestShownToThePublic:
    async def test_once_the_copies_are_there(
        self, world: World, stock: Stock, api: AsyncClient, work: Work
    ) -> None:
        row, asset = await with_picture(world, stock)
        before = await public(api, row)
        assert (before["cover"], before["share"]["image_url"]) == (None, None)
        await work()
        shown = await public(api, row)
        cover = shown["cover"]
        assert (cover["alt"], cover["width"], cover["height"]) == (asset["alt"], 700, 500)
        assert cover["blurhash"] == "LEHV6n"
        assert [v["width"] for v in cover["variants"]] == [320, 640, 700]
        assert shown["updated_at"] > shown["published_at"]
        other = await world.caller("32.73", "viewer")
        shared = (await other.get(f"{SHARED}/{row['number']}")).json()
        assert (shared["cover"], shared["updated_at"]) == (cover, shown["updated_at"])
        for variant in cover["variants"]:
            got = await look_at(api, variant["url"])
            assert (got.status_code, got.headers["content-type"]) == (200, variant["type"])
            with Image.open(io.BytesIO(got.content)) as picture:
                assert picture.width == variant["width"]

    async def test_the_share_picture_is_drawn(
        self, world: World, api: AsyncClient, work: Work
    ) -> None:
        row = await published(world)
        await work()
        shown = await public(api, row)
        assert shown["cover"] is None
        url = shown["share"]["image_url"]
        assert f"/{row['number']}/1-" in url
        got = await look_at(api, url)
        assert got.headers["content-type"] == "image/jpeg"
        assert len(got.content) < 300_000
        with Image.open(io.BytesIO(got.content)) as picture:
            assert picture.size == (1200, 630)

    async def test_again_it_is_the_same_and_tells_nobody(
        self, world: World, stock: Stock, api: AsyncClient, runtime: Runtime, work: Work
    ) -> None:
        row, _ = await with_picture(world, stock)
        await work()
        first = await public(api, row)
        await show(runtime, row)
        assert await public(api, row) == first

    async def test_pictures_beside_the_cover_are_copied_too(
        self, world: World, stock: Stock, operator: Caller, work: Work, showcase: Showcase
    ) -> None:
        asset = await stock.ready(operator)
        row = await published(world, asset_ids=[asset["id"]])
        await work()
        assert len(await stored(showcase, row, asset)) >= 2

    async def test_what_an_earlier_release_checked_is_not_copied(
        self,
        world: World,
        stock: Stock,
        api: AsyncClient,
        work: Work,
        showcase: Showcase,
        superuser_url: str,
    ) -> None:
        row, asset = await with_picture(world, stock)
        change = "update asset set blurhash = null where id = %(id)s returning 1"
        assert await ask(superuser_url, change, id=asset["id"]) == [(1,)]
        await work()
        shown = await public(api, row)
        assert (shown["cover"], bool(shown["share"]["image_url"])) == (None, True)
        assert len(await stored(showcase, row, asset)) == 1

    async def test_the_addresses_of_a_cdn(
        self, world: World, stock: Stock, api: AsyncClient, work: Work, settings: Settings
    ) -> None:
        row, _ = await with_picture(world, stock)
        await work()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(settings.storage, "public_base_url", "https://cdn.example/p")
            shown = await public(api, row)
        assert all(url.startswith("https://cdn.example/p/32.04/") for url in addresses(shown))

    async def test_it_is_recorded(
        self, world: World, stock: Stock, work: Work, superuser_url: str
    ) -> None:
        row, _ = await with_picture(world, stock)
        await work()
        query = """select body::json->'actor'->>'kind' from audit_event
            where body::json->>'action' = 'show_pictures' and body::json->>'subject' = %(id)s"""
        assert await ask(superuser_url, query, id=row["id"]) == [("system",)]


class TestShownToGovernments:
    async def test_signed_and_never_public(
        self, world: World, stock: Stock, work: Work, showcase: Showcase
    ) -> None:
        row, asset = await with_picture(world, stock, audience="government")
        await work()
        other = await world.caller("32.73", "viewer")
        cover = (await other.get(f"{SHARED}/{row['number']}")).json()["cover"]
        assert cover["alt"] == asset["alt"]
        url = cover["variants"][-1]["url"]
        assert "X-Amz-Signature" in url
        assert (await download(url)).status_code == 200
        assert (await download(url.partition("?")[0])).status_code == 403
        assert await stored(showcase, row, asset) == []


class TestForgottenOnes:
    async def test_are_shown_by_the_clock(
        self, world: World, api: AsyncClient, work: Work, superuser_url: str, runtime: Runtime
    ) -> None:
        row = await published(world)
        await work()
        change = """update public_clarification set share_image_key = null,
            published_at = now() - interval '2 hours' where number = %(number)s returning 1"""
        assert await ask(superuser_url, change, number=row["number"]) == [(1,)]
        await tasks.catch_up.func(context_of(runtime), timestamp=0)
        await work()
        assert (await public(api, row))["share"]["image_url"]

    async def test_do_not_pile_up_while_the_storage_is_away(
        self, world: World, work: Work, superuser_url: str, runtime: Runtime
    ) -> None:
        row = await published(world)
        await work()
        change = """update public_clarification set share_image_key = null,
            published_at = now() - interval '2 hours' where number = %(number)s returning 1"""
        assert await ask(superuser_url, change, number=row["number"]) == [(1,)]
        gone = {"endpoint_url": "http://127.0.0.1:9", "public_endpoint_url": None}
        storage = runtime.settings.storage.model_copy(update=gone)
        away = replace(runtime, settings=runtime.settings.model_copy(update={"storage": storage}))
        await tasks.catch_up.func(context_of(away), timestamp=0)
        jobs = "select count(*) from procrastinate_jobs where args->>'clarification' = %(id)s"
        assert await ask(superuser_url, jobs, id=row["id"]) == [(0,)]
        await tasks.catch_up.func(context_of(runtime), timestamp=0)
        assert await ask(superuser_url, jobs, id=row["id"]) == [(1,)]
        await work()

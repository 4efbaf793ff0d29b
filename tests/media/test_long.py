"""What takes minutes: a thousand uploads that end midway, and a storage that is away for one."""

import asyncio
import time

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tests.media import samples
from tests.media.abandoned import WAYS, Scene
from tests.media.conftest import Work
from tests.media.large import counts
from tests.media.over import TENANT, Keeper
from tests.media.uploads import read, uploaded
from tests.world import Caller, World

pytestmark = pytest.mark.long
CSV = {"content_type": "text/csv", "file_name": "a.csv", "alt": None}
_MINUTE = 60  # seconds
_AT_ONCE = 8
_LIMIT = 600  # seconds until everything is ready


@pytest.fixture
def keeper(app: FastAPI, settings: Settings, superuser_url: str) -> Keeper:
    return Keeper(app, settings, superuser_url)


@pytest_asyncio.fixture
async def office(world: World) -> Caller:
    return await world.caller(TENANT, "operator")


async def test_a_thousand_abandoned_uploads_leave_nothing(
    office: Caller,
    keeper: Keeper,
    work: Work,
    settings: Settings,
    superuser_url: str,
    world: World,
) -> None:
    scene = Scene(office, settings, superuser_url)
    made: list[str] = []
    for start in range(0, 1000, _AT_ONCE):
        await world.caller(TENANT, "operator")  # a token that is still good
        numbers = range(start, min(start + _AT_ONCE, 1000))
        made += await asyncio.gather(*(WAYS[number % len(WAYS)](scene) for number in numbers))
    assert len(await keeper.problems()) > 400
    # Two at once, as after a worker that was taken for dead.
    cleaned = await asyncio.gather(keeper.clean(), keeper.clean())
    await work()
    assert sum(one.rows for one in cleaned) >= len(
        [n for n in range(1000) if n % 7 in {0, 1, 2, 6}]
    )
    assert await keeper.statuses(*made) == []
    assert await keeper.problems() == []
    assert await counts(settings, f"{TENANT}/") == (0, 0, 0)


async def test_a_storage_that_is_away_for_a_minute_loses_nothing(
    office: Caller,
    work: Work,
    stack: tuple[Folder, Postgres, SeaweedFS],
    settings: Settings,
    superuser_url: str,
    world: World,
    keeper: Keeper,
) -> None:
    seaweed = stack[2]
    ids = [(await uploaded(office, samples.CSV, **CSV))["id"] for _ in range(200)]
    for identifier in ids[:100]:
        assert await _complete(office, identifier) == 200
    checking = asyncio.ensure_future(work())
    await asyncio.to_thread(seaweed.stop)
    begun = time.monotonic()
    await checking
    for identifier in ids[100:]:
        assert await _complete(office, identifier) == 503
        assert (await read(office, identifier))["status"] == "awaiting_upload"
    await asyncio.sleep(max(0, _MINUTE - (time.monotonic() - begun)))
    await work()
    await asyncio.to_thread(seaweed.start)
    assert seaweed.endpoint_url == settings.storage.endpoint_url
    await world.caller(TENANT, "operator")
    for identifier in ids[100:]:
        assert await _complete(office, identifier) == 200
    deadline = time.monotonic() + _LIMIT
    while set(await keeper.statuses(*ids)) != {"ready"}:
        assert time.monotonic() < deadline, await keeper.statuses(*ids)
        _hurry(superuser_url)
        await work()
    assert len(await keeper.statuses(*ids)) == 200
    missing = [one for one in await keeper.problems() if "missing" in one]
    assert missing == []


async def _complete(office: Caller, identifier: str) -> int:
    answer = await office.post(f"/v1/assets/{identifier}/complete", version=1)
    if answer.status_code == 503:
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["code"] == "unavailable"
    return answer.status_code


def _hurry(superuser_url: str) -> None:
    """Jobs wait longer each time; nobody wants to wait for them here."""
    with psycopg.connect(superuser_url) as connection:
        connection.execute(
            "update procrastinate_jobs set scheduled_at = now() where status = 'todo'"
        )

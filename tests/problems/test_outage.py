"""The database goes away and comes back while the application runs."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import psycopg
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from tests.conftest import BASE_URL
from tests.problems.wire import Wire
from tests.reports.bodies import LIST, body
from tests.tenants.attempts import ask
from tests.world import Caller, World


@pytest_asyncio.fixture
async def wire(settings: Settings, world: World) -> AsyncIterator[Wire]:
    """A wire to the database."""
    assert world
    target = urlsplit(settings.database.url.get_secret_value())
    assert target.hostname
    assert target.port
    made = Wire(target.hostname, target.port)
    await made.mend()
    yield made
    await made.cut()


@pytest_asyncio.fixture
async def remote(settings: Settings, wire: Wire) -> AsyncIterator[AsyncClient]:
    """The application on that wire."""
    url = urlsplit(settings.database.url.get_secret_value())
    parts = url._replace(netloc=url.netloc.replace(f":{url.port}", f":{wire.port}"))
    database = {"url": SecretStr(parts.geturl()), "pool_size": 2}
    changed = settings.database.model_copy(update=database)
    app = create_app(settings.model_copy(update={"database": changed}))
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
            yield client


class TestOutage:
    async def test_requests_are_told_to_come_again(
        self, remote: AsyncClient, wire: Wire, world: World
    ) -> None:
        token = (await world.caller("32.04", "operator")).token
        operator = Caller(remote, token, "32.04")
        assert (await operator.get(LIST)).status_code == 200
        await wire.cut()
        for request in (operator.get(LIST), operator.post(LIST, body(title="Saat padam"))):
            answer = await request
            assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["retry-after"] == "5"
            assert "127.0.0.1" not in answer.text
        assert (await remote.get("/v1/public/clarifications")).status_code == 503
        await wire.mend()
        assert (await operator.get(LIST)).status_code == 200
        titles = [row["title"] for row in (await operator.get(LIST)).json()["data"]]
        assert "Saat padam" not in titles

    async def test_readiness_says_so_and_health_does_not(
        self, remote: AsyncClient, wire: Wire
    ) -> None:
        assert (await remote.get("/readyz")).json()["ready"] is True
        await wire.cut()
        answer = await remote.get("/readyz")
        assert answer.status_code == 503
        told = answer.json()
        assert (told["ready"], told["database"], told["storage"]) == (False, False, True)
        assert (await remote.get("/healthz")).status_code == 200
        await wire.mend()
        assert (await remote.get("/readyz")).status_code == 200

    async def test_a_request_under_way_is_told_too(
        self, remote: AsyncClient, wire: Wire, world: World, superuser_url: str
    ) -> None:
        token = (await world.caller("32.04", "operator")).token
        operator = Caller(remote, token, "32.04")
        connected = await psycopg.AsyncConnection.connect(superuser_url)
        async with asyncio.timeout(10), connected as lock:
            await lock.execute("lock table report in access exclusive mode")
            waiting = asyncio.create_task(operator.post(LIST, body(title="Terputus")))
            blocked = "select from pg_locks where not granted and relation = 'report'::regclass"
            while not ask(superuser_url, blocked):  # noqa: ASYNC110 - until it waits
                await asyncio.sleep(0.01)
            await wire.cut()
            answer = await waiting
            await lock.rollback()
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert ask(superuser_url, "select from report where title = 'Terputus'") == []

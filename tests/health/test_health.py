from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from httpx2 import ASGITransport, AsyncClient

from api import health
from api.app import create_app
from api.settings import Settings
from tests.conftest import BASE_URL

Served = Callable[[Settings], AbstractAsyncContextManager[AsyncClient]]
ALL_GOOD = {"ready": True, "database": True, "migrations": True, "storage": True}


@pytest.fixture
def serve() -> Served:
    """The application with other settings."""

    @asynccontextmanager
    async def run(settings: Settings) -> AsyncIterator[AsyncClient]:
        app = create_app(settings)
        async with app.router.lifespan_context(app):
            transport = ASGITransport(app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
                yield client

    return run


class TestGetHealth:
    async def test_answers(self, api: AsyncClient) -> None:
        answer = await api.get("/healthz")
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


class TestGetReadiness:
    async def test_all_is_there(self, api: AsyncClient) -> None:
        answer = await api.get("/readyz")
        assert (answer.status_code, answer.json()) == (200, ALL_GOOD)

    async def test_an_old_schema_is_not_enough(
        self, api: AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(health, "newest", lambda: "9999")
        answer = await api.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {**ALL_GOOD, "ready": False, "migrations": False}

    async def test_a_newer_one_is(self, api: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
        # While a new version is rolled out, the schema is ahead of the processes that still serve.
        monkeypatch.setattr(health, "newest", lambda: "0001")
        assert (await api.get("/readyz")).json() == ALL_GOOD

    async def test_nor_is_a_storage_that_is_gone(self, spare: Settings, serve: Served) -> None:
        for change in (
            {"media_bucket": "simpul-nowhere"},
            {"quarantine_bucket": "simpul-nowhere"},
            {"endpoint_url": "http://127.0.0.1:9"},
        ):
            storage = spare.storage.model_copy(update=change)
            async with serve(spare.model_copy(update={"storage": storage})) as http:
                answer = await http.get("/readyz")
            assert answer.status_code == 503
            assert answer.json() == {**ALL_GOOD, "ready": False, "storage": False}

    # A database that is gone: tests/problems/test_outage.py.


class TestEnvelope:
    async def test_every_answer_has_an_id_of_its_own(self, api: AsyncClient) -> None:
        seen = set()
        for path in ("/healthz", "/healthz", "/nothing", "/openapi.json", "/v1/me"):
            answer = await api.get(path, headers={"X-Request-Id": "chosen by the caller"})
            assert answer.headers["x-content-type-options"] == "nosniff"
            seen.add(answer.headers["x-request-id"])
        assert len(seen) == 5
        assert all(len(identifier) == 32 for identifier in seen)

    async def test_the_document_is_served(self, api: AsyncClient) -> None:
        document = (await api.get("/openapi.json")).json()
        assert document["info"]["title"] == "Simpul"

"""Requests without a token count for their address, also those that succeed."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from httpx2 import ASGITransport, AsyncClient

from api.app import create_app
from api.settings import LimitSettings, Settings
from tests.conftest import BASE_URL
from tests.world import Machine, World

GRANT = {"grant_type": "client_credentials"}


@pytest_asyncio.fixture
async def http(settings: Settings, world: World) -> AsyncIterator[AsyncClient]:
    """An application that takes three requests of an address, and five of its clients."""
    assert world
    few = settings.model_copy(update={"limits": LimitSettings(address="3/hour", caller="5/hour")})
    app = create_app(few)
    async with app.router.lifespan_context(app):
        transport = ASGITransport(app, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
            yield client


class TestForms:
    async def test_a_client_is_told_in_its_own_words(
        self, http: AsyncClient, machine: Machine
    ) -> None:
        auth = (machine.client_id, machine.client_secret)
        answers = [await http.post("/oauth/token", data=GRANT, auth=auth) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        refused = answers[-1]
        assert refused.json()["error"] == "temporarily_unavailable"
        assert refused.headers["content-type"] == "application/json"
        assert refused.headers["cache-control"] == "no-store"
        assert 1 <= int(refused.headers["retry-after"]) <= 3600
        for path in ("/oauth/revoke", "/oauth/introspect"):
            assert (await http.post(path, data={"token": "x"})).status_code == 429

    async def test_who_cannot_prove_it_is_anonymous(
        self, http: AsyncClient, machine: Machine
    ) -> None:
        auth = (machine.client_id, "wrong")
        answers = [await http.post("/oauth/token", data=GRANT, auth=auth) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert answers[-1].json()["error"] == "temporarily_unavailable"


class TestOthers:
    @pytest.mark.parametrize(
        ("path", "media_type"),
        [
            ("/oauth/authorize", "text/html"),
            ("/login", "text/html"),
            ("/account", "text/html"),
            ("/reset", "text/html"),
            ("/oauth/jwks", "application/problem+json"),
            ("/.well-known/openid-configuration", "application/problem+json"),
            ("/.well-known/oauth-authorization-server", "application/problem+json"),
            ("/problems/not-found", "application/problem+json"),
            ("/openapi.json", "application/problem+json"),
        ],
    )
    async def test_are_counted(self, http: AsyncClient, path: str, media_type: str) -> None:
        answers = [await http.get(path, follow_redirects=False) for _ in range(4)]
        assert [answer.status_code == 429 for answer in answers] == [False] * 3 + [True]
        assert answers[-1].headers["content-type"].startswith(media_type)
        assert int(answers[-1].headers["retry-after"]) >= 1

    async def test_but_not_whether_the_process_lives(self, http: AsyncClient) -> None:
        for _ in range(5):
            assert (await http.get("/healthz")).status_code == 200

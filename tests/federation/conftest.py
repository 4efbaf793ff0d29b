"""A provider of each test's own, and an application that sends people there."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from pydantic import SecretStr

from api.access.models import Membership, Person
from api.app import create_app
from api.oauth.federation import Federation
from api.settings import FederationSettings, Settings
from tenants.session import as_system, transaction
from tests.conftest import BASE_URL
from tests.federation.provider import CLIENT_ID, CLIENT_SECRET, Provider, provider
from tests.federation.visit import Visit
from tests.oauth.conftest import make_human
from tests.world import Human, World

__all__ = ["make_human"]

AppOf = Callable[..., FastAPI]
MakeApp = Callable[..., Awaitable[FastAPI]]
OpenVisit = Callable[..., Visit]
MakePerson = Callable[..., Awaitable[Human]]


@pytest.fixture
def other() -> Iterator[Provider]:
    """An honest provider."""
    with provider() as made:
        yield made


def _settings(settings: Settings, other: Provider, base_url: str, **changed: Any) -> Settings:
    given = {
        "issuer": other.issuer,
        "client_id": CLIENT_ID,
        "client_secret": SecretStr(CLIENT_SECRET),
        "name": "SSO Jabar",
        **changed,
    }
    update = {"federation": FederationSettings(**given), "base_url": base_url}
    return settings.model_copy(update=update)


@pytest_asyncio.fixture(scope="session")
async def shared_app(settings: Settings) -> AsyncIterator[FastAPI]:
    """An application that each test gives its own provider: building one takes a while."""
    async with AsyncExitStack() as running:
        made = create_app(settings)
        await running.enter_async_context(made.router.lifespan_context(made))
        yield made


@pytest.fixture
def app_of(shared_app: FastAPI, settings: Settings, world: World) -> AppOf:
    """The application, sending people to a provider."""
    del world

    def give(other: Provider, **changed: Any) -> FastAPI:
        state = shared_app.state
        state.settings = _settings(settings, other, BASE_URL, **changed)
        state.federation = Federation(state.settings.federation)
        return shared_app

    return give


@pytest_asyncio.fixture
async def make_app(settings: Settings, world: World) -> AsyncIterator[MakeApp]:
    """Starts applications of their own."""
    del world
    async with AsyncExitStack() as running:

        async def make(other: Provider, base_url: str = BASE_URL) -> FastAPI:
            made = create_app(_settings(settings, other, base_url))
            await running.enter_async_context(made.router.lifespan_context(made))
            return made

        yield make


@pytest_asyncio.fixture
async def open_visit() -> AsyncIterator[OpenVisit]:
    """Opens browsers, each with cookies of its own."""
    async with AsyncExitStack() as closing:

        def open_one(app: FastAPI) -> Visit:
            base_url = app.state.settings.base_url
            transport = ASGITransport(app, raise_app_exceptions=False)
            browser = AsyncClient(transport=transport, base_url=base_url)
            closing.push_async_callback(browser.aclose)
            return Visit(browser)

        yield open_one


@pytest_asyncio.fixture
async def visit(app_of: AppOf, open_visit: OpenVisit, other: Provider, human: Human) -> Visit:
    """A browser at an application of the provider, which knows the human."""
    del human
    return open_visit(app_of(other))


@pytest.fixture
def make_person(app: FastAPI, world: World) -> MakePerson:
    """Makes an operator of 32.04 who has no password of ours."""
    del world

    async def make(email: str | None = None) -> Human:
        given = email or f"{secrets.token_hex(6)}@uji.simpul.example"
        person, place = Person(email=given, name="Orang Uji"), app.state.directory.by_code("32.04")
        async with transaction(app.state.sessions, as_system("test")) as session:
            session.add(person)
            await session.flush()
            session.add(Membership(tenant_id=place.id, person_id=person.id, roles=["operator"]))
        return Human(given, "", str(person.id), "32.04", ["operator"])

    return make


@pytest_asyncio.fixture
async def human(make_person: MakePerson, other: Provider) -> Human:
    """An operator of 32.04 whom the provider knows, and vouches for."""
    made = await make_person()
    other.person = {"email": made.email, "email_verified": True, "name": "Orang Uji"}
    return made

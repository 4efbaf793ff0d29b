"""People and clients of these tests alone, who may be suspended and locked out, and browsers."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import select

import api.worker
from api.access.models import Client, Membership, Person
from api.access.secrets import digest
from api.oauth.passwords import hash_password
from api.settings import Settings
from tenants.session import Sessions, as_system, transaction
from tests.conftest import BASE_URL
from tests.oauth.flow import Flow
from tests.oauth.visitor import Visitor
from tests.world import Human, Machine, World

MakeHuman = Callable[..., Awaitable[Human]]
MakeMachine = Callable[..., Awaitable[Machine]]
Work = Callable[[], Awaitable[None]]


@pytest_asyncio.fixture
async def browser(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A browser with cookies of its own."""
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
        yield client


@pytest.fixture
def flow(browser: AsyncClient) -> Flow:
    """A sign-in that has not begun."""
    return Flow(browser)


@pytest.fixture
def make_human(app: FastAPI, world: World) -> MakeHuman:
    """Makes a person who is a member of some tenants with these roles."""
    del world
    sessions: Sessions = app.state.sessions

    async def make(*tenants: str, roles: tuple[str, ...] = ("operator",)) -> Human:
        password = secrets.token_urlsafe(9)
        person = Person(
            email=f"{secrets.token_hex(6)}@uji.simpul.example",
            name="Orang Uji",
            password_hash=await hash_password(password),
        )
        async with transaction(sessions, as_system("test")) as session:
            session.add(person)
            await session.flush()
            for code in tenants:
                place = app.state.directory.by_code(code)
                session.add(Membership(tenant_id=place.id, person_id=person.id, roles=list(roles)))
        return Human(person.email, password, str(person.id), (*tenants, "")[0], list(roles))

    return make


@pytest_asyncio.fixture
async def human(make_human: MakeHuman) -> Human:
    """An operator of 32.04."""
    return await make_human("32.04")


@pytest.fixture
def make_machine(app: FastAPI, make_human: MakeHuman) -> MakeMachine:
    """Makes a client of a tenant with these scopes."""
    sessions: Sessions = app.state.sessions

    async def make(tenant: str = "32.04", scopes: tuple[str, ...] = ("reports:read",)) -> Machine:
        responsible = await make_human(tenant)
        secret = secrets.token_urlsafe(32)
        async with transaction(sessions, as_system("test")) as session:
            member = (
                await session.execute(
                    select(Membership).where(Membership.person_id == responsible.person_id)  # type: ignore[arg-type]
                )
            ).scalar_one()
            client = Client(
                tenant_id=member.tenant_id,
                name="Sistem Uji",
                secret_hash=digest(secret),
                scopes=list(scopes),
                responsible_id=member.id,
            )
            session.add(client)
        return Machine(str(client.id), secret, list(scopes))

    return make


@pytest_asyncio.fixture
async def machine(make_machine: MakeMachine) -> Machine:
    """A client of 32.04 that may read and write reports."""
    return await make_machine(scopes=("reports:read", "reports:write"))


@pytest.fixture
def visitor(browser: AsyncClient, human: Human) -> Visitor:
    """An operator at his browser."""
    return Visitor(browser, human)


@pytest.fixture
def other(app: FastAPI, human: Human) -> Visitor:
    """The same person at another browser."""
    return Visitor(new_browser(app), human)


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        for _ in range(2):  # what a job queues as it ends is left for the next run
            await api.worker.run(settings, wait=False)

    return run


def new_browser(app: FastAPI) -> AsyncClient:
    """One with no cookies yet."""
    transport = ASGITransport(app, raise_app_exceptions=False)
    return AsyncClient(transport=transport, base_url=BASE_URL)

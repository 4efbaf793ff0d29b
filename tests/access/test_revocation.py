"""Tokens that end before they expire: here at once, in other processes within seconds."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from api import worker
from api.access.models import Revoked
from api.access.revocation import Revocations, member_key, revoke
from api.access.tokens import TokenVerifier
from api.app import create_app
from api.jobs.queue import defer
from api.oauth.tasks import forget
from api.settings import Settings
from tenants.session import Sessions, as_system, transaction
from tests.conftest import BASE_URL
from tests.oauth.conftest import browser, flow, human, machine, make_human, make_machine
from tests.oauth.flow import Flow
from tests.tenants.attempts import ask
from tests.world import Human, Machine, client_token

__all__ = ["browser", "flow", "human", "machine", "make_human", "make_machine"]
ROWS = "select count(*) from revocation where key = %(key)s"


@pytest_asyncio.fixture
async def elsewhere(settings: Settings, app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A second process of the API, as far as memory goes; started before anything is revoked."""
    del app
    async with AsyncExitStack() as running:
        made = create_app(settings)
        await running.enter_async_context(made.router.lifespan_context(made))
        transport = ASGITransport(made, raise_app_exceptions=False)
        yield await running.enter_async_context(AsyncClient(transport=transport, base_url=BASE_URL))


async def end(sessions: Sessions, kind: Revoked, key: str) -> None:
    async with transaction(sessions, as_system("test")) as session:
        await session.run_sync(revoke, kind, key)


async def works(http: AsyncClient, token: str) -> bool:
    answer = await http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
    if answer.status_code == 200:
        return True
    assert answer.status_code == 401
    assert "token revoked" in answer.headers["www-authenticate"]
    return False


def verifier_of(app: FastAPI) -> TokenVerifier:
    made: TokenVerifier = app.state.verifier
    return made


class TestRevoke:
    @pytest.mark.parametrize("kind", [Revoked.TOKEN, Revoked.FAMILY, Revoked.MEMBER])
    async def test_of_a_person(
        self,
        app: FastAPI,
        api: AsyncClient,
        sessions: Sessions,
        flow: Flow,
        human: Human,
        kind: Revoked,
    ) -> None:
        token = (await flow.tokens(human))["access_token"]
        claims = verifier_of(app).claims(token)
        key = {
            Revoked.TOKEN: claims["jti"],
            Revoked.FAMILY: claims["family"],
            Revoked.MEMBER: member_key(UUID(human.person_id), "32.04"),
        }[kind]
        assert await works(api, token)
        await end(sessions, kind, key)
        assert not await works(api, token)

    async def test_of_a_client(
        self, api: AsyncClient, sessions: Sessions, machine: Machine
    ) -> None:
        token = await client_token(api, machine)
        assert await works(api, token)
        await end(sessions, Revoked.CLIENT, machine.client_id)
        assert not await works(api, token)

    async def test_ends_nothing_else(
        self,
        app: FastAPI,
        api: AsyncClient,
        sessions: Sessions,
        flow: Flow,
        human: Human,
        machine: Machine,
    ) -> None:
        token, other = (await flow.tokens(human))["access_token"], await client_token(api, machine)
        claims = verifier_of(app).claims(token)
        for kind, key in (
            (Revoked.MEMBER, member_key(UUID(human.person_id), "32.73")),
            (Revoked.CLIENT, human.person_id),
            (Revoked.MEMBER, f"{machine.client_id}:32.04"),
            (Revoked.TOKEN, claims["family"]),
            (Revoked.FAMILY, claims["jti"]),
            (Revoked.FAMILY, "None"),
        ):
            await end(sessions, kind, key)
        assert await works(api, token)
        assert await works(api, other)

    async def test_what_is_issued_afterwards_works(
        self, api: AsyncClient, sessions: Sessions, flow: Flow, human: Human
    ) -> None:
        before = (await flow.tokens(human))["access_token"]
        await end(sessions, Revoked.MEMBER, member_key(UUID(human.person_id), "32.04"))
        await asyncio.sleep(1.1)  # tokens know whole seconds
        flow.browser.cookies.clear()
        after = (await flow.tokens(human))["access_token"]
        assert not await works(api, before)
        assert await works(api, after)

    async def test_that_is_taken_back_ends_nothing(
        self, api: AsyncClient, sessions: Sessions, machine: Machine
    ) -> None:
        token = await client_token(api, machine)

        async def fail() -> None:
            async with transaction(sessions, as_system("test")) as session:
                await session.run_sync(revoke, Revoked.CLIENT, machine.client_id)
                raise LookupError

        with pytest.raises(LookupError):
            await fail()
        assert await works(api, token)

    async def test_ends_nothing_before_the_commit(
        self, api: AsyncClient, sessions: Sessions, machine: Machine
    ) -> None:
        token = await client_token(api, machine)
        async with transaction(sessions, as_system("test")) as session:
            await session.run_sync(revoke, Revoked.CLIENT, machine.client_id)
            assert await works(api, token)
        assert not await works(api, token)


class TestOtherProcesses:
    async def test_know_within_seconds(
        self, api: AsyncClient, elsewhere: AsyncClient, sessions: Sessions, machine: Machine
    ) -> None:
        token = await client_token(api, machine)
        assert await works(elsewhere, token)
        await end(sessions, Revoked.CLIENT, machine.client_id)
        begun = time.monotonic()
        while await works(elsewhere, token):
            assert time.monotonic() - begun < 3.5
            await asyncio.sleep(0.05)

    async def test_know_when_they_start(
        self, api: AsyncClient, settings: Settings, sessions: Sessions, machine: Machine
    ) -> None:
        token = await client_token(api, machine)
        await end(sessions, Revoked.CLIENT, machine.client_id)
        made = create_app(settings)
        async with made.router.lifespan_context(made):
            transport = ASGITransport(made, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url=BASE_URL) as fresh:
                assert not await works(fresh, token)

    async def test_reading_forgets_what_is_over(
        self,
        api: AsyncClient,
        app: FastAPI,
        sessions: Sessions,
        machine: Machine,
        superuser_url: str,
    ) -> None:
        token = await client_token(api, machine)
        await end(sessions, Revoked.CLIENT, machine.client_id)
        known = Revocations()
        await known.load(sessions)
        claims = verifier_of(app).claims(token)
        assert known.end(claims)
        over = "update revocation set expires_at = now() where key = %(key)s"
        ask(superuser_url, over, key=machine.client_id)
        await known.load(sessions)
        assert not known.end(claims)


class TestForget:
    async def test_by_the_worker_and_not_too_early(
        self,
        sessions: Sessions,
        settings: Settings,
        human: Human,
        machine: Machine,
        superuser_url: str,
    ) -> None:
        await end(sessions, Revoked.CLIENT, machine.client_id)
        await end(sessions, Revoked.MEMBER, member_key(UUID(human.person_id), "32.04"))
        # Kept for longer than the tokens that it ends.
        query = "select extract(epoch from expires_at - at) from revocation where key = %(key)s"
        [(kept,)] = ask(superuser_url, query, key=machine.client_id)
        assert kept >= settings.oauth.access_minutes * 60
        over = "update revocation set expires_at = now() - interval '1 second' where key = %(key)s"
        ask(superuser_url, over, key=machine.client_id)
        async with transaction(sessions, as_system("test")) as session:
            await defer(session, forget, timestamp=0)
        await worker.run(settings, wait=False)
        assert ask(superuser_url, ROWS, key=machine.client_id) == [(0,)]
        assert ask(superuser_url, ROWS, key=member_key(UUID(human.person_id), "32.04")) == [(1,)]

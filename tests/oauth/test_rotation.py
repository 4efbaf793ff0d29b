"""Keys rotated while two servers are under load: no request fails."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from api.access.tokens import TokenVerifier
from api.app import create_app
from api.errors import UnauthenticatedError
from api.keyfiles import KeyFile, read
from api.oauth.keys import ensure, replace_all, rotate
from api.settings import Settings
from api.stack.ports import find
from tests.conftest import BASE_URL
from tests.world import Machine, World, client_token

GRANT = {"grant_type": "client_credentials"}
LIFETIME, ANNOUNCED = 1, 2  # seconds


@dataclass
class Load:
    """Clients that get a token from one server and use it at all of them, over and over."""

    servers: list[AsyncClient]
    machine: Machine
    statuses: dict[int, int] = field(default_factory=dict)
    signed_by: list[str] = field(default_factory=list)
    running: bool = True
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep_on(self, number: int) -> None:
        """One client, until told to stop."""
        while self.running:
            server = self.servers[number % len(self.servers)]
            auth = (self.machine.client_id, self.machine.client_secret)
            answer = await server.post("/oauth/token", data=GRANT, auth=auth)
            self._count(answer.status_code)
            token = answer.json()["access_token"]
            kid = str(extract_compact(token.encode()).headers()["kid"])
            if kid not in self.signed_by:
                self.signed_by.append(kid)
                self.begun.set()
            for other in (*self.servers, *self.servers):
                me = await other.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
                self._count(me.status_code)
                published = await other.get("/oauth/jwks")
                assert kid in [key["kid"] for key in published.json()["keys"]]

    def _count(self, status: int) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1


async def rotate_three_times(load: Load, path: Path, clients: int) -> list[str]:
    """Under load; gives the ids of the keys in the order in which they came."""
    kids = [str(read(path).keys[0].kid)]
    async with asyncio.TaskGroup() as tasks:
        for number in range(clients):
            tasks.create_task(load.keep_on(number))
        await load.begun.wait()
        for _ in range(3):
            moment = int(time.time())
            # Less the five minutes that are kept to spare.
            rotate(path, moment=moment, lifetime=LIFETIME - 300, announced_for=ANNOUNCED)
            kids.append(str(read(path).keys[0].kid))
            await asyncio.sleep(ANNOUNCED + LIFETIME + 1)
        load.running = False
    return kids


def is_without_a_failure(load: Load, kids: list[str], path: Path) -> None:
    """Every request was answered; each key signed in its turn; the oldest are gone."""
    assert set(load.statuses) == {200}
    assert load.statuses[200] > 5 * len(kids)  # as many as a busy machine manages
    assert load.signed_by == kids
    assert [str(key.kid) for key in read(path).keys] == kids[:1:-1]


@pytest_asyncio.fixture
async def two(settings: Settings, tmp_path: Path) -> AsyncIterator[list[FastAPI]]:
    """Two applications that share a key file of their own."""
    path = tmp_path / "keys.json"
    ensure(path)
    oauth = settings.oauth.model_copy(update={"keys_file": path})
    async with AsyncExitStack() as running:
        apps = [create_app(settings.model_copy(update={"oauth": oauth})) for _ in range(2)]
        for app in apps:
            await running.enter_async_context(app.router.lifespan_context(app))
        yield apps


@pytest.fixture
def processes(settings: Settings, tmp_path: Path) -> Iterator[tuple[list[str], Path]]:
    """Two servers in processes of their own, and the key file that they share."""
    assert settings
    path = tmp_path / "keys.json"
    ensure(path)
    ports = [find(), find()]
    environment = {**os.environ, "SIMPUL_OAUTH__KEYS_FILE": str(path)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for port in ports
    ]
    addresses = [f"http://127.0.0.1:{port}" for port in ports]
    try:
        for address in addresses:
            _wait_for(address)
        yield addresses, path
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx2.get(f"{address}/healthz").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.2)
    pytest.fail(f"{address} does not answer")


class TestUnderLoad:
    async def test_of_two_applications_no_request_fails(
        self, two: list[FastAPI], world: World
    ) -> None:
        servers = [
            AsyncClient(transport=ASGITransport(app), base_url=BASE_URL, timeout=30) for app in two
        ]
        load = Load(servers, world.clients["32.04"])
        path: Path = two[0].state.settings.oauth.keys_file
        kids = await rotate_three_times(load, path, clients=2)
        is_without_a_failure(load, kids, path)

    @pytest.mark.long
    async def test_of_two_processes_no_request_fails(
        self, processes: tuple[list[str], Path], world: World
    ) -> None:
        addresses, path = processes
        servers = [AsyncClient(base_url=address, timeout=30) for address in addresses]
        load = Load(servers, world.clients["32.04"])
        kids = await rotate_three_times(load, path, clients=8)
        is_without_a_failure(load, kids, path)
        print(f"{load.statuses[200]} requests while rotating three times: 0 failed")  # noqa: T201


class TestVerifier:
    async def test_a_new_key_is_known_at_once(self, two: list[FastAPI], world: World) -> None:
        first, second = two
        path: Path = first.state.settings.oauth.keys_file
        second.state.keys.keys()  # has just looked
        rotate(path, moment=int(time.time()), lifetime=600, announced_for=0)
        first.state.keys.keys(at_once=True)
        async with AsyncClient(transport=ASGITransport(first), base_url=BASE_URL) as http:
            token = await client_token(http, world.clients["32.04"])
        assert second.state.verifier.verify(token).tenant.code == "32.04"

    async def test_what_a_dropped_key_signed_is_over(
        self, two: list[FastAPI], world: World
    ) -> None:
        path: Path = two[0].state.settings.oauth.keys_file
        async with AsyncClient(transport=ASGITransport(two[0]), base_url=BASE_URL) as http:
            token = await client_token(http, world.clients["32.04"])
        verifier: TokenVerifier = two[0].state.verifier
        assert verifier.verify(token)
        replace_all(path, moment=int(time.time()))
        two[0].state.keys.keys(at_once=True)
        with pytest.raises(UnauthenticatedError):
            verifier.verify(token)

    async def test_a_file_that_breaks_leaves_the_keys(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        ensure(path)
        file = KeyFile(path)
        before: KeySet = file.keys(at_once=True)
        for content in ("", '{"keys": []}', "[]"):
            path.write_text(content)
            assert file.keys(at_once=True) is before
        path.unlink()
        assert file.keys(at_once=True) is before

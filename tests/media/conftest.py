"""The worker, and somebody who uploads."""

from collections.abc import Awaitable, Callable

import pytest
import pytest_asyncio
from fastapi import FastAPI

import api.worker
from api.media.store import Store
from api.settings import ClamavSettings, Settings
from tests.world import Caller, World

Work = Callable[[], Awaitable[None]]


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run


@pytest.fixture(scope="session")
def store(settings: Settings) -> Store:
    """The same S3 as the application's."""
    return Store(settings.storage)


@pytest_asyncio.fixture
async def operator(world: World) -> Caller:
    """May write for Kabupaten Bandung."""
    return await world.caller("32.04", "operator")


@pytest.fixture
def scanned(settings: Settings, app: FastAPI) -> Callable[[ClamavSettings], Work]:
    """The worker with a virus scanner."""
    assert app

    def with_scanner(scanner: ClamavSettings) -> Work:
        async def run() -> None:
            await api.worker.run(settings.model_copy(update={"clamav": scanner}), wait=False)

        return run

    return with_scanner

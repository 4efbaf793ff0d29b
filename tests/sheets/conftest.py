"""The worker, and an operator of a city that no other test uses."""

import pytest
import pytest_asyncio
from fastapi import FastAPI

import api.worker
from api.settings import Settings
from tenants.session import Sessions
from tests.members.conftest import Work
from tests.members.people import join
from tests.world import Caller, World

HOME = "32.18"


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run


@pytest_asyncio.fixture(scope="session")
async def clerk(world: World, sessions: Sessions) -> Caller:
    """Who imports and exports here."""
    return await (await join(sessions, HOME, "operator")).caller(world.api)

"""A province of its own for tests that put a policy in force: in the shared one it would gate everybody."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from api.app import create_app
from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tenants.session import Sessions
from tests.conftest import BASE_URL
from tests.tenants.databases import migrated
from tests.world import World, make_world

DATABASE = "test_conduct"


@pytest_asyncio.fixture(scope="session")
async def ruled_app(
    stack: tuple[Folder, Postgres, SeaweedFS], settings: Settings
) -> AsyncIterator[FastAPI]:
    """The application on a database beside the shared one."""
    with migrated(stack[1], settings, DATABASE) as elsewhere:
        made = create_app(elsewhere)
        async with made.router.lifespan_context(made):
            yield made


@pytest_asyncio.fixture(scope="session")
async def ruled(ruled_app: FastAPI) -> AsyncIterator[World]:
    """The people of that province."""
    transport = ASGITransport(ruled_app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url=BASE_URL) as api:
        yield await make_world(ruled_app, api)


@pytest.fixture
def ruled_sessions(ruled_app: FastAPI) -> Sessions:
    made: Any = ruled_app.state.sessions
    found: Sessions = made
    return found


@pytest.fixture
def ruled_superuser(stack: tuple[Folder, Postgres, SeaweedFS]) -> str:
    """Connects to that database past row-level security."""
    return stack[1].superuser_dsn(DATABASE)

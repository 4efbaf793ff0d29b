"""A chain with a checkpoint, and those who may read it."""

from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.audit.service import record_by_system
from api.checkpoints import making
from api.media.store import Store
from api.settings import Settings
from tenants.directory import Place
from tenants.session import Sessions, as_tenant, transaction
from tests.world import Caller, World

CODE = "32.01"
Append = Callable[[int], Coroutine[Any, Any, None]]


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings.storage)


@pytest.fixture
def place(app: FastAPI, world: World) -> Place:
    assert world
    found: Place = app.state.directory.by_code(CODE)
    return found


@pytest.fixture
def append(sessions: Sessions, place: Place) -> Append:
    """Adds so many events to the chain."""

    async def add(number: int) -> None:
        for each in range(number):
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                record_by_system(session, "test", uuid4(), number=each)

    return add


@pytest_asyncio.fixture
async def kept(sessions: Sessions, store: Store, place: Place, append: Append) -> making.Outcome:
    """A checkpoint at the end of a chain of more than 12 events."""
    await append(13)
    outcome = await making.make(sessions, store, place)
    assert outcome.fault is None
    return outcome


@pytest_asyncio.fixture
async def admin(world: World) -> Caller:
    return await world.caller(CODE, "admin")

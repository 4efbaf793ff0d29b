"""An application whose clock for claims is a second, and a worker in a process of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, AsyncExitStack
from functools import partial
from subprocess import Popen

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from api.app import create_app
from api.settings import ClaimSettings, Settings
from tests.conftest import BASE_URL
from tests.media.watching import worker
from tests.story.telling import Story
from tests.world import World

_SECOND = 1 / 3600  # of an hour
Worker = Callable[[], AbstractContextManager[Popen[bytes]]]


@pytest_asyncio.fixture
async def hurried(settings: Settings, world: World) -> AsyncIterator[FastAPI]:
    """The application of the other tests, but in a hurry."""
    assert world
    quick = settings.model_copy(update={"claims": ClaimSettings(clock_hours=_SECOND)})
    async with AsyncExitStack() as running:
        made = create_app(quick)
        await running.enter_async_context(made.router.lifespan_context(made))
        yield made


@pytest_asyncio.fixture
async def story(hurried: FastAPI, world: World, settings: Settings) -> AsyncIterator[Story]:
    """Everybody who takes part, calling that application."""
    transport = ASGITransport(hurried, raise_app_exceptions=False)
    outbox = settings.mail.outbox
    assert outbox
    async with AsyncClient(transport=transport, base_url=BASE_URL) as http:
        yield Story(hurried, World(http, world.people, world.clients), outbox)


@pytest.fixture
def start_worker(world: World) -> Worker:
    """`simpul worker`: when it starts it does what the minute before asked for."""
    assert world
    return partial(worker, {})

"""Tenants that no other test uses, and the worker."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import event

import api.worker
from api.settings import Settings
from tenants.session import Sessions
from tests.members.people import Joined, admin_of
from tests.world import Caller, World

# Taken one by one where a test counts the admins of a tenant.
_FRESH = ["32.02", "32.03", "32.06", "32.07", "32.08", "32.12", "32.13", "32.14", "32.15", "32.72"]
HOME = "32.74"
Work = Callable[[], Awaitable[None]]
Recording = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def fresh() -> str:
    """The code of an active tenant without people."""
    return _FRESH.pop()


@pytest_asyncio.fixture(scope="session")
async def admin(world: World, sessions: Sessions) -> Caller:
    """The admin of a city of this room's own."""
    return (await admin_of(sessions, world.api, HOME))[1]


@pytest_asyncio.fixture
async def other(world: World, sessions: Sessions) -> tuple[Joined, Caller]:
    """A second admin there, who may be suspended."""
    return await admin_of(sessions, world.api, HOME)


# What this test sends; the application's own tasks (it reads revocations every two seconds) have not
# inherited it.
_recorder: ContextVar[list[str] | None] = ContextVar("recorder", default=None)


@contextmanager
def _recording() -> Iterator[list[str]]:
    seen: list[str] = []
    token = _recorder.set(seen)
    try:
        yield seen
    finally:
        _recorder.reset(token)


@pytest.fixture
def statements(app: FastAPI) -> Iterator[Recording]:
    """Begins a block that collects what it sends to the database, without its parameters."""
    engine = app.state.sessions.kw["bind"].sync_engine

    def note(*arguments: Any) -> None:
        seen = _recorder.get()
        if seen is not None:
            seen.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    yield _recording
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run

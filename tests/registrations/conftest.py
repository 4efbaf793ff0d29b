"""Somebody who registers, and the province's admin who decides."""

from collections.abc import Iterator

import pytest
import pytest_asyncio
from fastapi import FastAPI

import api.worker
from api.settings import Settings
from tests.registrations.applicants import Applicant, Desk, Work, inactive
from tests.world import Caller, World

CLOSED = "32.09"


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run


@pytest.fixture
def applicant(app: FastAPI, world: World, settings: Settings) -> Applicant:
    assert world
    return Applicant(app, settings.base_url)


@pytest.fixture
def desk(applicant: Applicant, settings: Settings, work: Work, superuser_url: str) -> Desk:
    assert settings.mail.outbox
    return Desk(applicant, settings.mail.outbox, work, superuser_url)


@pytest_asyncio.fixture
async def admin(world: World) -> Caller:
    return await world.caller("32", "admin")


@pytest.fixture
def closed(superuser_url: str, world: World) -> Iterator[str]:
    """The code of a regency that has not joined."""
    assert world
    with inactive(superuser_url, CLOSED):
        yield CLOSED

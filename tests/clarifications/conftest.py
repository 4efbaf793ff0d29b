"""The worker, and what somebody who checks the public bucket needs."""

from collections.abc import Awaitable, Callable

import pytest
from fastapi import FastAPI

import api.worker
from api.media.showcase import Showcase
from api.media.store import Store
from api.settings import Settings
from tests.clarifications.pictures import Stock
from tests.members.conftest import statements

__all__ = ["statements"]

Work = Callable[[], Awaitable[None]]


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run


@pytest.fixture(scope="session")
def showcase(settings: Settings) -> Showcase:
    """The public bucket of the application's S3."""
    return Showcase(settings.storage)


@pytest.fixture(scope="session")
def stock(settings: Settings, superuser_url: str) -> Stock:
    """Assets that are ready."""
    return Stock(Store(settings.storage), superuser_url)

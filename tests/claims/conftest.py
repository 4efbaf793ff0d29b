import pytest
from fastapi import FastAPI

import api.worker
from api.settings import Settings
from tests.claims.strangers import Office, Stranger
from tests.registrations.applicants import Work
from tests.world import World


@pytest.fixture
def work(settings: Settings, app: FastAPI) -> Work:
    """Runs the worker until the queue is empty."""
    assert app

    async def run() -> None:
        await api.worker.run(settings, wait=False)

    return run


@pytest.fixture
def office(
    app: FastAPI, world: World, settings: Settings, work: Work, superuser_url: str
) -> Office:
    assert settings.mail.outbox
    return Office(app, world, settings.mail.outbox, work, superuser_url)


@pytest.fixture
def stranger(office: Office) -> Stranger:
    return office.stranger()

"""What a job works with, to run one by hand."""

import pytest
from fastapi import FastAPI

from api.jobs.queue import Runtime
from api.settings import Settings


@pytest.fixture
def runtime(settings: Settings, app: FastAPI) -> Runtime:
    return Runtime(settings, app.state.sessions, app.state.directory)

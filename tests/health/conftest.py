"""A deployment that may be damaged."""

from collections.abc import Iterator

import psycopg
import pytest
from fastapi import FastAPI

from api.settings import Settings
from api.stack.folder import Folder
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tests.tenants.databases import migrated

NAME = "test_damaged"


@pytest.fixture(scope="module")
def spare(
    stack: tuple[Folder, Postgres, SeaweedFS], app: FastAPI, settings: Settings
) -> Iterator[Settings]:
    """A migrated database that nobody else uses."""
    assert app
    with migrated(stack[1], settings, NAME) as made:
        yield made


@pytest.fixture
def spare_database(
    stack: tuple[Folder, Postgres, SeaweedFS], spare: Settings
) -> Iterator[psycopg.Connection]:
    """The same, past all its guards."""
    assert spare
    with psycopg.connect(stack[1].superuser_dsn(NAME), autocommit=True) as connection:
        yield connection

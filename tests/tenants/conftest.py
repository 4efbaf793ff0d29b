"""A tenant with a row in every table, and one without any."""

from uuid import UUID

import pytest
import pytest_asyncio
from fastapi import FastAPI

from tenants.context import Reach, Scope
from tenants.session import Sessions, as_tenant
from tests.tenants.rows import fill
from tests.world import World

# No test anywhere may act in `EMPTY`: all tests of a process share a database.
FULL, EMPTY = "32.04", "32.77"


@pytest_asyncio.fixture(scope="session")
async def full(world: World, app: FastAPI, sessions: Sessions, superuser_url: str) -> UUID:
    """The id of a tenant that has a row in every tenant table, drafts among them."""
    place = app.state.directory.by_code(FULL)
    await fill(world, sessions, place, superuser_url)
    identifier: UUID = place.id
    return identifier


@pytest.fixture(scope="session")
def stranger(full: UUID, app: FastAPI) -> Scope:
    """The scope of a tenant that has no row of its own at all."""
    assert full
    return as_tenant(app.state.directory.by_code(EMPTY).id, "test")


@pytest.fixture(scope="session")
def province(full: UUID, app: FastAPI) -> Scope:
    """Province reach."""
    assert full
    return Scope(Reach.PROVINCE, app.state.directory.province.id, "test")

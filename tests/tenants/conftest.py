"""A tenant with a row in every table, and one without any."""

from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from fastapi import FastAPI
from psycopg import sql

from api.tables import metadata
from tenants.context import Reach, Scope
from tenants.session import Sessions, as_tenant
from tests.tenants.rows import fill
from tests.world import World

FULL, EMPTY = "32.04", "32.77"


@pytest_asyncio.fixture(scope="session")
async def full(world: World, app: FastAPI, sessions: Sessions, superuser_url: str) -> UUID:
    """The id of a tenant that has a row in every tenant table, drafts among them."""
    place = app.state.directory.by_code(FULL)
    await fill(world, sessions, place, superuser_url)
    identifier: UUID = place.id
    return identifier


@pytest.fixture(scope="module")
def stranger(full: UUID, app: FastAPI, superuser_url: str) -> Scope:
    """The scope of a tenant that has no row of its own at all.

    All tests of a process share a database, and some of them write in every tenant.
    """
    assert full
    place = app.state.directory.by_code(EMPTY)
    tables = [name for name, table in metadata.tables.items() if "tenant_id" in table.columns]
    with psycopg.connect(superuser_url) as connection:
        connection.execute("set local session_replication_role = replica")
        for table in tables:
            delete = sql.SQL("delete from {} where tenant_id = %s").format(sql.Identifier(table))
            connection.execute(delete, [place.id])
    return as_tenant(place.id, "test")


@pytest.fixture(scope="session")
def province(full: UUID, app: FastAPI) -> Scope:
    """Province reach."""
    assert full
    return Scope(Reach.PROVINCE, app.state.directory.province.id, "test")

"""People of these tests alone, with something in every place where data of people lie."""

import pytest
import pytest_asyncio
from fastapi import FastAPI

from tenants.session import Sessions
from tests.privacy.somebody import Somebody, make_somebody
from tests.product.shared import demo
from tests.world import World

__all__ = ["demo"]


@pytest_asyncio.fixture
async def somebody(app: FastAPI, world: World, sessions: Sessions) -> Somebody:
    """An operator of two regencies who has done a bit of everything."""
    return await make_somebody(app, world, sessions)


# Taken one by one where a test counts the admins of a tenant; nobody is a member of these.
_FRESH = ["32.71", "32.78"]


@pytest.fixture
def fresh(world: World) -> str:
    """The code of an active tenant without people."""
    assert world
    return _FRESH.pop()

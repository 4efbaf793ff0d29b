"""Who acts in the tests of this room."""

import pytest_asyncio

from tests.world import Caller, World


@pytest_asyncio.fixture(scope="session")
async def regency(world: World) -> Caller:
    """The operator of a regency."""
    return await world.caller("32.04", "operator")


@pytest_asyncio.fixture(scope="session")
async def city(world: World) -> Caller:
    """The operator of another tenant."""
    return await world.caller("32.73", "operator")


@pytest_asyncio.fixture(scope="session")
async def province(world: World) -> Caller:
    """A verifier of the province."""
    return await world.caller("32", "verifier")

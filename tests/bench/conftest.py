"""The loader's people, in the small province of the tests."""

from typing import Any

import pytest
from httpx2 import AsyncClient

from bench.sign_in import OpenClient
from tests.world import World


@pytest.fixture(scope="session")
def open_client(api: AsyncClient) -> OpenClient:
    """A client of its own, without cookies, for the application in this process."""
    return lambda: AsyncClient(transport=api._transport, base_url=api.base_url)


@pytest.fixture(scope="session")
def credentials(world: World) -> dict[str, Any]:
    """What `simpul up` would have written for them."""
    people = [human for roles in world.people.values() for human in roles.values()]
    names = ("tenant", "email", "password", "roles")
    return {"people": [{name: getattr(human, name) for name in names} for human in people]}

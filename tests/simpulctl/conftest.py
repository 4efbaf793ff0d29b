"""The command against a real `simpul up`, in the hands of people of its demo."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from httpx2 import AsyncClient

from tests.client.people import People
from tests.product.people import world_of
from tests.product.running import Product
from tests.product.shared import demo
from tests.simpulctl.running import Command
from tests.world import World

__all__ = ["demo"]
SignedIn = Callable[[str, str], Command]
_known: dict[tuple[str, str, str], Command] = {}


@pytest_asyncio.fixture
async def everybody(demo: Product) -> AsyncIterator[World]:
    """The demo's people, over the wire, to prepare what the command then sees."""
    async with AsyncClient(base_url=demo.base_url, timeout=30) as http:
        yield world_of(http, demo.credentials())


@pytest.fixture
def stranger(demo: Product, tmp_path: Path) -> Command:
    """The command in the hands of somebody who never signed in."""
    return Command(tmp_path / "home", demo.base_url)


@pytest.fixture
def signed_in(demo: Product, tmp_path_factory: pytest.TempPathFactory) -> SignedIn:
    """Gives the command of a person of the demo, who signed in once for all tests."""

    def give(tenant: str, role: str) -> Command:
        key = (demo.base_url, tenant, role)
        if key not in _known:
            command = Command(tmp_path_factory.mktemp("simpulctl"), demo.base_url)
            people = People(demo.base_url, demo.credentials())
            command.store.save(people.signed_in(tenant, role))
            _known[key] = command
        return _known[key]

    return give


@pytest.fixture
def province(signed_in: SignedIn) -> Command:
    """A verifier of the province."""
    return signed_in("32", "verifier")

"""The products that these tests start: the demo, a province without its regencies, an empty one."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from httpx2 import AsyncClient

from tests.product.people import world_of
from tests.product.running import Product, product
from tests.product.shared import demo
from tests.world import World

__all__ = ["demo"]


@pytest_asyncio.fixture
async def everybody(demo: Product) -> AsyncIterator[World]:
    """The demo's people, over the wire."""
    async with AsyncClient(base_url=demo.base_url, timeout=30) as http:
        yield world_of(http, demo.credentials())


@pytest.fixture(scope="package")
def bali() -> Iterator[Product]:
    """A province whose regencies and cities have not joined."""
    with product("--seed", "regions", "--province", "51") as made:
        made.start()
        yield made


@pytest.fixture(scope="module")
def bare() -> Iterator[Product]:
    """A schema and nothing in it."""
    with product("--seed", "none") as made:
        made.start()
        yield made

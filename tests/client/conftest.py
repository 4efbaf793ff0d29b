"""The client against a real `simpul up`, as people and machines of its demo."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.client.flaky import Line
from tests.client.people import People
from tests.product.running import Product
from tests.product.shared import demo

__all__ = ["demo"]
_KEY = pytest.StashKey[People]()


@pytest.fixture
def people(demo: Product, pytestconfig: pytest.Config) -> People:
    """Everybody of the demo; each signs in once for all tests."""
    if _KEY not in pytestconfig.stash:
        pytestconfig.stash[_KEY] = People(demo.base_url, demo.credentials())
    return pytestconfig.stash[_KEY]


@pytest_asyncio.fixture(scope="package", autouse=True)
async def _closed(pytestconfig: pytest.Config) -> AsyncIterator[None]:
    yield
    if _KEY in pytestconfig.stash:
        await pytestconfig.stash[_KEY].close()
        # The files of other packages may come between ours: the next one signs in again.
        del pytestconfig.stash[_KEY]


@pytest.fixture
def line(demo: Product) -> Iterator[Line]:
    """A line to the demo that breaks when it is told to."""
    with Line(demo.base_url).open() as line:
        yield line

"""The demo that the tests of several folders share: started once, again when a test ended it."""

from contextlib import ExitStack

import pytest

from tests.product.running import Product, product

_KEY = pytest.StashKey[Product]()


@pytest.fixture
def demo(pytestconfig: pytest.Config) -> Product:
    """The product as a newcomer starts it. It runs, whatever the test before did to it."""
    if _KEY not in pytestconfig.stash:
        # Not a session fixture: each folder that imports one would start a product of its own.
        stack = ExitStack()
        pytestconfig.add_cleanup(stack.close)
        pytestconfig.stash[_KEY] = stack.enter_context(product())
    found = pytestconfig.stash[_KEY]
    if not found.runs:
        found.start()
    return found

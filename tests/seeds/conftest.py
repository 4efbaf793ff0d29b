"""The demo as `simpul up` made it, seen past row-level security."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.product.running import Product
from tests.product.shared import demo

__all__ = ["demo"]


@pytest.fixture
def rows(demo: Product) -> Iterator[psycopg.Connection[Any]]:
    """Reads everything, and changes nothing."""
    with psycopg.connect(demo.superuser_url) as connection:
        connection.read_only = True
        yield connection

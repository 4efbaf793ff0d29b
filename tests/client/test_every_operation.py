"""Every operation of the document, called once at least through the generated client.

A new room adds `calls/<tag>.py` with one function `call`; its assertions are what the calls did.
"""

from importlib import import_module

import pytest
from simpul_client import connect_anonymously

from tests.client.calls.callers import Callers
from tests.client.people import OFFICE, People
from tests.client.recording import Operations
from tests.product.running import Product

TAGS = sorted(Operations().by_tag)
ROLES = ((OFFICE, "client"), (OFFICE, "operator"), (OFFICE, "verifier"), (OFFICE, "admin"))
PROVINCE = (("32", "operator"), ("32", "verifier"), ("32", "admin"))


@pytest.mark.parametrize("tag", TAGS)
async def test_every_operation_of(tag: str, people: People, demo: Product) -> None:
    operations = Operations()
    anonymous = connect_anonymously(people.base_url)
    callers = Callers(people, anonymous, demo, operations)
    connected = [people.connection(*who) for who in (*ROLES, *PROVINCE)]
    module = import_module(f"tests.client.calls.{tag}")
    async with anonymous:
        with anonymous, operations.watching(anonymous, *connected):
            await module.call(callers)
    assert operations.seen & operations.by_tag[tag] == operations.by_tag[tag]

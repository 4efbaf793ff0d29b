"""Another policy in the demo for a while: it is of all tests, and all of its people read the first one."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from tests.product.running import Product
from tests.tenants.attempts import ask
from tests.world import World

_RETIRE = "update policy set status = 'retired', retired_at = now() where status = 'active'"
_PUT_BACK = "update policy set status = 'active', retired_at = null where revision = 1"


@contextmanager
def put_back(demo: Product) -> Iterator[None]:
    """The policy that the demo began with is in force again afterwards."""
    try:
        yield
    finally:
        for statement in (_RETIRE, _PUT_BACK):
            ask(demo.superuser_url, statement)


@contextmanager
def without_policy(demo: Product) -> Iterator[None]:
    """None is in force."""
    with put_back(demo):
        ask(demo.superuser_url, _RETIRE)
        yield


@asynccontextmanager
async def another_policy(demo: Product, everybody: World, **changes: Any) -> AsyncIterator[str]:
    """A new revision in force, which nobody has acknowledged; gives its id."""
    admin = await everybody.caller("32", "admin")
    body = {"title": "Pedoman uji", "body": "Tulis yang **jelas**.", **changes}
    made = await admin.post("/v1/policies", body)
    assert made.status_code == 201, made.text
    with put_back(demo):
        path = f"/v1/policies/{made.json()['id']}/activate"
        assert (await admin.post(path, version=1)).status_code == 200
        yield made.json()["id"]

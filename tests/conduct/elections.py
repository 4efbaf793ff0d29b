"""Election windows, as tests open and close them: what is left open would bind the tests of others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.world import World

LIST = "/v1/election-windows"
JAKARTA = ZoneInfo("Asia/Jakarta")


def day(after: int = 0) -> str:
    """A day of the province, so many after today."""
    return (datetime.now(JAKARTA) + timedelta(days=after)).date().isoformat()


def body(**changes: Any) -> dict[str, Any]:
    """A window around today, so that a midnight does not end it while a test runs."""
    return {
        "name": "Pemilihan kepala daerah",
        "starts_on": day(-1),
        "ends_on": day(1),
        "regions": [],
        "terms": [],
        **changes,
    }


@asynccontextmanager
async def window(world: World, **changes: Any) -> AsyncIterator[dict[str, Any]]:
    """A window that is there for the length of a block."""
    admin = await world.caller("32", "admin")
    answer = await admin.post(LIST, body(**changes))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    try:
        yield made
    finally:
        gone = await admin.delete(f"{LIST}/{made['id']}", made["version"])
        assert gone.status_code in {204, 404}, gone.text

from simpul_client import iterate_async, raise_for_problem
from simpul_client.api.public import get_public_clarification, list_public_clarifications

from tests.client.calls.callers import Callers
from tests.client.calls.clarifications import published


async def call(callers: Callers) -> None:
    row = published(callers)
    rows = iterate_async(list_public_clarifications.asyncio_detailed, client=callers.anonymous)
    assert row.number == (await anext(rows)).number  # newest first
    found = raise_for_problem(
        get_public_clarification.sync_detailed(row.slug or "", client=callers.anonymous)
    )
    assert (found.number, found.title) == (row.number, row.title)

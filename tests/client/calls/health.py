from http import HTTPStatus

import pytest
from simpul_client import NotFoundError, raise_for_problem
from simpul_client.api.health import get_health, get_problem, get_readiness

from tests.client.calls.callers import Callers


async def call(callers: Callers) -> None:
    health = raise_for_problem(get_health.sync_detailed(client=callers.anonymous))
    assert health.status == "ok"
    ready = await get_readiness.asyncio_detailed(client=callers.anonymous)
    assert ready.status_code == HTTPStatus.OK
    assert raise_for_problem(ready).ready
    page = raise_for_problem(get_problem.sync_detailed("stale-version", client=callers.anonymous))
    assert "stale-version" in page
    unknown = get_problem.sync_detailed("no-such-problem", client=callers.anonymous)
    with pytest.raises(NotFoundError):
        raise_for_problem(unknown)

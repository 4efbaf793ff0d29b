from uuid import uuid4

from fastapi import FastAPI

import api.worker
from api.idempotency.service import forget_old
from api.idempotency.tasks import forget
from api.jobs.queue import defer
from api.settings import Settings
from tenants.session import Sessions, as_tenant, transaction
from tests.idempotency.test_replay import listed
from tests.reports.bodies import LIST, body
from tests.tenants.attempts import ask
from tests.world import Caller, World

AGE = "update idempotency_key set created_at = created_at - %(age)s::interval where key = %(key)s"
KNOWN = "select key from idempotency_key where key = any(%(keys)s)"


async def used(caller: Caller, superuser_url: str, age: str) -> str:
    """A key that was used this long ago."""
    key = str(uuid4())
    assert (await caller.post(LIST, body(title=key), key=key)).status_code == 201
    ask(superuser_url, AGE, age=age, key=key)
    return key


def known(superuser_url: str, *keys: str) -> set[str]:
    return {key for (key,) in ask(superuser_url, KNOWN, keys=list(keys))}


class TestExpiry:
    async def test_after_24_hours_a_key_is_new_again(
        self, world: World, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        key = await used(operator, superuser_url, "24 hours 1 minute")
        again = await operator.post(LIST, body(title=key), key=key)
        assert again.status_code == 201
        assert "idempotent-replayed" not in again.headers
        assert len(await listed(operator, key)) == 2
        replay = await operator.post(LIST, body(title=key), key=key)
        assert replay.content == again.content

    async def test_before_it_is_not(self, world: World, superuser_url: str) -> None:
        operator = await world.caller("32.04", "operator")
        key = await used(operator, superuser_url, "23 hours 59 minutes")
        again = await operator.post(LIST, body(title=key), key=key)
        assert again.headers["idempotent-replayed"] == "true"


class TestForget:
    async def test_removes_what_is_old_in_its_own_tenant(
        self, world: World, app: FastAPI, sessions: Sessions, superuser_url: str
    ) -> None:
        here, there = [await world.caller(code, "operator") for code in ("32.04", "32.73")]
        old, foreign = [await used(caller, superuser_url, "25 hours") for caller in (here, there)]
        young = await used(here, superuser_url, "23 hours")
        place = app.state.directory.by_code("32.04")
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            await forget_old(session)
        assert known(superuser_url, old, young, foreign) == {young, foreign}

    async def test_the_task_goes_through_all_tenants(
        self,
        world: World,
        app: FastAPI,
        sessions: Sessions,
        settings: Settings,
        superuser_url: str,
    ) -> None:
        callers = [await world.caller(code, "operator") for code in ("32", "32.04", "32.73")]
        old = [await used(caller, superuser_url, "25 hours") for caller in callers]
        young = await used(callers[0], superuser_url, "1 hour")
        province = app.state.directory.province
        async with transaction(sessions, as_tenant(province.id, "test")) as session:
            await defer(session, forget, timestamp=0)
        await api.worker.run(settings, wait=False)
        assert known(superuser_url, young, *old) == {young}

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import psycopg

from tests.idempotency.test_replay import listed
from tests.reports.bodies import LIST, body
from tests.world import World


@asynccontextmanager
async def held_up(superuser_url: str) -> AsyncIterator[None]:
    """Whoever writes a report waits until the block ends."""
    async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
        await connection.execute("lock table report in share row exclusive mode")
        yield
        await connection.rollback()


async def is_waiting(superuser_url: str) -> bool:
    query = "select from pg_locks where not granted and relation = 'report'::regclass"
    async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
        return (await connection.execute(query)).rowcount > 0


class TestInFlight:
    async def test_the_second_request_is_told_to_wait(
        self, world: World, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        key, request = str(uuid4()), body(title=str(uuid4()))
        async with asyncio.timeout(10), held_up(superuser_url):
            first = asyncio.create_task(operator.post(LIST, request, key=key))
            while not await is_waiting(superuser_url):
                assert not first.done()
                await asyncio.sleep(0.01)
            second = await operator.post(LIST, request, key=key)
            assert (second.status_code, second.json()["code"]) == (409, "idempotency-in-flight")
            assert second.headers["retry-after"] == "1"
            other = await (await world.caller("32.04", "verifier")).get(LIST)
            assert other.status_code == 200
        made = await first
        assert made.status_code == 201
        replay = await operator.post(LIST, request, key=key)
        assert replay.content == made.content
        assert len(await listed(operator, request["title"])) == 1

    async def test_of_many_at_once_one_is_done(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key, request = str(uuid4()), body(title=str(uuid4()))
        answers = await asyncio.gather(*(operator.post(LIST, request, key=key) for _ in range(12)))
        done = [answer for answer in answers if answer.status_code == 201]
        others = [answer for answer in answers if answer.status_code != 201]
        assert {answer.json()["code"] for answer in others} <= {"idempotency-in-flight"}
        fresh = Counter("idempotent-replayed" in answer.headers for answer in done)
        assert fresh[False] == 1
        assert len({answer.content for answer in done}) == 1
        assert len(await listed(operator, request["title"])) == 1

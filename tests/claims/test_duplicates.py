"""Claims that repeat each other, and what happens to them, or to their answer, at the same time."""

import asyncio
from typing import Any
from uuid import uuid4

import psycopg

from tests.claims.bodies import LIST, Json, closed, continuation, created, read, transferred
from tests.clarifications.bodies import published
from tests.clarifications.test_pictures_retracted import until_waiting
from tests.world import World


async def _new(world: World, tenant: str = "32.04", **changes: Any) -> Json:
    return await created(await world.caller(tenant, "operator"), **changes)


class TestDuplicates:
    async def test_what_went_on_as_one_learns_the_answer(self, world: World) -> None:
        """Before the original is answered, and after."""
        row, original = await published(world), await _new(world, "32.73")
        number, reference = row["number"], original["reference"]
        repeat = {"outcome": "duplicate", "duplicate_of": reference}
        before = await transferred(world, await _new(world), "32.73")
        await closed(world, await continuation(world, before), **repeat)
        own = await closed(world, await _new(world, "32.73"), **repeat)
        assert (own["outcome"], own["clarification_number"]) == ("duplicate", None)
        await closed(world, original, outcome="clarified", clarification_number=number)
        after = await transferred(world, await _new(world), "32.73")
        await closed(world, await continuation(world, after), **repeat)
        caller = await world.caller("32.04", "viewer")
        for claim in (before, after):
            found = await read(caller, claim)
            assert (found["status"], found["outcome"]) == ("transferred", "clarified")
            assert found["clarification_number"] == number
        told = await read(await world.caller("32.73", "viewer"), own)
        assert (told["status"], told["clarification_number"]) == ("duplicate", number)
        assert told["closed_at"] == own["closed_at"]

    async def test_two_are_not_closed_as_each_others(
        self, world: World, superuser_url: str
    ) -> None:
        claims = [await _new(world) for _ in range(2)]
        verifier = await world.caller("32.04", "verifier")

        async def close(one: Json, other: Json) -> int:
            json = {"outcome": "duplicate", "duplicate_of": other["reference"]}
            answer = await verifier.post(f"{LIST}/{one['id']}/close", json, version=1)
            return answer.status_code

        async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
            lock = "select id from claim where id = any(%s) for update"
            await connection.execute(lock, [[claim["id"] for claim in claims]])
            first = asyncio.create_task(close(*claims))
            await until_waiting(superuser_url, first)
            second = asyncio.create_task(close(*reversed(claims)))
            await until_waiting(superuser_url, second)
        codes = set(await asyncio.gather(first, second))
        assert codes in ({200, 409}, {200, 422})


async def test_what_is_being_retracted_answers_nothing(world: World, superuser_url: str) -> None:
    row, claim = await published(world, tenant="32.73"), await _new(world)
    verifier = await world.caller("32.04", "verifier")
    json = {"outcome": "clarified", "clarification_number": row["number"]}
    async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
        lock = "select id from clarification where id = %s for update"
        await connection.execute(lock, [row["id"]])
        path = f"{LIST}/{claim['id']}/close"
        closing = asyncio.create_task(verifier.post(path, json, version=1))
        await until_waiting(superuser_url, closing)
        bury = "update shared_clarification set state = 'retracted' where id = %s"
        await connection.execute(bury, [row["id"]])
    answer = await closing
    assert answer.status_code == 422, answer.text


async def test_opposite_transfers_at_once_end_cleanly(world: World, superuser_url: str) -> None:
    """Each joins the other's claim: the database ends one of them, whose caller may repeat it."""
    text, places = f"Pesan {uuid4()}", ("32.04", "32.73")
    claims = [await _new(world, code, text=text) for code in places]

    async def transfer(claim: Json, code: str) -> int:
        verifier = await world.caller(claim["tenant"], "verifier")
        json = {"tenant": code, "reason": "Terjadi di sana."}
        return (await verifier.post(f"{LIST}/{claim['id']}/transfer", json, version=1)).status_code

    for claim in claims:  # each signed in, so that both are ready to wait
        await world.caller(claim["tenant"], "verifier")
    async with await psycopg.AsyncConnection.connect(superuser_url) as connection:
        lock = "select id from claim where id = any(%s) for update"
        await connection.execute(lock, [[claim["id"] for claim in claims]])
        moves = zip(claims, reversed(places), strict=True)
        tasks = [asyncio.create_task(transfer(*move)) for move in moves]
        for task in tasks:
            await until_waiting(superuser_url, task)
    codes = await asyncio.gather(*tasks)
    assert 200 in codes
    assert set(codes) <= {200, 409}
    rows = [await read(await world.caller(c["tenant"], "viewer"), c) for c in claims]
    for row, code in zip(rows, codes, strict=True):
        assert (row["status"] == "transferred") == (code == 200)
    assert 2 in {row["sightings"] for row in rows}

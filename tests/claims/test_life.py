"""Any sequence of what offices, senders and the clock do, against a model of a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.claims.escalation import escalate_overdue
from api.jobs.queue import Runtime
from tests.claims.bodies import LIST, Json, body, by_reference, member_id, read, run_out
from tests.world import World

TENANTS = ("32", "32.04", "32.73")
OUTCOMES = ("not_clarifiable", "ineligible")
_small = st.integers(0, 8)
_step = st.tuples(st.sampled_from(["send", "assign", "transfer", "close", "late"]), _small, _small)


@dataclass
class Row:
    """A claim as it ought to be."""

    tenant: str
    region: str
    text: str
    row: Json
    status: str = "new"
    sightings: int = 1
    following: "Row | None" = None

    @property
    def is_open(self) -> bool:
        return self.status in {"new", "assigned"}

    @property
    def end(self) -> "Row":
        return self.following.end if self.following else self


@dataclass
class Model:
    """What offices do, and what ought to come of it."""

    world: World
    runtime: Runtime
    salt: str = field(default_factory=lambda: str(uuid4()))
    rows: list[Row] = field(default_factory=list)

    async def step(self, verb: str, one: int, other: int) -> None:
        if verb == "send":
            await self._send(TENANTS[one % 3], f"Pesan {other % 2} {self.salt}")
        elif self.rows:
            await getattr(self, f"_{verb}")(self.rows[one % len(self.rows)], other)

    async def _send(self, tenant: str, text: str) -> None:
        caller = await self.world.caller(tenant, "operator")
        answer = await caller.post(LIST, body(text=text, region=tenant))
        assert answer.status_code == 201, answer.text
        told = next(self._same(tenant, tenant, text), None)
        if told is None:
            self.rows.append(Row(tenant, tenant, text, answer.json()))
        else:
            told.end.sightings += 1
            assert answer.json()["reference"] == told.end.row["reference"]

    def _same(self, tenant: str, region: str, text: str) -> Iterator[Row]:
        """Claims of a message that are open, here or where they went on; those here first."""
        found = [r for r in self.rows if (r.tenant, r.region, r.text) == (tenant, region, text)]
        yield from (row for row in found if row.is_open)
        yield from (row for row in reversed(found) if row.following and row.end.is_open)

    async def _assign(self, row: Row, _: int) -> None:
        member = await member_id(self.world, row.tenant, "operator")
        if await self._try(row, "assign", {"member_id": member}):
            row.status = "assigned"

    async def _transfer(self, row: Row, other: int) -> None:
        place = [code for code in TENANTS if code != row.tenant][other % 2]
        if await self._try(row, "transfer", {"tenant": place, "reason": "x"}):
            await self._go_on(row, place, "transferred")

    async def _close(self, row: Row, other: int) -> None:
        outcome = OUTCOMES[other % 2]
        if await self._try(row, "close", {"outcome": outcome}):
            row.status = outcome

    async def _late(self, row: Row, _: int) -> None:
        if row.is_open:
            await run_out(self.runtime, row.row)
        await escalate_overdue(self.runtime)
        if row.is_open and row.tenant != "32":
            await self._go_on(row, "32", "escalated")

    async def _go_on(self, row: Row, place: str, status: str) -> None:
        region = row.region if place == "32" else place
        mine = (r for r in self.rows if (r.tenant, r.region, r.text) == (place, region, row.text))
        following = next((each for each in mine if each.is_open), None)
        row.status = status
        old = await read(await self.world.caller(row.tenant, "viewer"), row.row)
        if following is None:
            caller = await self.world.caller(place, "viewer")
            made = await by_reference(caller, old["continued_as"])
            following = Row(place, region, row.text, made, sightings=0)
            self.rows.append(following)
        following.sightings += row.sightings
        row.following = following

    async def _try(self, row: Row, verb: str, json: Json) -> bool:
        verifier = await self.world.caller(row.tenant, "verifier")
        seen = await read(verifier, row.row)
        path = f"{LIST}/{row.row['id']}/{verb}"
        answer = await verifier.post(path, json, version=seen["version"])
        assert answer.status_code == (200 if row.is_open else 409), answer.text
        return answer.status_code == 200

    async def check(self) -> None:
        for row in self.rows:
            found = await read(await self.world.caller(row.tenant, "viewer"), row.row)
            assert found["status"] == row.status
            assert (found["region"], found["sightings"]) == (row.region, row.sightings)
            following = row.following.row["reference"] if row.following else None
            assert found["continued_as"] == following
            ended = None if row.end.is_open else row.end.status
            assert (found["outcome"], found["closed_at"] is None) == (ended, ended is None)


async def _live(app: FastAPI, world: World, steps: list[tuple[str, int, int]]) -> None:
    state = app.state
    model = Model(world, Runtime(state.settings, state.sessions, state.directory))
    for step in steps:
        await model.step(*step)
    await model.check()


_SLOW = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@settings(_SLOW, max_examples=8)
@given(steps=st.lists(_step, min_size=6, max_size=14))
async def test_a_claim_is_where_it_ought_to_be(
    app: FastAPI, world: World, steps: list[tuple[str, int, int]]
) -> None:
    await _live(app, world, steps)


@pytest.mark.long
@settings(_SLOW, derandomize=False, max_examples=250)
@given(steps=st.lists(_step, min_size=20, max_size=30))
async def test_many_steps(app: FastAPI, world: World, steps: list[tuple[str, int, int]]) -> None:
    """At least 5,000."""
    await _live(app, world, steps)

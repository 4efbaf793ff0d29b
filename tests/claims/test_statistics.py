"""Claims per tenant and month, counted again by other means."""

import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.claims.models import ClaimStatus
from api.claims.statistics import ANSWERED, bounds
from tests.claims.strangers import Office
from tests.world import World

Json = dict[str, Any]
PATH = "/v1/claims/statistics"
WIB = ZoneInfo("Asia/Jakarta")
CODES = ("32", "32.01", "32.04", "32.73")
COUNTS = [status.value for status in ClaimStatus]
INSERT = """
  insert into claim (version, created_at, updated_at, tenant_id, id, reference, text, text_hash, links,
    medium, region, status, sightings, received_at, due_at, closed_at, suggestions, source, handed_in,
    origin_claim)
  select 1, now(), now(), t.id, gen_random_uuid(), %(reference)s, 'x', %(reference)s, '{}', 'text',
    t.code, %(status)s, %(sightings)s, %(received_at)s, %(due_at)s, %(closed_at)s, '[]', 'member', true,
    %(origin)s
  from tenant t where t.code = %(code)s
"""
_YEARS = count(2031)  # nobody else's claims are that young
_MAY = 5


def seconds(most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(0, most).map(lambda value: timedelta(seconds=value))


@st.composite
def claims(draw: st.DrawFn) -> Json:
    """A claim received about the turns of a month, whose fields agree with each other."""
    status = draw(st.sampled_from(list(ClaimStatus)))
    closed = status in ANSWERED or draw(st.booleans())
    return {
        "code": draw(st.sampled_from(CODES)),
        "status": status.value,
        "sightings": draw(st.integers(1, 9)),
        "after": draw(st.integers(-2, 32).map(lambda day: timedelta(days=day)))
        + draw(seconds(86_399)),
        "clock": draw(seconds(20_000)),
        "took": draw(seconds(40_000)) if closed else None,
        "origin": draw(st.sampled_from([None, "ISU-2030-000001"])),
    }


def row_of(made: Json, begins: datetime) -> Json:
    received = begins + made["after"]
    return {
        **{name: made[name] for name in ("code", "status", "sightings", "origin")},
        "reference": uuid4().hex[:20],
        "received_at": received,
        "due_at": received + made["clock"],
        "closed_at": None if made["took"] is None else received + made["took"],
    }


def counted(rows: list[Json]) -> Json:
    """What the answer must be, without SQL. All of it lies in the future: nothing is overdue."""
    own = [row for row in rows if row["status"] in set(ANSWERED)]
    due = len(own) + sum(row["status"] == "escalated" for row in rows)
    minutes = [(row["closed_at"] - row["received_at"]).total_seconds() / 60 for row in own]
    in_time = sum(row["closed_at"] <= row["due_at"] for row in own)
    each = {name: sum(row["status"] == name for row in rows) for name in COUNTS}
    return {
        **each,
        "received": len(rows),
        "open": each["new"] + each["assigned"],
        "continued": sum(row["origin"] is not None for row in rows),
        "sightings": sum(row["sightings"] for row in rows),
        "median_minutes": round(statistics.median(minutes), 1) if minutes else None,
        "within_clock": round(in_time / due, 4) if due else None,
    }


def alike(found: Json, wanted: Json) -> bool:
    """The same but for how a half is rounded."""
    median = (found["median_minutes"], wanted["median_minutes"])
    near = median[0] == median[1] or abs(median[0] - median[1]) < 0.11
    rest = [{**each, "median_minutes": None} for each in (found, wanted)]
    return near and rest[0] == rest[1]


@pytest.fixture
def database(superuser_url: str, world: World) -> Iterator[psycopg.Connection]:
    assert world
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        yield connection
        # They are later than all others: no list of another test should begin with them.
        connection.execute("delete from claim where text = 'x' and reference not like 'ISU-%'")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=st.lists(claims(), max_size=30))
async def test_equals_an_independent_count(
    database: psycopg.Connection, world: World, made: list[Json]
) -> None:
    year = next(_YEARS)
    rows = [row_of(one, datetime(year, 5, 1, tzinfo=WIB)) for one in made]
    for row in rows:
        database.execute(INSERT, row)
    inside = [row for row in rows if row["received_at"].astimezone(WIB).month == _MAY]
    viewer = await world.caller("32", "viewer")
    found = (await viewer.get(f"{PATH}?month={year}-05")).json()
    assert alike(found["total"], counted(inside))
    by_code = {row.pop("tenant"): row for row in found["data"]}
    assert len(by_code) == 28
    assert list(by_code) == sorted(by_code)
    for code, row in by_code.items():
        assert alike(row, counted([each for each in inside if each["code"] == code])), code


def add(database: psycopg.Connection, received_at: datetime, **changed: Any) -> None:
    values = {
        "code": "32.04",
        "status": "new",
        "sightings": 1,
        "origin": None,
        "reference": uuid4().hex[:20],
        "received_at": received_at,
        "closed_at": None,
        "due_at": received_at + timedelta(hours=3),
    }
    database.execute(INSERT, {**values, **changed})


class TestMonth:
    async def test_turns_at_midnight_of_the_province(
        self, database: psycopg.Connection, world: World
    ) -> None:
        viewer, year = await world.caller("32.04", "viewer"), next(_YEARS)
        turn = datetime(year, 9, 30, 17, tzinfo=UTC)  # 00:00 WIB of 1 October
        for moment in (turn - timedelta(microseconds=1), turn, turn + timedelta(hours=6)):
            add(database, moment)
        months = [(await viewer.get(f"{PATH}?month={year}-{m}")).json() for m in ("09", "10")]
        assert [month["total"]["received"] for month in months] == [1, 2]

    def test_december_ends_with_the_year(self) -> None:
        since, until = bounds("2026-12", WIB)
        assert since == datetime(2026, 11, 30, 17, tzinfo=UTC)
        assert until == datetime(2026, 12, 31, 17, tzinfo=UTC)

    async def test_is_the_present_one_unless_asked(self, office: Office) -> None:
        viewer = await office.world.caller("32.04", "viewer")
        before = (await viewer.get(PATH)).json()
        await office.stranger().reported()
        after = (await viewer.get(PATH)).json()
        assert after["month"] == datetime.now(WIB).strftime("%Y-%m")
        assert after["total"]["received"] == before["total"]["received"] + 1

    @pytest.mark.parametrize("month", ["2026-13", "2026", "x", "2026-1"])
    async def test_must_be_one(self, world: World, month: str) -> None:
        viewer = await world.caller("32.04", "viewer")
        assert (await viewer.get(f"{PATH}?month={month}")).status_code == 422


class TestReach:
    async def test_of_a_tenant_is_its_own(self, database: psycopg.Connection, world: World) -> None:
        year = next(_YEARS)
        moment = datetime(year, 5, 5, tzinfo=WIB)
        for code in ("32.04", "32.01", "32.01"):
            add(database, moment, code=code)
        mine = await world.caller("32.04", "viewer")
        path = f"{PATH}?month={year}-05"
        found = (await mine.get(path)).json()
        assert [row["tenant"] for row in found["data"]] == ["32.04"]
        assert found["total"]["received"] == 1
        foreign = (await mine.get(f"{path}&tenant=32.01")).json()
        absent = (await mine.get(f"{path}&tenant=32.98")).json()
        assert foreign == absent
        assert (foreign["data"], foreign["total"]["received"]) == ([], 0)

    async def test_of_the_province_is_what_it_asks_for(
        self, database: psycopg.Connection, world: World
    ) -> None:
        year = next(_YEARS)
        for code in ("32", "32.04", "32.01", "32.01"):
            add(database, datetime(year, 5, 5, tzinfo=WIB), code=code)
        viewer = await world.caller("32", "viewer")
        path = f"{PATH}?month={year}-05"
        for asked, received in (("32.01", 2), ("32", 1), ("32.01&tenant=32.04", 3)):
            found = (await viewer.get(f"{path}&tenant={asked}")).json()
            assert found["total"]["received"] == received
            assert len(found["data"]) == asked.count("32.0") or asked == "32"
        assert (await viewer.get(path)).json()["total"]["received"] == 4

    async def test_needs_to_read_claims(self, world: World) -> None:
        assert (await world.api.get(PATH)).status_code == 401


async def test_what_is_open_past_its_time_is_not_in_time(
    database: psycopg.Connection, world: World
) -> None:
    moment = datetime(2021, 5, 5, tzinfo=WIB)
    add(database, moment, code="32.73")
    closed_at = moment + timedelta(hours=1)
    add(database, moment, code="32.73", status="clarified", closed_at=closed_at)
    viewer = await world.caller("32.73", "viewer")
    found = (await viewer.get(f"{PATH}?month=2021-05")).json()["total"]
    assert (found["open"], found["within_clock"], found["median_minutes"]) == (1, 0.5, 60.0)

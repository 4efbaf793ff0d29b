"""Months of the tests' own, and dates for them: the calendar is shared by all tests of a process."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from api.periods.rules import months_after
from tests.world import Caller, World

LIST = "/v1/periods"
ZONE = ZoneInfo("Asia/Jakarta")
_numbers = count()
Json = dict[str, Any]


def today() -> date:
    """The day in the province."""
    return datetime.now(UTC).astimezone(ZONE).date()


def day(number: int) -> str:
    """So many days from today."""
    return (today() + timedelta(days=number)).isoformat()


def this_month() -> str:
    return f"{today():%Y-%m}"


def unused() -> str:
    """A month that no other test uses; upcoming until it gets dates."""
    return months_after("2050-01", next(_numbers))


async def version_of(caller: Caller, period: str) -> int:
    return int((await found(caller, period))["version"])


async def found(caller: Caller, period: str) -> Json:
    """A period as a caller sees it."""
    page = (await caller.get(f"{LIST}?from={period}&to={period}")).json()
    (row,) = page["data"]
    made: Json = row
    return made


async def dated(world: World, period: str, opens: int, due: int, closes: int) -> Json:
    """Give a period dates so many days from today, as the province."""
    admin = await world.caller("32", "admin")
    dates = {"opens_on": day(opens), "due_on": day(due), "closes_on": day(closes)}
    version = await version_of(admin, period)
    answer = await admin.patch(f"{LIST}/{period}", dates, version)
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def opened(world: World, period: str | None = None) -> str:
    """A month of the test's own that takes reports today, in time."""
    period = period or unused()
    await dated(world, period, -5, 5, 10)
    return period


async def closed(world: World, period: str) -> None:
    """Have its last day be yesterday."""
    await dated(world, period, -40, -20, -1)


async def declared(caller: Caller, period: str, **body: Any) -> Json:
    answer = await caller.post(f"{LIST}/{period}/completion", body)
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def decided(
    world: World, period: str, code: str, verb: str, version: int | None = None
) -> Json:
    """Reopen or exempt, as the province."""
    admin = await world.caller("32", "admin")
    path = f"{LIST}/{period}/completion/{code}/{verb}"
    answer = await admin.post(path, {"reason": "Mohon diperiksa."}, version=version)
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def extended(world: World, period: str, code: str, days: int) -> Json:
    admin = await world.caller("32", "admin")
    body = {"tenant": code, "open_until": day(days), "reason": "Gangguan jaringan."}
    answer = await admin.post(f"{LIST}/{period}/extensions", body)
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made

"""Twice a year somebody says that a channel is still his office's; otherwise it sleeps."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from api.channels import reminders
from api.channels.tasks import HOUR, keep_up_at
from api.jobs.queue import Runtime
from tenants.session import transaction
from tests.channels.bodies import PATH, change, register, scope_of, verify
from tests.members.people import Joined, join, letters_to
from tests.tenants.attempts import ask
from tests.world import Caller, World

ZONE = ZoneInfo("Asia/Jakarta")
# Offices of no other test: what is due there is of these tests alone.
HOME = "32.17"


@pytest.fixture
def office(superuser_url: str) -> Any:
    """An active office."""
    ask(superuser_url, "update tenant set status = 'active' where code = %(code)s", code=HOME)


def morning(channel: dict[str, Any], days: int, hour: int = HOUR) -> datetime:
    """So many days after the channel was verified, in the province."""
    then = datetime.fromisoformat(channel["verified_at"]).astimezone(ZONE)
    return then.replace(hour=hour, minute=0) + timedelta(days=days)


async def count(runtime: Runtime, member: Joined, name: str) -> int:
    letters = await letters_to(runtime.sessions, runtime.settings, member.human.email)
    return sum(name in letter["text"] for letter in letters)


async def read(caller: Caller, channel: dict[str, Any]) -> dict[str, Any]:
    answer = await caller.get(f"{PATH}/{channel['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.usefixtures("office")
class TestUpkeep:
    async def test_reminds_the_custodian_then_marks_it_until_confirmed(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        custodian = await join(runtime.sessions, HOME, "operator")
        other = await join(runtime.sessions, HOME, "operator")
        operator = await custodian.caller(world.api)
        own = [{"member_id": custodian.member_id}]
        channel = await verify(province, await register(operator, custodians=own, name="Kanal A"))
        asked = []
        for day in range(160, 215):
            before = await count(runtime, custodian, "Kanal A")
            await keep_up_at(runtime, morning(channel, day))
            if await count(runtime, custodian, "Kanal A") > before:
                asked.append(day)
        assert asked == [166, 180, 194]
        assert await count(runtime, other, "Kanal A") == 0
        sleeping = await read(operator, channel)
        assert sleeping["dormant_since"] is not None
        assert sleeping["version"] == channel["version"] + 1
        listed = await operator.get(PATH, params={"dormant": "true"})
        assert channel["id"] in {row["id"] for row in listed.json()["data"]}
        path = f"{PATH}/{channel['id']}/confirm"
        answer = await operator.post(path, version=sleeping["version"])
        assert answer.status_code == 200, answer.text
        awake = answer.json()
        assert awake["dormant_since"] is None
        assert awake["last_confirmed_at"] > channel["verified_at"]
        listed = await operator.get(PATH, params={"dormant": "true"})
        assert channel["id"] not in {row["id"] for row in listed.json()["data"]}

    async def test_goes_to_all_who_write_where_no_custodian_is_left(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        writer = await join(runtime.sessions, HOME, "operator")
        reader = await join(runtime.sessions, HOME, "viewer")
        operator = await writer.caller(world.api)
        channel = await verify(province, await register(operator, name="Kanal B"))
        await keep_up_at(runtime, morning(channel, 166))
        assert await count(runtime, writer, "Kanal B") == 1
        assert await count(runtime, reader, "Kanal B") == 0

    async def test_once_when_two_workers_look_at_once(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        writer = await join(runtime.sessions, HOME, "operator")
        operator = await writer.caller(world.api)
        channel = await verify(province, await register(operator, name="Kanal C"))
        await asyncio.gather(*[keep_up_at(runtime, morning(channel, 166)) for _ in range(3)])
        assert await count(runtime, writer, "Kanal C") == 1

    async def test_not_of_what_was_confirmed_meanwhile(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        """Between the look at the channel and its letter somebody confirms it."""
        writer = await join(runtime.sessions, HOME, "operator")
        operator = await writer.caller(world.api)
        channel = await verify(province, await register(operator, name="Kanal E"))
        moment = morning(channel, 166)
        async with transaction(runtime.sessions, await scope_of(runtime.sessions, HOME)) as session:
            mine = [
                found
                for found in await reminders._unconfirmed(session, moment, 180)
                if found.name == "Kanal E"
            ]
            path = f"{PATH}/{channel['id']}/confirm"
            answer = await operator.post(path, version=channel["version"])
            assert answer.status_code == 200, answer.text
            about = reminders._about(session, mine[0], "Kantor", moment.date())
            assert not await reminders._remind(session, mine[0], about, moment)
        assert await count(runtime, writer, "Kanal E") == 0

    async def test_in_the_morning_alone(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        writer = await join(runtime.sessions, HOME, "operator")
        channel = await verify(province, await register(await writer.caller(world.api)))
        assert await keep_up_at(runtime, morning(channel, 170, HOUR + 1)) == (0, 0)

    async def test_a_sleeping_channel_that_moves_starts_anew(
        self, world: World, province: Caller, runtime: Runtime
    ) -> None:
        operator = await (await join(runtime.sessions, HOME, "operator")).caller(world.api)
        channel = await verify(province, await register(operator, name="Kanal D"))
        await keep_up_at(runtime, morning(channel, 240))
        sleeping = await read(operator, channel)
        assert sleeping["dormant_since"] is not None
        moved = await change(operator, sleeping, handle=f"pindah.{channel['id'][-8:]}", url=None)
        assert (await verify(province, moved))["dormant_since"] is None


class TestConfirm:
    async def test_only_a_verified_channel(self, regency: Caller) -> None:
        channel = await register(regency)
        path = f"{PATH}/{channel['id']}/confirm"
        answer = await regency.post(path, version=channel["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")

    async def test_only_ones_own(self, regency: Caller, city: Caller, province: Caller) -> None:
        channel = await verify(province, await register(regency))
        path = f"{PATH}/{channel['id']}/confirm"
        for caller in (city, province):
            assert (await caller.post(path, version=channel["version"])).status_code == 404

    async def test_needs_the_current_version(self, regency: Caller, province: Caller) -> None:
        channel = await verify(province, await register(regency))
        path = f"{PATH}/{channel['id']}/confirm"
        assert (await regency.post(path, version=channel["version"] - 1)).status_code == 412
        assert (await regency.post(path)).status_code == 428

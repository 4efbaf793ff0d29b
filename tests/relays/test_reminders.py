"""Reminding of deadlines, with a clock of the test's own."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from api.jobs.queue import Runtime
from api.relays.tasks import remind_at
from tests.clarifications.bodies import published
from tests.conftest import BASE_URL
from tests.members.people import Joined, join, letters_to
from tests.relays.bodies import LIST, asked, done, everywhere, later, relay_of, relayed, retracted
from tests.tenants.attempts import ask
from tests.world import World

HOME = "32.01"
DUE = datetime.fromisoformat(later(days=40))


async def about(runtime: Runtime, member: Joined, number: str) -> list[dict[str, Any]]:
    """The letters to a member about one clarification."""
    letters = await letters_to(runtime.sessions, runtime.settings, member.human.email)
    return [letter for letter in letters if number in letter["text"]]


async def due(world: World, at: datetime = DUE, number: str | None = None) -> dict[str, Any]:
    requested = await asked(world, HOME, number=number, due_at=at.isoformat())
    return await relay_of(world, HOME, requested)


class TestLetters:
    async def test_come_a_day_before_two_hours_before_and_once_after(
        self, world: World, runtime: Runtime
    ) -> None:
        member = await join(runtime.sessions, HOME, "operator")
        relay = await due(world)
        counted = []
        for before in (2000, 1441, 1440, 1400, 121, 120, 60, 1, 0, -1, -60, -5000):
            await remind_at(runtime, DUE - timedelta(minutes=before))
            counted.append(len(await about(runtime, member, relay["number"])))
        assert counted == [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]

    async def test_are_not_made_up_for(self, world: World, runtime: Runtime) -> None:
        member = await join(runtime.sessions, HOME, "operator")
        relay = await due(world)
        for before, letters in ((60, 1), (59, 1), (-60, 2), (-61, 2)):
            await remind_at(runtime, DUE - timedelta(minutes=before))
            assert len(await about(runtime, member, relay["number"])) == letters

    async def test_say_what_until_when_and_where(self, world: World, runtime: Runtime) -> None:
        member = await join(runtime.sessions, HOME, "verifier")
        row = await published(world, title="[HOAKS] Surat pengingat")
        at = datetime.fromisoformat(f"{DUE:%Y-%m-%d}T05:07:00Z")
        relay = await due(world, at, row["number"])
        for moment in (at - timedelta(hours=1), at + timedelta(hours=1)):
            await remind_at(runtime, moment)
        before, after = await about(runtime, member, row["number"])
        assert before["subject"].startswith("Klarifikasi menunggu diteruskan / ")
        assert after["subject"].startswith("Batas waktu meneruskan sudah lewat / ")
        for letter in (before, after):
            assert f"{row['number']}: [HOAKS] Surat pengingat" in letter["text"]
            assert "pukul 12.07 WIB" in letter["text"]
            assert "12:07 WIB" in letter["text"]
            assert "Diskominfo Kabupaten Bogor" in letter["text"]
            assert f"{BASE_URL}{LIST}/{relay['id']}" in letter["text"]

    async def test_go_to_active_members_who_may_act(
        self, world: World, runtime: Runtime, superuser_url: str
    ) -> None:
        members = {
            roles: await join(runtime.sessions, HOME, *roles.split("+"))
            for roles in ("viewer", "operator", "verifier", "admin", "admin+operator")
        }
        gone = await join(runtime.sessions, HOME, "operator")
        ask(
            superuser_url,
            "update membership set status = 'suspended' where id = %(id)s",
            id=gone.member_id,
        )
        elsewhere = await join(runtime.sessions, "32.73", "operator")
        number = (await due(world))["number"]
        await remind_at(runtime, DUE)
        got = {roles for roles, who in members.items() if await about(runtime, who, number)}
        assert got == {"operator", "verifier", "admin+operator"}
        assert not await about(runtime, gone, number)
        assert not await about(runtime, elsewhere, number)

    @pytest.mark.parametrize(
        "end", ["relayed", "declined", "retracted", "retracted-just-now", "no-deadline"]
    )
    async def test_stop_when_nothing_is_left_to_do(
        self, world: World, runtime: Runtime, end: str
    ) -> None:
        member = await join(runtime.sessions, HOME, "operator")
        row = await published(world)
        if end == "no-deadline":
            await asked(world, HOME, number=row["number"])
        else:
            relay = await due(world, number=row["number"])
            operator = await world.caller(HOME, "operator")
            if end == "relayed":
                await relayed(world, relay)
            elif end == "declined":
                await done(operator, relay, "decline", {"reason": "x"})
            else:
                await retracted(world, row)
                if end == "retracted":
                    await everywhere(runtime, row["number"])
        await remind_at(runtime, DUE)
        assert await about(runtime, member, row["number"]) == []

    async def test_come_to_those_who_only_acknowledged(
        self, world: World, runtime: Runtime
    ) -> None:
        member = await join(runtime.sessions, HOME, "operator")
        relay = await due(world)
        await done(await world.caller(HOME, "operator"), relay, "acknowledge")
        await remind_at(runtime, DUE)
        assert len(await about(runtime, member, relay["number"])) == 1


class TestRuns:
    async def test_at_once_send_once(self, world: World, runtime: Runtime) -> None:
        member = await join(runtime.sessions, HOME, "operator")
        relay = await due(world)
        for hours, letters in ((24, 1), (2, 2), (0, 3)):
            moment = DUE - timedelta(hours=hours)
            await asyncio.gather(*(remind_at(runtime, moment) for _ in range(4)))
            assert len(await about(runtime, member, relay["number"])) == letters

    async def test_leave_the_version_that_people_have_read(
        self, world: World, runtime: Runtime
    ) -> None:
        relay = await due(world)
        await remind_at(runtime, DUE)
        assert (await relayed(world, relay))["status"] == "relayed"

    async def test_are_in_the_chain(self, world: World, runtime: Runtime) -> None:
        relay = await due(world)
        await remind_at(runtime, DUE)
        admin = await world.caller(HOME, "admin")
        page = (await admin.get("/v1/audit-events?action=remind_relay&limit=200")).json()
        assert relay["id"] in {one["subject"] for one in page["data"]}

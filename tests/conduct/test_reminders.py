import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

from api.conduct.policy_rules import is_reminder_due
from api.conduct.tasks import HOUR, remind_at
from api.jobs.queue import Runtime, queue
from tests.conduct.policies import LIST, acknowledged, activated
from tests.conftest import BASE_URL
from tests.members.people import Joined, join, letters_to
from tests.tenants.attempts import ask
from tests.world import World

ZONE = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def runtime(ruled_app: FastAPI) -> Runtime:
    state = ruled_app.state
    return Runtime(state.settings, state.sessions, state.directory)


def morning(after: int, hour: int = HOUR) -> datetime:
    """Eight in the morning of the province, so many days after today."""
    today = datetime.now(ZONE).replace(hour=hour, minute=0, second=0, microsecond=0)
    return today + timedelta(days=after)


async def count(runtime: Runtime, member: Joined) -> int:
    return len(await letters_to(runtime.sessions, runtime.settings, member.human.email))


class TestLetters:
    async def test_come_after_three_days_then_weekly_four_times(
        self, ruled: World, runtime: Runtime
    ) -> None:
        await activated(ruled)
        member = await join(runtime.sessions, "32.04", "operator")
        sent = []
        for day in range(40):
            before = await count(runtime, member)
            await remind_at(runtime, morning(day))
            if await count(runtime, member) > before:
                sent.append(day)
        assert sent == [3, 10, 17, 24]

    async def test_say_what_to_read_and_where(self, ruled: World, runtime: Runtime) -> None:
        policy = await activated(ruled, title="Pedoman uji")
        member = await join(runtime.sessions, "32.04", "operator")
        await remind_at(runtime, morning(3))
        [letter] = await letters_to(runtime.sessions, runtime.settings, member.human.email)
        assert letter["subject"] == "Pedoman menunggu persetujuan Anda / A policy waits for you"
        assert f"{BASE_URL}{LIST}/{policy['id']}" in letter["text"]
        assert f"Pedoman uji (revisi {policy['revision']})" in letter["text"]
        assert "Anggota Contoh" in letter["text"]

    async def test_go_to_those_who_submit_or_publish_and_have_not_read(
        self, ruled: World, runtime: Runtime, ruled_superuser: str
    ) -> None:
        policy = await activated(ruled)
        members: dict[str, Joined] = {
            role: await join(runtime.sessions, "32.04", *role.split("+"))
            for role in ("operator", "verifier", "viewer", "admin", "admin+operator")
        }
        reader, gone = [await join(runtime.sessions, "32.04", "operator") for _ in range(2)]
        await acknowledged(await reader.caller(ruled.api), policy)
        ask(
            ruled_superuser,
            "update membership set status = 'suspended' where id = %(id)s",
            id=gone.member_id,
        )
        await remind_at(runtime, morning(3))
        got = {role for role, member in members.items() if await count(runtime, member)}
        assert got == {"operator", "verifier", "admin+operator"}
        assert await count(runtime, reader) == await count(runtime, gone) == 0

    async def test_wait_three_days_for_who_joins_later(
        self, ruled: World, runtime: Runtime, ruled_superuser: str
    ) -> None:
        await activated(ruled)
        member = await join(runtime.sessions, "32.04", "operator")
        ask(
            ruled_superuser,
            "update membership set joined_at = now() + interval '5 days' where id = %(id)s",
            id=member.member_id,
        )
        for day, letters in ((7, 0), (8, 1)):
            await remind_at(runtime, morning(day))
            assert await count(runtime, member) == letters

    async def test_begin_anew_with_a_new_revision(self, ruled: World, runtime: Runtime) -> None:
        await activated(ruled)
        member = await join(runtime.sessions, "32.04", "operator")
        await remind_at(runtime, morning(3))
        await activated(ruled)
        await remind_at(runtime, morning(3))
        assert await count(runtime, member) == 2

    async def test_stop_once_it_is_read(self, ruled: World, runtime: Runtime) -> None:
        policy = await activated(ruled)
        member = await join(runtime.sessions, "32.04", "operator")
        await remind_at(runtime, morning(3))
        await acknowledged(await member.caller(ruled.api), policy)
        await remind_at(runtime, morning(10))
        assert await count(runtime, member) == 1


class TestRuns:
    async def test_two_at_once_send_once(
        self, ruled: World, runtime: Runtime, ruled_superuser: str
    ) -> None:
        policy = await activated(ruled)
        member = await join(runtime.sessions, "32.04", "operator")
        for day, letters in ((3, 1), (10, 2)):
            await asyncio.gather(*(remind_at(runtime, morning(day)) for _ in range(3)))
            assert await count(runtime, member) == letters
        noted = ask(
            ruled_superuser,
            "select sum((body::jsonb #>> '{facts,letters}')::int) from audit_event"
            " where action = 'remind_policy' and subject = %(id)s",
            id=policy["id"],
        )
        sent = ask(
            ruled_superuser,
            "select sum(sent) from policy_reminder where revision = %(revision)s",
            revision=policy["revision"],
        )
        assert noted == sent
        assert noted[0][0] > 2

    @pytest.mark.parametrize("hour", [7, 9, 20])
    async def test_another_hour_sends_nothing(
        self, ruled: World, runtime: Runtime, hour: int
    ) -> None:
        await activated(ruled)
        assert await remind_at(runtime, morning(30, hour)) == 0

    async def test_without_an_active_policy_nothing_is_sent(
        self, ruled: World, runtime: Runtime, ruled_superuser: str
    ) -> None:
        policy: dict[str, Any] = await activated(ruled)
        back = "update policy set status = %(status)s where id = %(id)s"
        ask(ruled_superuser, back, status="retired", id=policy["id"])
        try:
            assert await remind_at(runtime, morning(30)) == 0
        finally:
            ask(ruled_superuser, back, status="active", id=policy["id"])

    def test_it_is_on_the_schedule(self) -> None:
        found = queue.periodic_registry.periodic_tasks
        [task] = [one for one in found.values() if one.task.name == "conduct.remind"]
        assert task.cron == "0 * * * *"


@pytest.mark.parametrize(
    ("sent", "last", "today", "due"),
    [
        (0, None, 3, False),
        (0, None, 4, True),
        (1, 4, 10, False),
        (1, 4, 11, True),
        (3, 4, 11, True),
        (4, 4, 28, False),
    ],
)
def test_days_are_counted_by_the_calendar(
    sent: int, last: int | None, today: int, *, due: bool
) -> None:
    sent_on = date(2026, 6, last) if last else None
    assert is_reminder_due(date(2026, 6, 1), sent, sent_on, date(2026, 6, today)) is due

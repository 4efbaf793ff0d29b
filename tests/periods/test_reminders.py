"""Notices of periods, at moments of years that no other test has anything in."""

import asyncio
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from api.jobs.queue import Runtime
from api.periods.tasks import HOUR, remind_at
from api.settings import Settings
from tenants.session import Sessions
from tests.members.people import join, letters_to
from tests.periods.months import ZONE, decided
from tests.tenants.attempts import ask
from tests.world import Caller, World, all_events

_years = count(2070)


@pytest.fixture
def year() -> int:
    """A year of the test's own; its March is due on the tenth of April."""
    return next(_years)


def moment(year: int, day: int, hour: int = HOUR, minute: int = 0) -> datetime:
    """In April, by the province's clock."""
    return datetime(year, 4, day, hour, minute, tzinfo=ZONE)


async def extended_to(admin: Caller, period: str, code: str, until: str) -> None:
    body = {"tenant": code, "open_until": until, "reason": "Banjir."}
    answer = await admin.post(f"/v1/periods/{period}/extensions", body)
    assert answer.status_code == 201, answer.text


async def told(world: World, code: str, period: str) -> list[tuple[str, dict[str, Any]]]:
    events = await all_events(await world.caller(code, "viewer"))
    return [
        (event["type"], event["data"]) for event in events if event["data"].get("period") == period
    ]


class TestNotices:
    async def test_come_three_days_before_and_the_day_after_once_each(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        period = f"{year}-03"
        came: dict[str, int] = {}
        for day in (6, 7, 8, 10, 11, 12, 14):
            await remind_at(runtime, moment(year, day))
            for kind, _ in await told(world, "32.04", period):
                came.setdefault(kind, day)
        assert came == {"period.due_soon": 7, "report.overdue": 11}
        data = {"period": period, "due_on": f"{year}-04-10", "closes_on": f"{year}-04-25"}
        for code in ("32.04", "32.73"):
            assert await told(world, code, period) == [
                ("period.due_soon", data),
                ("report.overdue", data),
            ]

    async def test_begin_with_the_working_day_of_the_province(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        """The seventh begins at 17:00 UTC of the sixth, and its letters at 00:00 UTC."""
        period = f"{year}-03"
        for before in (moment(year, 6, 23, 59), moment(year, 7, 0), moment(year, 7, HOUR - 1, 59)):
            await remind_at(runtime, before)
            assert await told(world, "32.04", period) == []
        await remind_at(runtime, moment(year, 7, HOUR))
        assert len(await told(world, "32.04", period)) == 1

    async def test_an_hour_that_was_missed_is_made_up_for(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        await remind_at(runtime, moment(year, 13, 22))
        kinds = [kind for kind, _ in await told(world, "32.04", f"{year}-03")]
        assert kinds == ["report.overdue"]

    async def test_spare_who_has_declared_or_need_not(
        self, world: World, runtime: Runtime, year: int, superuser_url: str
    ) -> None:
        period = f"{year}-03"
        await decided(world, period, "32.01", "exempt")
        for code, status in (("32.04", "declared"), ("32.73", "reopened")):
            await decided(world, period, code, "exempt")
            # As if April had come.
            ask(
                superuser_url,
                "update completion set status = %(status)s where period = %(period)s and tenant_id ="
                " (select id from tenant where code = %(code)s)",
                status=status,
                period=period,
                code=code,
            )
        await remind_at(runtime, moment(year, 8))
        counts = {
            code: len(await told(world, code, period)) for code in ("32", "32.01", "32.04", "32.73")
        }
        assert counts == {"32": 0, "32.01": 0, "32.04": 0, "32.73": 1}

    async def test_spare_the_province_for_which_nobody_waits(
        self, world: World, runtime: Runtime, sessions: Sessions, settings: Settings, year: int
    ) -> None:
        member = await join(sessions, "32", "operator")
        for day in (8, 11):
            await remind_at(runtime, moment(year, day))
        assert await told(world, "32", f"{year}-03") == []
        assert await letters_to(sessions, settings, member.human.email) == []

    async def test_spare_who_joined_after_the_month(
        self, world: World, runtime: Runtime, year: int, superuser_url: str
    ) -> None:
        change = "update tenant set joined_in = %(month)s where code = '32.73'"
        ask(superuser_url, change, month=f"{year}-04")
        try:
            await remind_at(runtime, moment(year, 8))
            assert await told(world, "32.73", f"{year}-03") == []
        finally:
            ask(superuser_url, change, month=None)
        await remind_at(runtime, moment(year, 8))
        assert len(await told(world, "32.73", f"{year}-03")) == 1

    async def test_go_on_whatever_dates_another_month_has(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        """No day can be counted that lies before the first."""
        admin = await world.caller("32", "admin")
        dates = dict.fromkeys(("opens_on", "due_on", "closes_on"), "0001-01-01")
        answer = await admin.patch(f"/v1/periods/{year}-01", dates, 0)
        assert answer.status_code == 200, answer.text
        await remind_at(runtime, moment(year, 8))
        assert len(await told(world, "32.04", f"{year}-03")) == 1

    async def test_follow_the_dates_of_the_province(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        period, admin = f"{year}-03", await world.caller("32", "admin")
        due = {"due_on": f"{year}-04-20"}
        assert (await admin.patch(f"/v1/periods/{period}", due, 0)).status_code == 200
        await remind_at(runtime, moment(year, 11))
        assert await told(world, "32.04", period) == []
        await remind_at(runtime, moment(year, 17))
        ((kind, data),) = await told(world, "32.04", period)
        assert (kind, data["due_on"]) == ("period.due_soon", f"{year}-04-20")

    async def test_come_anew_for_a_due_day_that_was_moved(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        period, admin = f"{year}-03", await world.caller("32", "admin")
        moves = {7: {"closes_on": f"{year}-04-28"}, 9: {"due_on": f"{year}-04-20"}}
        for day in (7, 8, 9, 11, 17, 18, 21, 22):
            await remind_at(runtime, moment(year, day))
            if day in moves:
                version = list(moves).index(day)
                changed = await admin.patch(f"/v1/periods/{period}", moves[day], version)
                assert changed.status_code == 200, changed.text
        days = [(kind, data["due_on"][-2:]) for kind, data in await told(world, "32.04", period)]
        assert days == [
            ("period.due_soon", "10"),
            ("period.due_soon", "20"),
            ("report.overdue", "20"),
        ]

    async def test_two_workers_at_once_tell_once(
        self, world: World, runtime: Runtime, year: int
    ) -> None:
        await asyncio.gather(*(remind_at(runtime, moment(year, 8)) for _ in range(3)))
        assert len(await told(world, "32.04", f"{year}-03")) == 1

    async def test_an_inactive_tenant_is_told_nothing(
        self, runtime: Runtime, year: int, superuser_url: str
    ) -> None:
        change = "update tenant set status = %(status)s where code = '32.09'"
        ask(superuser_url, change, status="inactive")
        try:
            await remind_at(runtime, moment(year, 8))
        finally:
            ask(superuser_url, change, status="active")
        rows = ask(
            superuser_url,
            "select code::text from period_notice n join tenant t on t.id = n.tenant_id"
            " where period = %(period)s",
            period=f"{year}-03",
        )
        codes = {code for (code,) in rows}
        assert "32.09" not in codes
        assert {"32.01", "32.10"} <= codes


class TestLetters:
    async def test_go_to_those_who_report(
        self, world: World, runtime: Runtime, sessions: Sessions, settings: Settings, year: int
    ) -> None:
        assert world
        members = {
            role: await join(sessions, "32.05", *role.split("+"))
            for role in ("operator", "verifier", "viewer", "admin", "admin+operator")
        }
        await remind_at(runtime, moment(year, 8))
        got = {
            role: await letters_to(sessions, settings, member.human.email)
            for role, member in members.items()
        }
        assert {role: len(letters) for role, letters in got.items()} == {
            "operator": 1,
            "verifier": 1,
            "viewer": 0,
            "admin": 0,
            "admin+operator": 1,
        }

    async def test_say_which_month_until_when_and_what_to_do(
        self, runtime: Runtime, sessions: Sessions, settings: Settings, year: int
    ) -> None:
        member = await join(sessions, "32.06", "operator")
        for day in (8, 11):
            await remind_at(runtime, moment(year, day))
        soon, over = await letters_to(sessions, settings, member.human.email)
        assert soon["subject"] == (
            f"Laporan Maret {year} jatuh tempo 10 April {year}"
            f" / The reports of March {year} are due 10 April {year}"
        )
        assert f"melewati batas waktu / The reports of March {year} are overdue" in over["subject"]
        assert f"sampai 25 April {year}" in over["text"]
        for letter in (soon, over):
            assert "Anggota Contoh" in letter["text"]
            assert "simpulctl periods declare" in letter["text"]

    async def test_promise_nobody_what_is_refused(
        self, world: World, runtime: Runtime, sessions: Sessions, settings: Settings, year: int
    ) -> None:
        """A month may close on its due day; then only who got longer may still hand in."""
        period, admin = f"{year}-03", await world.caller("32", "admin")
        closes = {"closes_on": f"{year}-04-10"}
        assert (await admin.patch(f"/v1/periods/{period}", closes, 0)).status_code == 200
        await extended_to(admin, period, "32.07", f"{year}-04-20")
        members = {code: await join(sessions, code, "operator") for code in ("32.06", "32.07")}
        await remind_at(runtime, moment(year, 11))
        texts = {}
        for code, member in members.items():
            (letter,) = await letters_to(sessions, settings, member.human.email)
            texts[code] = letter["text"]
        assert "masih diterima" not in texts["32.06"]
        assert "mintalah perpanjangan" in texts["32.06"]
        assert f"sampai 20 April {year} laporan masih diterima" in texts["32.07"]

    async def test_are_noted_in_the_chain(
        self, runtime: Runtime, year: int, superuser_url: str
    ) -> None:
        await remind_at(runtime, moment(year, 8) + timedelta(hours=1))
        rows = ask(
            superuser_url,
            "select body::jsonb->'facts'->>'kind', body::jsonb->'actor'->>'kind' from audit_event"
            " where body::jsonb->>'action' = 'remind_period' and body::jsonb->>'subject' = %(p)s",
            p=f"{year}-03",
        )
        assert set(rows) == {("period.due_soon", "system")}

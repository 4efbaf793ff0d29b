"""When a period takes a report, and what follows when the report moves."""

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from fastapi import FastAPI

from tests.periods.months import closed, dated, day, declared, extended, found, opened, unused
from tests.reports.bodies import LIST, created, moved, submitted
from tests.world import Caller, World

Json = dict[str, Any]


async def _submit(caller: Caller, report: Json) -> Any:
    return await caller.post(f"{LIST}/{report['id']}/submit", version=report["version"])


async def _returned(world: World, period: str) -> Json:
    province = await world.caller("32", "verifier")
    return await moved(
        province, await submitted(world, period=period), "return", {"note": "Fotonya?"}
    )


class TestSubmitReport:
    async def test_before_the_period_opens(self, world: World) -> None:
        period, operator = unused(), await world.caller("32.04", "operator")
        draft = await created(operator, period=period)
        refused = await _submit(operator, draft)
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (409, "period-not-open")
        assert problem["opens_on"] == f"{period}-01"
        assert problem["opens_on"] in problem["detail"]
        read = (await operator.get(f"{LIST}/{draft['id']}")).json()
        assert (read["status"], read["first_submitted_at"]) == ("draft", None)

    async def test_after_it_closed(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        draft = await created(operator, period=period)
        await closed(world, period)
        refused = await _submit(operator, draft)
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (409, "period-closed")
        assert problem["open_until"] == day(-1)
        assert "perpanjangan" in problem["detail"]
        await extended(world, period, "32.73", 5)
        assert (await _submit(operator, draft)).status_code == 409
        await extended(world, period, "32.04", 5)
        assert (await _submit(operator, draft)).json()["late"] is True

    async def test_on_its_first_and_last_day(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        for dates, late in (((0, 5, 9), False), ((-5, 0, 9), False), ((-9, -5, 0), True)):
            period = unused()
            await dated(world, period, *dates)
            answer = await _submit(operator, await created(operator, period=period))
            assert (answer.status_code, answer.json()["late"]) == (200, late), dates

    async def test_what_was_returned_after_it_closed(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await _returned(world, period)
        await closed(world, period)
        again = await moved(operator, report, "submit")
        assert (again["status"], again["first_submitted_at"]) == (
            "submitted",
            report["first_submitted_at"],
        )

    async def test_what_was_withdrawn_after_it_closed(self, world: World) -> None:
        """It was handed in for this period before: closing keeps out what never was."""
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await submitted(world, period=period)
        await closed(world, period)
        draft = await moved(operator, report, "withdraw")
        again = await moved(operator, draft, "submit")
        assert again["first_submitted_at"] == report["first_submitted_at"]


class TestMoving:
    async def test_a_draft_begins_anew_in_its_new_period(self, world: World) -> None:
        here, operator = await opened(world), await world.caller("32.04", "operator")
        over = unused()
        report = await submitted(world, period=here)
        draft = await moved(operator, report, "withdraw")
        await dated(world, over, -9, -5, -1)
        path = f"{LIST}/{draft['id']}"
        there = (await operator.patch(path, {"period": over}, draft["version"])).json()
        assert (there["first_submitted_at"], there["late"]) == (None, False)
        assert (await _submit(operator, there)).json()["code"] == "period-closed"
        await dated(world, over, -9, -5, 1)
        assert (await moved(operator, there, "submit"))["late"] is True

    async def test_what_is_handed_in_moves_into_what_takes_it(self, world: World) -> None:
        here, operator = await opened(world), await world.caller("32.04", "operator")
        report = await _returned(world, here)
        path, over, late = f"{LIST}/{report['id']}", unused(), unused()
        upcoming = unused()
        await closed(world, over)
        await dated(world, late, -9, -1, 5)
        for period, code in ((over, "period-closed"), (upcoming, "period-not-open")):
            refused = await operator.patch(path, {"period": period}, report["version"])
            assert (refused.status_code, refused.json()["code"]) == (409, code)
        await declared(operator, late, nil=True)
        there = (await operator.patch(path, {"period": late}, report["version"])).json()
        assert (there["late"], there["status"]) == (True, "returned")
        assert there["first_submitted_at"] == report["first_submitted_at"]
        assert (await found(operator, late))["completion"]["nil"] is False
        await closed(world, late)
        assert (await moved(operator, there, "submit"))["late"] is True

    async def test_meanwhile_makes_a_submission_stale_at_once(
        self, world: World, superuser_url: str
    ) -> None:
        """It must not wait for its new period with its row locked, which changed dates wait for."""
        here, there = await opened(world), await opened(world)
        operator = await world.caller("32.04", "operator")
        draft = await created(operator, period=here)
        alone = "select pg_advisory_lock(hashtextextended('period:' || %(period)s, 0))"
        moved_there = (
            "update report set period = %(period)s, version = version + 1 where id = %(id)s"
        )
        connect = psycopg.AsyncConnection.connect
        async with await connect(superuser_url) as mover, await connect(superuser_url) as dater:
            await dater.execute(alone, {"period": there})
            await mover.execute(moved_there, {"period": there, "id": draft["id"]})
            submission = asyncio.create_task(_submit(operator, draft))
            await _waiting(submission, dater, mover.info.backend_pid)
            await mover.commit()
            answer = await asyncio.wait_for(submission, 20)
        assert (answer.status_code, answer.json()["code"]) == (412, "stale-version")


async def _waiting(
    task: asyncio.Task[Any], connection: psycopg.AsyncConnection[Any], holder: int
) -> None:
    """Until it waits for the transaction of `holder`, or is done."""
    blocked = "select 1 from pg_locks where not granted and %(pid)s = any(pg_blocking_pids(pid))"
    while not task.done():
        found = await connection.execute(blocked, {"pid": holder})
        if await found.fetchone():
            return
        await asyncio.sleep(0.02)


class TestZones:
    @pytest.mark.parametrize(
        ("zone", "late"), [("Pacific/Kiritimati", True), ("Pacific/Pago_Pago", False)]
    )
    async def test_late_is_counted_in_the_provinces_days(
        self, world: World, app: FastAPI, monkeypatch: pytest.MonkeyPatch, zone: str, *, late: bool
    ) -> None:
        """Fourteen hours ahead of UTC and eleven behind it: never the same day in both."""
        settings = app.state.settings
        period = await opened(world)
        behind = datetime.now(ZoneInfo("Pacific/Pago_Pago")).date()
        admin = await world.caller("32", "admin")
        dates = {"due_on": behind.isoformat()}
        await admin.patch(f"/v1/periods/{period}", dates, 1)
        monkeypatch.setitem(settings.__dict__, "time_zone", zone)
        assert (await submitted(world, period=period))["late"] is late

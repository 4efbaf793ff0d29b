import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from api.periods.rules import months_after
from tests.periods.months import (
    LIST,
    closed,
    dated,
    day,
    declared,
    extended,
    found,
    opened,
    this_month,
    today,
    unused,
    version_of,
)
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import World


class TestListPeriods:
    async def test_the_last_twelve_this_one_and_the_next(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        page = (await viewer.get(LIST)).json()
        names = [row["period"] for row in page["data"]]
        assert names == [months_after(this_month(), 1 - n) for n in range(13)]
        assert (page["has_more"], page["next_cursor"]) == (False, None)
        upcoming, current = page["data"][:2]
        assert (upcoming["state"], current["state"]) == ("upcoming", "open")
        assert current["opens_on"] == f"{today().replace(day=1)}"
        assert page["data"][-1]["state"] == "closed"
        assert {row["version"] for row in page["data"]} == {0}

    async def test_from_to(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        page = (await viewer.get(f"{LIST}?from=2027-11&to=2028-02&include=total")).json()
        assert page["total"] == 4
        assert [(row["period"], row["due_on"], row["closes_on"]) for row in page["data"]] == [
            ("2028-02", "2028-03-10", "2028-03-25"),
            ("2028-01", "2028-02-10", "2028-02-25"),
            ("2027-12", "2028-01-10", "2028-01-25"),
            ("2027-11", "2027-12-10", "2027-12-25"),
        ]
        assert not (await viewer.get(f"{LIST}?from=2028-02&to=2027-11")).json()["data"]

    async def test_pages_without_gaps_or_repeats(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        query, cursor, names = "from=2030-01&to=2030-12&limit=5", "", []
        while True:
            answer = await viewer.get(f"{LIST}?{query}{cursor}")
            page = answer.json()
            names += [row["period"] for row in page["data"]]
            if not page["has_more"]:
                break
            assert 'rel="next"' in answer.headers["link"]
            cursor = f"&cursor={page['next_cursor']}"
        assert names == [f"2030-{month:02}" for month in range(12, 0, -1)]

    @pytest.mark.parametrize(
        ("query", "status", "code"),
        [
            ("from=2026-13", 422, "invalid-parameter"),
            ("to=tomorrow", 422, "invalid-parameter"),
            ("cursor=nonsense", 400, "invalid-cursor"),
            ("colour=red", 422, "invalid-parameter"),
        ],
    )
    async def test_refuses_what_it_does_not_know(
        self, world: World, query: str, status: int, code: str
    ) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(f"{LIST}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_shows_ones_own_completion_and_extension_alone(self, world: World) -> None:
        period = await opened(world)
        here, there = [await world.caller(code, "operator") for code in ("32.04", "32.73")]
        made = await declared(here, period, nil=True)
        made.pop("warnings")
        await extended(world, period, "32.04", 30)
        own, others = await found(here, period), await found(there, period)
        assert (own["completion"], own["extended_until"]) == (made, day(30))
        assert (others["completion"], others["extended_until"]) == (None, None)

    async def test_the_dates_of_a_regency_bind_nobody(
        self, world: World, app: FastAPI, superuser_url: str
    ) -> None:
        """Row-level security lets it write such a row of its own."""
        period = unused()
        ask(
            superuser_url,
            "insert into period (tenant_id, id, period, opens_on, due_on, closes_on, version,"
            " created_at, updated_at) values (%(tenant)s, gen_random_uuid(), %(period)s,"
            " '2020-01-01', '2020-01-01', '2020-01-01', 7, now(), now())",
            tenant=app.state.directory.by_code("32.04").id,
            period=period,
        )
        row = await found(await world.caller("32.04", "operator"), period)
        assert (row["state"], row["version"]) == ("upcoming", 0)


class TestUpdatePeriod:
    async def test_changes_what_was_sent_for_everybody(self, world: World) -> None:
        period, admin = unused(), await world.caller("32", "admin")
        answer = await admin.patch(f"{LIST}/{period}", {"opens_on": day(-1)}, 0)
        row = answer.json()
        assert answer.status_code == 200, answer.text
        assert (row["state"], row["version"], answer.headers["etag"]) == ("open", 1, '"1"')
        shipped = months_after(period, 1)
        assert (row["opens_on"], row["due_on"]) == (day(-1), f"{shipped}-10")
        assert (await found(await world.caller("32.73", "viewer"), period)) == row

    async def test_null_brings_a_date_of_the_settings_back(self, world: World) -> None:
        period, admin = unused(), await world.caller("32", "admin")
        before = await found(admin, period)
        await dated(world, period, -3, -2, -1)
        back = {"opens_on": None, "due_on": None, "closes_on": None}
        answer = await admin.patch(f"{LIST}/{period}", back, 1)
        assert answer.json() == {**before, "version": 2}

    async def test_what_changes_nothing_is_no_change(self, world: World) -> None:
        period, admin = unused(), await world.caller("32", "admin")
        before = await found(admin, period)
        same = {"due_on": before["due_on"]}
        assert (await admin.patch(f"{LIST}/{period}", same, 0)).json() == before
        assert await version_of(admin, period) == 0

    @pytest.mark.parametrize(
        ("body", "pointer", "code"),
        [
            ({"due_on": "2020-01-01"}, "/due_on", "date-before-opening"),
            ({"closes_on": "2020-01-01"}, "/closes_on", "date-before-due"),
            ({"due_on": "31/12/2060"}, "/due_on", None),
            ({"state": "open"}, "/state", "extra-forbidden"),
        ],
        ids=["due", "closes", "not a date", "unknown"],
    )
    async def test_says_what_to_change(
        self, world: World, body: dict[str, Any], pointer: str, code: str | None
    ) -> None:
        admin = await world.caller("32", "admin")
        answer = await admin.patch(f"{LIST}/2049-01", body, 0)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["pointer"]) == (422, pointer)
        assert error["code"] == (code or error["code"])
        assert await version_of(admin, "2049-01") == 0

    @pytest.mark.parametrize(
        ("version", "status"), [(None, 428), (1, 412)], ids=["missing", "stale"]
    )
    async def test_needs_the_version_that_was_read(
        self, world: World, version: int | None, status: int
    ) -> None:
        admin = await world.caller("32", "admin")
        answer = await admin.patch(f"{LIST}/2049-02", {"opens_on": day(-1)}, version)
        assert answer.status_code == status

    async def test_of_two_at_once_one_is_stale(self, world: World) -> None:
        period, admin = unused(), await world.caller("32", "admin")
        answers = await asyncio.gather(
            *(admin.patch(f"{LIST}/{period}", {"opens_on": day(-n)}, 0) for n in range(1, 4))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412]

    @pytest.mark.parametrize(
        ("tenant", "role"), [("32.04", "admin"), ("32", "verifier"), ("32.04", "client")]
    )
    async def test_is_for_the_provinces_admins(self, world: World, tenant: str, role: str) -> None:
        caller = await world.caller(tenant, role)
        answer = await caller.patch(f"{LIST}/2049-03", {"opens_on": day(-1)}, 0)
        assert (answer.status_code, answer.json()["permission"]) == (403, "periods:write")

    async def test_judges_again_who_was_late_in_every_tenant(self, world: World) -> None:
        period = await opened(world)
        handed_in = {
            code: await reports.submitted(world, code, period=period)
            for code in ("32", "32.04", "32.73")
        }
        for code in handed_in:
            await declared(await world.caller(code, "operator"), period)
        for due, late in ((-1, True), (3, False)):
            await dated(world, period, -5, due, 10)
            for code, report in handed_in.items():
                caller = await world.caller(code, "operator")
                read = (await caller.get(f"{reports.LIST}/{report['id']}")).json()
                completion = (await found(caller, period))["completion"]
                assert (read["late"], completion["late"]) == (late, late), code
                assert read["version"] == report["version"]

    @pytest.mark.parametrize(
        ("moment", "late"),
        [("16:59:59.999999", False), ("17:00:00", True)],
        ids=["before midnight", "midnight"],
    )
    async def test_judges_again_by_the_midnight_of_the_province(
        self, world: World, superuser_url: str, moment: str, *, late: bool
    ) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await reports.submitted(world, period=period)
        await declared(operator, period)
        for table, column in (("report", "submitted"), ("completion", "declared")):
            ask(
                superuser_url,
                f"update {table} set first_{column}_at = %(moment)s where period = %(period)s",
                moment=f"{day(-3)}T{moment}Z",
                period=period,
            )
        await dated(world, period, -5, -3, 10)
        read = (await operator.get(f"{reports.LIST}/{report['id']}")).json()
        completion = (await found(operator, period))["completion"]
        assert (read["late"], completion["late"]) == (late, late)

    async def test_is_in_the_chains_of_those_it_concerns(
        self, world: World, app: FastAPI, superuser_url: str
    ) -> None:
        period = await opened(world)
        await reports.submitted(world, "32.04", period=period)
        await dated(world, period, -5, -1, 10)
        rows = ask(
            superuser_url,
            "select tenant_id::text, body::jsonb->'facts'->>'due_on' from audit_event"
            " where body::jsonb->>'action' = 'update_period'"
            " and body::jsonb->>'subject' = %(period)s",
            period=period,
        )
        ids = {code: str(app.state.directory.by_code(code).id) for code in ("32", "32.04")}
        assert {tenant for tenant, _ in rows} == set(ids.values())
        assert (ids["32.04"], day(-1)) in rows

    async def test_a_submission_meanwhile_is_judged_by_one_of_both(self, world: World) -> None:
        """Whatever comes first, `late` says the same as the due day in the end."""
        for _ in range(3):
            period = await opened(world)
            operator = await world.caller("32.04", "operator")
            drafts = [await reports.created(operator, period=period) for _ in range(4)]
            change = asyncio.create_task(dated(world, period, -5, -1, 10))
            submits = [
                operator.post(f"{reports.LIST}/{row['id']}/submit", version=1) for row in drafts
            ]
            answers = await asyncio.gather(*submits)
            await change
            assert [answer.status_code for answer in answers] == [200] * len(drafts)
            page = (await operator.get(f"{reports.LIST}?period={period}")).json()
            assert {row["late"] for row in page["data"]} == {True}


class TestExtendPeriod:
    async def test_lets_one_tenant_in_and_late_it_stays(self, world: World) -> None:
        period = await opened(world)
        for code in ("32.04", "32.73"):
            operator = await world.caller(code, "operator")
            await reports.created(operator, period=period)
        await closed(world, period)
        made = await extended(world, period, "32.04", 0)
        assert (made["tenant"], made["period"], made["open_until"]) == ("32.04", period, day(0))
        answers = {}
        for code in ("32.04", "32.73"):
            operator = await world.caller(code, "operator")
            (row,) = (await operator.get(f"{reports.LIST}?period={period}")).json()["data"]
            answers[code] = await operator.post(f"{reports.LIST}/{row['id']}/submit", version=1)
        assert (answers["32.04"].status_code, answers["32.04"].json()["late"]) == (200, True)
        assert answers["32.73"].json()["code"] == "period-closed"

    async def test_is_seen_by_its_tenant_and_the_province(self, world: World) -> None:
        period = await opened(world)
        made = [await extended(world, period, code, 20) for code in ("32.04", "32.73")]
        path = f"{LIST}/{period}/extensions"
        for code, query, wanted in (
            ("32.04", "", made[:1]),
            ("32.04", "?tenant=32.73", []),
            ("32", "", made[::-1]),
            ("32", "?tenant=32.73", made[1:]),
            ("32.01", "", []),
        ):
            page = (await (await world.caller(code, "viewer")).get(f"{path}{query}")).json()
            assert page["data"] == wanted, (code, query)

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"tenant": "33.01"}, "/tenant", "not-found"),
            ({"open_until": day(10)}, "/open_until", "date-too-soon"),
            ({"reason": " "}, "/reason", "string-too-short"),
            ({"until": day(20)}, "/until", "extra-forbidden"),
        ],
        ids=["tenant", "too soon", "no reason", "unknown"],
    )
    async def test_says_what_to_change(
        self, world: World, changes: dict[str, Any], pointer: str, code: str
    ) -> None:
        period, admin = await opened(world), await world.caller("32", "admin")
        body = {"tenant": "32.04", "open_until": day(11), "reason": "Banjir.", **changes}
        answer = await admin.post(f"{LIST}/{period}/extensions", body)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["pointer"], error["code"]) == (422, pointer, code)

    async def test_no_regency_grants_itself_more_time(self, world: World) -> None:
        admin = await world.caller("32.04", "admin")
        body = {"tenant": "32.04", "open_until": day(400), "reason": "Sibuk."}
        answer = await admin.post(f"{LIST}/{unused()}/extensions", body)
        assert (answer.status_code, answer.json()["permission"]) == (403, "periods:write")

    async def test_a_repeat_grants_it_once(self, world: World) -> None:
        period, admin = await opened(world), await world.caller("32", "admin")
        body = {"tenant": "32.04", "open_until": day(20), "reason": "Banjir."}
        path = f"{LIST}/{period}/extensions"
        first, again = [await admin.post(path, body, key=f"e-{period}") for _ in range(2)]
        assert first.json() == again.json()
        assert len((await admin.get(path)).json()["data"]) == 1

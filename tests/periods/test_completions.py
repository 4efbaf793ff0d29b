import asyncio
from typing import Any

import pytest
from fastapi import FastAPI

from tests.periods.months import (
    LIST,
    closed,
    dated,
    decided,
    declared,
    extended,
    found,
    opened,
    unused,
)
from tests.reports import bodies as reports
from tests.tenants.attempts import ask
from tests.world import World

REASON = {"reason": "Mohon diperiksa."}


def path(period: str, code: str = "", verb: str = "") -> str:
    return f"{LIST}/{period}/completion" + (f"/{code}/{verb}" if code else "")


class TestDeclareCompletion:
    async def test_says_who_and_when(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await reports.submitted(world, period=period)
        answer = await operator.post(path(period), {"note": "Termasuk kecamatan."})
        made = answer.json()
        assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
        assert (made["tenant"], made["period"], made["status"]) == ("32.04", period, "declared")
        assert (made["nil"], made["late"], made["version"]) == (False, False, 1)
        assert (made["note"], made["declared_by_name"]) == (
            "Termasuk kecamatan.",
            "Operator Contoh 32.04",
        )
        assert made["first_declared_at"] == made["declared_at"] is not None
        assert (made["reason"], made["decided_at"], made["warnings"]) == (None, None, [])

    async def test_a_machine_may(self, world: World) -> None:
        made = await declared(await world.caller("32.04", "client"), await opened(world), nil=True)
        assert made["declared_by_name"] == "Sistem 32.04"

    async def test_a_viewer_may_not(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.post(path(await opened(world)), {})
        assert (answer.status_code, answer.json()["permission"]) == (403, "reports:write")

    async def test_warns_of_what_was_overlooked(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        none = (await declared(operator, period))["warnings"]
        assert none == [{"code": "no-reports", "count": 0}]
        for _ in range(2):
            await reports.created(operator, period=period)
        drafts = (await declared(operator, period, nil=True))["warnings"]
        assert drafts == [{"code": "drafts-remain", "count": 2}]
        await reports.created(await world.caller("32.73", "operator"), period=period)
        await reports.submitted(world, period=period)
        assert (await declared(operator, period))["warnings"] == drafts

    async def test_again_keeps_the_first_moment(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        first = await declared(operator, period, note="Satu.")
        again = await declared(operator, period, nil=True)
        assert (again["version"], again["nil"], again["note"]) == (2, True, None)
        assert again["first_declared_at"] == first["first_declared_at"]
        assert again["declared_at"] > first["declared_at"]

    async def test_is_late_by_the_first_moment(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await declared(operator, period)
        late = unused()
        await dated(world, late, -9, -1, 5)
        assert (await declared(operator, late))["late"] is True
        await dated(world, period, -9, 0, 5)
        await decided(world, period, "32.04", "reopen", 1)
        assert (await declared(operator, period))["late"] is False

    async def test_nil_needs_that_there_is_nothing(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await reports.submitted(world, period=period)
        refused = await operator.post(path(period), {"nil": True})
        assert (refused.status_code, refused.json()["code"]) == (409, "reports-exist")
        assert (await found(operator, period))["completion"] is None
        await reports.moved(operator, report, "withdraw")
        assert (await declared(operator, period, nil=True))["nil"] is True
        # What others handed in does not matter.
        other = await world.caller("32.73", "operator")
        assert (await declared(other, period, nil=True))["nil"] is True

    async def test_a_report_that_follows_ends_nil(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        other = await world.caller("32.73", "operator")
        for caller in (operator, other):
            await declared(caller, period, nil=True)
        await reports.submitted(world, period=period)
        row = (await found(operator, period))["completion"]
        assert (row["status"], row["nil"], row["version"]) == ("declared", False, 2)
        assert (await found(other, period))["completion"]["nil"] is True

    async def test_nil_and_a_report_at_once_never_contradict(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        for _ in range(4):
            period = await opened(world)
            draft = await reports.created(operator, period=period)
            nil, submit = await asyncio.gather(
                operator.post(path(period), {"nil": True}),
                operator.post(f"{reports.LIST}/{draft['id']}/submit", version=1),
            )
            assert submit.status_code == 200
            row = (await found(operator, period))["completion"]
            if nil.status_code == 200:
                assert row["nil"] is False
            else:
                assert (nil.json()["code"], row) == ("reports-exist", None)

    async def test_before_it_opens_and_after_it_closed(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        period = unused()
        early = await operator.post(path(period), {"nil": True})
        assert (early.status_code, early.json()["code"]) == (409, "period-not-open")
        assert early.json()["opens_on"] == f"{period}-01"
        await closed(world, period)
        over = await operator.post(path(period), {"nil": True})
        assert (over.status_code, over.json()["code"]) == (409, "period-closed")
        assert over.json()["open_until"] in over.json()["detail"]
        await extended(world, period, "32.04", 0)
        assert (await declared(operator, period, nil=True))["late"] is True

    @pytest.mark.parametrize("period", ["2026-13", "oktober", "2026-1", "1999-12"])
    async def test_of_no_month(self, world: World, period: str) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(path(period), {})
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [({"nil": "yes"}, "/nil"), ({"note": ""}, "/note"), ({"late": False}, "/late")],
        ids=["nil", "note", "unknown"],
    )
    async def test_says_what_to_change(
        self, world: World, body: dict[str, Any], pointer: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(path("2049-04"), body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_twice_at_once_is_one(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        answers = await asyncio.gather(*(operator.post(path(period), {}) for _ in range(4)))
        assert [answer.status_code for answer in answers] == [200] * 4
        assert sorted(answer.json()["version"] for answer in answers) == [1, 2, 3, 4]


class TestReopenCompletion:
    async def test_has_the_tenant_declare_again_after_closing(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        first = await declared(operator, period, nil=True)
        await closed(world, period)
        refused = await operator.post(path(period), {})
        assert refused.json()["code"] == "period-closed"
        row = await decided(world, period, "32.04", "reopen", 1)
        assert (row["status"], row["reason"], row["version"]) == ("reopened", *REASON.values(), 2)
        assert row["decided_at"] is not None
        again = await declared(operator, period)
        assert (again["status"], again["version"]) == ("declared", 3)
        assert again["first_declared_at"] == first["first_declared_at"]

    async def test_what_was_not_declared_is_absent(self, world: World) -> None:
        admin, period = await world.caller("32", "admin"), await opened(world)
        absent = await admin.post(path(period, "32.04", "reopen"), REASON, version=1)
        unknown = await admin.post(path(period, "99.99", "reopen"), REASON, version=1)
        assert absent.status_code == unknown.status_code == 404
        assert {**absent.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}

    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        period, admin = await opened(world), await world.caller("32", "admin")
        await declared(await world.caller("32.04", "operator"), period)
        for version, status in ((None, 428), (7, 412), (1, 200)):
            answer = await admin.post(path(period, "32.04", "reopen"), REASON, version=version)
            assert answer.status_code == status
        again = await admin.post(path(period, "32.04", "reopen"), REASON, version=2)
        assert (again.status_code, again.json()["allowed"]) == (
            409,
            ["declare_completion", "exempt_completion"],
        )

    @pytest.mark.parametrize("verb", ["reopen", "exempt"])
    async def test_no_regency_decides(self, world: World, verb: str) -> None:
        period, admin = await opened(world), await world.caller("32.04", "admin")
        for code in ("32.04", "32.73"):
            await declared(await world.caller(code, "operator"), period)
            answer = await admin.post(path(period, code, verb), REASON, version=1)
            assert (answer.status_code, answer.json()["permission"]) == (403, "periods:write")


class TestExemptCompletion:
    async def test_a_tenant_that_declared_nothing(self, world: World) -> None:
        period, operator = unused(), await world.caller("32.04", "operator")
        row = await decided(world, period, "32.04", "exempt")
        assert (row["tenant"], row["status"], row["version"]) == ("32.04", "exempt", 1)
        assert (row["reason"], row["first_declared_at"]) == (REASON["reason"], None)
        assert (await found(operator, period))["completion"] == row
        await opened(world, period)
        refused = await operator.post(path(period), {})
        assert (refused.status_code, refused.json()["allowed"]) == (409, ["reopen_completion"])

    async def test_ends_by_reopening(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await decided(world, period, "32.04", "exempt")
        await decided(world, period, "32.04", "reopen", 1)
        await closed(world, period)
        made = await declared(operator, period, nil=True)
        assert (made["status"], made["late"], made["version"]) == ("declared", True, 3)

    async def test_of_what_was_declared_needs_its_version(self, world: World) -> None:
        period, admin = await opened(world), await world.caller("32", "admin")
        await declared(await world.caller("32.04", "operator"), period)
        for version, status in ((None, 428), (9, 412), (1, 200), (2, 409)):
            answer = await admin.post(path(period, "32.04", "exempt"), REASON, version=version)
            assert answer.status_code == status
        assert answer.json()["state"] == "exempt"

    async def test_both_chains_know(self, world: World, app: FastAPI, superuser_url: str) -> None:
        row = await decided(world, unused(), "32.73", "exempt")
        facts = ask(
            superuser_url,
            "select tenant_id::text, body::jsonb->'actor'->>'kind' from audit_event"
            " where body::jsonb->>'action' = 'exempt_completion'"
            " and body::jsonb->'facts'->>'period' = %(period)s",
            period=row["period"],
        )
        ids = {code: str(app.state.directory.by_code(code).id) for code in ("32", "32.73")}
        assert set(facts) == {(ids["32"], "person"), (ids["32.73"], "office")}


class TestListCompletions:
    async def test_by_tenant_and_status_in_ones_reach(self, world: World) -> None:
        period = await opened(world)
        for code in ("32.04", "32.73"):
            await declared(await world.caller(code, "operator"), period)
        await decided(world, period, "32.01", "exempt")
        for caller, query, wanted in (
            ("32", "", ["32.01", "32.73", "32.04"]),
            ("32", "?status=exempt", ["32.01"]),
            ("32", "?tenant=32.73&tenant=32.01&sort=created_at", ["32.73", "32.01"]),
            ("32", "?tenant=32", []),
            ("32.04", "", ["32.04"]),
            ("32.04", "?tenant=32.73", []),
        ):
            viewer = await world.caller(caller, "viewer")
            page = (await viewer.get(f"{LIST}/{period}/completions{query}")).json()
            assert [row["tenant"] for row in page["data"]] == wanted, query

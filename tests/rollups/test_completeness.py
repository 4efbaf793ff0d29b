import re

import pytest

from tests.periods.months import dated, decided, declared, opened, unused
from tests.reports import bodies as reports
from tests.rollups.figures import COMPLETENESS, completeness, row_of
from tests.tenants.attempts import ask
from tests.world import World

ZEROS = {"handed_in": 0, "on_time": 0, "submitted": 0, "returned": 0, "accepted": 0}


def figures(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in ("expected", "received", "on_time", "nil", "exempt"))


class TestStanding:
    async def test_is_undeclared_until_somebody_declares(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("undeclared", (1, 0, 0, 0, 0))
        assert (row["declared_at"], row["reports"]) == (None, ZEROS)
        made = await declared(operator, period)
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("on_time", (1, 1, 1, 0, 0))
        assert row["declared_at"] == made["declared_at"]
        assert (row["kind"], row["name"], row["period"]) == ("regency", "Kabupaten Bandung", period)

    async def test_nil_is_received(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await declared(operator, period, nil=True)
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("on_time", (1, 1, 1, 1, 0))

    async def test_late_is_received_and_not_on_time(self, world: World) -> None:
        period, operator = unused(), await world.caller("32.04", "operator")
        await dated(world, period, -40, -1, 10)
        await reports.submitted(world, period=period)
        await declared(operator, period)
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("late", (1, 1, 0, 0, 0))
        assert row["reports"] == ZEROS | {"handed_in": 1, "submitted": 1}
        await dated(world, period, -40, 0, 10)  # the province moves the due day
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("on_time", (1, 1, 1, 0, 0))
        assert row["reports"]["on_time"] == 1

    async def test_exempt_is_not_expected(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        made = await declared(operator, period, nil=True)
        await decided(world, period, "32.04", "exempt", made["version"])
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("exempt", (0, 0, 0, 0, 1))
        await decided(world, period, "32.04", "reopen", made["version"] + 1)
        row = await row_of(operator, period, "32.04")
        assert (row["standing"], figures(row)) == ("undeclared", (1, 0, 0, 0, 0))

    async def test_nobody_waits_for_the_province(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32", "operator")
        await reports.submitted(world, "32", period=period)
        await declared(operator, period)
        row = await row_of(operator, period, "32")
        assert (row["standing"], figures(row)) == ("not_expected", (0, 0, 0, 0, 0))
        assert row["reports"]["handed_in"] == 1

    async def test_nobody_waits_for_an_inactive_tenant(
        self, world: World, superuser_url: str
    ) -> None:
        period, viewer = await opened(world), await world.caller("32", "viewer")
        change = "update tenant set status = %(status)s where code = '32.10'"
        ask(superuser_url, change, status="inactive")
        try:
            row = await row_of(viewer, period, "32.10")
        finally:
            ask(superuser_url, change, status="active")
        assert (row["standing"], figures(row)) == ("not_expected", (0, 0, 0, 0, 0))
        assert (await row_of(viewer, period, "32.10"))["expected"] == 1


class TestReports:
    async def test_are_counted_by_what_became_of_them(self, world: World) -> None:
        period, province = await opened(world), await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        await reports.created(operator, period=period)  # a draft
        waiting, sent_back, taken, gone = [
            await reports.submitted(world, period=period) for _ in range(4)
        ]
        await reports.moved(province, sent_back, "return", {"note": "Lengkapi."})
        await reports.moved(province, taken, "accept", {})
        await reports.moved(operator, gone, "withdraw")
        assert waiting["status"] == "submitted"
        row = await row_of(operator, period, "32.04")
        assert row["reports"] == {
            "handed_in": 3,
            "on_time": 3,
            **dict.fromkeys(("submitted", "returned", "accepted"), 1),
        }


class TestReach:
    async def test_the_province_sees_all_and_a_regency_itself(self, world: World) -> None:
        period = await opened(world)
        for code in ("32.04", "32.73"):
            await declared(await world.caller(code, "operator"), period, nil=code == "32.04")
        await decided(world, period, "32.01", "exempt")
        everything = await completeness(await world.caller("32", "viewer"), f"period={period}")
        codes = [row["tenant"] for row in everything["data"]]
        assert (len(codes), codes) == (28, sorted(codes))
        totals = everything["totals"]
        assert figures(totals) == (26, 2, 2, 1, 1)
        assert (totals["completeness"], totals["timeliness"]) == (2 / 26, 2 / 26)
        (month,) = everything["periods"]
        assert (month["period"], month["state"], month["totals"]) == (period, "open", totals)
        own = await completeness(await world.caller("32.04", "viewer"), f"period={period}")
        assert [row["tenant"] for row in own["data"]] == ["32.04"]
        assert (figures(own["totals"]), own["totals"]["completeness"]) == ((1, 1, 1, 1, 0), 1.0)
        exempt = await completeness(await world.caller("32.01", "client"), f"period={period}")
        assert (figures(exempt["totals"]), exempt["totals"]["completeness"]) == (
            (0, 0, 0, 0, 1),
            None,
        )

    async def test_naming_others_shows_nothing(self, world: World) -> None:
        viewer, period = await world.caller("32.04", "viewer"), await opened(world)
        for query in ("tenant=32.73", "tenant=32", "tenant=99.99"):
            found = await completeness(viewer, f"period={period}&{query}")
            assert (found["data"], figures(found["totals"])) == ([], (0, 0, 0, 0, 0))
        both = await completeness(viewer, f"period={period}&tenant=32.73&tenant=32.04")
        assert [row["tenant"] for row in both["data"]] == ["32.04"]
        province = await world.caller("32", "viewer")
        some = await completeness(province, f"period={period}&tenant=32.73&tenant=32&tenant=99")
        assert [row["tenant"] for row in some["data"]] == ["32", "32.73"]


class TestMonths:
    async def test_several_have_their_own_days_and_totals(self, world: World) -> None:
        first, operator = unused(), await world.caller("32.04", "operator")
        second = unused()
        for period in (first, second):
            await opened(world, period)
        await declared(operator, second)
        found = await completeness(operator, f"from={first}&to={second}")
        assert [row["period"] for row in found["data"]] == [first, second]
        assert [month["totals"]["received"] for month in found["periods"]] == [0, 1]
        assert (found["totals"]["expected"], found["totals"]["completeness"]) == (2, 0.5)

    async def test_each_tenant_has_its_rates_over_all_of_them(self, world: World) -> None:
        here, there = [await world.caller(code, "operator") for code in ("32.04", "32.73")]
        months = [await opened(world) for _ in range(3)]
        for period in months[:2]:
            await declared(here, period)
        await declared(there, months[0], nil=True)
        await decided(world, months[1], "32.73", "exempt")
        found = await completeness(
            await world.caller("32", "viewer"),
            f"from={months[0]}&to={months[2]}&tenant=32.73&tenant=32.04&tenant=32",
        )
        rates = {
            row["tenant"]: (*figures(row["totals"]), row["totals"]["completeness"])
            for row in found["tenants"]
        }
        assert list(rates.items()) == [
            ("32", (0, 0, 0, 0, 0, None)),
            ("32.04", (3, 2, 2, 0, 0, 2 / 3)),
            ("32.73", (2, 1, 1, 1, 1, 0.5)),
        ]
        assert [row["name"] for row in found["tenants"]][1:] == [
            "Kabupaten Bandung",
            "Kota Bandung",
        ]

    async def test_without_any_it_is_the_one_that_ended_last(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        (month,) = (await completeness(viewer, ""))["periods"]
        listed = (await viewer.get("/v1/periods?limit=3")).json()["data"]
        assert month["period"] == listed[2]["period"]  # next month, this month, last month
        assert month["due_on"] == listed[2]["due_on"]

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("period=2026-10&from=2026-10", "one-of"),
            ("from=2026-10&to=2026-09", "from-after-to"),
            ("from=2020-01&to=2026-09", "too-many-months"),
            ("period=2026-13", "string_pattern_mismatch"),
            ("month=2026-10", "extra_forbidden"),
        ],
    )
    async def test_what_is_no_question_is_refused(
        self, world: World, query: str, code: str
    ) -> None:
        answer = await (await world.caller("32.04", "viewer")).get(f"{COMPLETENESS}?{query}")
        assert answer.status_code == 422
        assert [error["code"].replace("-", "_") for error in answer.json()["errors"]] == [
            code.replace("-", "_")
        ]

    async def test_thirty_six_are_answered(self, world: World) -> None:
        viewer = await world.caller("32", "viewer")
        found = await completeness(viewer, "from=2023-11&to=2026-10")
        assert len(found["data"]) == 36 * 28


class TestText:
    async def test_counts_and_names_who_is_missing(self, world: World) -> None:
        period = await opened(world)
        for code in ("32.04", "32.73"):
            await declared(await world.caller(code, "operator"), period, nil=code == "32.04")
        await decided(world, period, "32.01", "exempt")
        found = await completeness(await world.caller("32", "viewer"), f"period={period}")
        title, stand, *asides = found["whatsapp_text"].splitlines()
        assert re.fullmatch(
            r"\*Laporan kegiatan [A-Z][a-z]+ 20\d\d\* \(batas waktu \d+ [A-Z][a-z]+ 20\d\d\)", title
        )
        assert stand.startswith("2 sudah, 24 belum: Kabupaten Sukabumi, ")
        assert "Kabupaten Bandung," not in stand
        assert "Provinsi" not in stand
        assert asides == ["Nihil: Kabupaten Bandung.", "Dibebaskan: Kabupaten Bogor."]

    async def test_says_when_nobody_is_missing(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        await declared(operator, period)
        found = await completeness(operator, f"period={period}")
        assert found["whatsapp_text"].splitlines()[1:] == ["1 sudah, 0 belum."]


async def test_needs_the_permission(world: World) -> None:
    assert (await world.api.get(COMPLETENESS)).status_code == 401

from uuid import uuid4

import pytest
from fastapi import FastAPI

from api.rollups import sums
from tests.periods.months import opened, unused
from tests.reports import bodies as reports
from tests.rollups.figures import FIGURES, SUMMARY, Json, check_exact, summary
from tests.world import World

POST = {"url": "https://medsos.example/p/1", "reach": 700, "engagement": 30}


def told(row: Json) -> tuple[object, ...]:
    return tuple(row[name] for name in FIGURES)


async def unit(world: World, tenant: str = "32.04") -> tuple[str, str]:
    """Its id and its name."""
    admin = await world.caller(tenant, "admin")
    name = f"Dinas {uuid4()}"
    made = await admin.post("/v1/units", {"name": name, "kind": "agency"})
    return made.json()["id"], name


async def handed_in(world: World) -> tuple[str, str, str]:
    """A month with three activities of two tenants, and the unit of one of them."""
    period = await opened(world)
    identifier, name = await unit(world)
    await reports.submitted(
        world, period=period, kind="training", unit_id=identifier, participants=40, posts=[POST]
    )
    await reports.submitted(world, period=period, kind="campaign", participants=None, posts=[])
    await reports.submitted(world, "32.73", period=period, kind="training", participants=2)
    await reports.created(await world.caller("32.73", "operator"), period=period)  # a draft
    return period, identifier, name


class TestSums:
    async def test_are_of_all_that_is_handed_in(self, world: World) -> None:
        period, _, _ = await handed_in(world)
        found = await summary(await world.caller("32", "viewer"), f"from={period}&to={period}")
        assert told(found["totals"]) == (3, 3, 0, 0, 0, 42, 1, 700, 30)
        assert (found["data"], found["by"]) == ([], [])
        assert (found["first"], found["last"]) == (period, period)

    async def test_are_told_apart_as_asked(self, world: World, superuser_url: str) -> None:
        period, identifier, name = await handed_in(world)
        province = await world.caller("32", "viewer")
        every = await summary(
            province, f"from={period}&to={period}&by=month&by=tenant&by=kind&by=unit"
        )
        keyed = {
            (row["tenant"], row["period"], row["kind"], row["unit_id"]): told(row)
            for row in every["data"]
        }
        kept = check_exact(superuser_url, period)
        assert keyed == {(c, p, k, str(u) if u else None): v for (c, p, k, u), v in kept.items()}
        kinds = await summary(province, f"from={period}&to={period}&by=kind")
        assert [(row["kind"], row["activities"]) for row in kinds["data"]] == [
            ("campaign", 1),
            ("training", 2),
        ]
        assert {(row["tenant"], row["unit_id"], row["period"]) for row in kinds["data"]} == {
            (None, None, None)
        }
        assert {row["unit"] for row in every["data"]} == {None}, "a name of another tenant's unit"
        own = await summary(
            await world.caller("32.04", "viewer"), f"from={period}&to={period}&by=unit"
        )
        assert [(row["tenant"], row["unit_id"], row["unit"]) for row in own["data"]] == [
            ("32.04", identifier, name),
            ("32.04", None, None),
        ]

    async def test_commas_part_groups_as_repeating_does(self, world: World) -> None:
        period, _, _ = await handed_in(world)
        viewer = await world.caller("32", "viewer")
        apart = await summary(viewer, f"from={period}&to={period}&by=kind&by=tenant")
        assert await summary(viewer, f"from={period}&to={period}&by=tenant,kind") == apart
        assert apart["by"] == ["kind", "tenant"]

    async def test_what_was_withdrawn_is_no_group(self, world: World) -> None:
        period, operator = await opened(world), await world.caller("32.04", "operator")
        report = await reports.submitted(world, period=period)
        await reports.moved(operator, report, "withdraw")
        found = await summary(operator, f"from={period}&to={period}&by=kind")
        assert (found["data"], told(found["totals"])) == ([], (0,) * 9)


class TestReach:
    async def test_a_regency_counts_itself_alone(self, world: World) -> None:
        period, _, _ = await handed_in(world)
        viewer = await world.caller("32.04", "viewer")
        query = f"from={period}&to={period}&by=tenant"
        found = await summary(viewer, query)
        assert [(row["tenant"], row["activities"]) for row in found["data"]] == [("32.04", 2)]
        for others in ("tenant=32.73", "tenant=32", "tenant=99"):
            nothing = await summary(viewer, f"{query}&{others}")
            assert (nothing["data"], told(nothing["totals"])) == ([], (0,) * 9)

    async def test_the_province_may_name_some(self, world: World) -> None:
        period, _, _ = await handed_in(world)
        viewer = await world.caller("32", "viewer")
        found = await summary(viewer, f"from={period}&to={period}&by=tenant&tenant=32.73&tenant=32")
        assert [(row["tenant"], row["activities"]) for row in found["data"]] == [("32.73", 1)]


class TestMonths:
    async def test_without_any_they_are_the_last_twelve(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        found = await summary(viewer, "")
        this_month = (await viewer.get("/v1/periods?limit=2")).json()["data"][1]["period"]
        year, month = this_month.split("-")
        assert found["last"] == this_month
        assert found["first"] == (
            f"{year}-01" if month == "12" else f"{int(year) - 1}-{int(month) + 1:02}"
        )

    async def test_others_do_not_count(self, world: World) -> None:
        period, _, _ = await handed_in(world)
        other = unused()
        found = await summary(await world.caller("32", "viewer"), f"from={other}&to={other}")
        assert (found["totals"]["activities"], period) != (3, other)

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("from=2026-10&to=2026-09", "from-after-to"),
            ("from=2020-01&to=2026-09", "too-many-months"),
            ("by=colour", "enum"),
            ("by=kind&by=kind&by=kind&by=kind&by=kind", "too-long"),
            ("period=2026-10", "extra-forbidden"),
        ],
        ids=["order", "range", "group", "groups", "unknown"],
    )
    async def test_what_is_no_question_is_refused(
        self, world: World, query: str, code: str
    ) -> None:
        answer = await (await world.caller("32.04", "viewer")).get(f"{SUMMARY}?{query}")
        assert answer.status_code == 422
        assert [error["code"] for error in answer.json()["errors"]] == [code]

    async def test_too_many_groups_are_refused(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        period, _, _ = await handed_in(world)
        viewer = await world.caller("32", "viewer")
        query = f"from={period}&to={period}&by=kind"
        monkeypatch.setattr(sums, "MOST_GROUPS", 2)
        assert len((await summary(viewer, query))["data"]) == 2
        monkeypatch.setattr(sums, "MOST_GROUPS", 1)
        answer = await viewer.get(f"{SUMMARY}?{query}")
        assert answer.json()["errors"][0]["code"] == "too-many-groups"


async def test_needs_a_token(app: FastAPI, world: World) -> None:
    assert app
    assert (await world.api.get(SUMMARY)).status_code == 401

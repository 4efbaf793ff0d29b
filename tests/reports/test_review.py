import psycopg
from fastapi import FastAPI
from sqlalchemy import text

from tenants.session import Sessions, as_tenant, transaction
from tests.periods.months import dated, opened, this_month, unused
from tests.reports.bodies import LIST, body, created, moved, submitted
from tests.world import World, all_events


class TestSubmitReport:
    async def test_says_all_that_is_missing(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        bare = {"period": "2026-10", "kind": "other", "title": "Judul"}
        report = (await operator.post(LIST, bare)).json()
        answer = await operator.post(f"{LIST}/{report['id']}/submit", version=1)
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [
            "/summary",
            "/starts_on",
            "/ends_on",
            "/neutrality_attested",
        ]
        assert (await operator.get(f"{LIST}/{report['id']}")).json()["status"] == "draft"

    async def test_hands_in_and_keeps_the_first_moment(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await submitted(world)
        assert (report["status"], report["version"]) == ("submitted", 2)
        assert report["submitted_at"] == report["first_submitted_at"] is not None
        draft = await moved(operator, report, "withdraw")
        assert (draft["status"], draft["submitted_at"]) == ("draft", None)
        again = await moved(operator, draft, "submit")
        assert again["first_submitted_at"] == report["first_submitted_at"]
        assert again["submitted_at"] > report["submitted_at"]

    async def test_is_late_after_the_due_day(self, world: World) -> None:
        past = unused()
        await dated(world, past, -40, -1, 0)
        assert (await submitted(world, period=past))["late"] is True
        assert (await submitted(world, period=this_month()))["late"] is False

    async def test_needs_the_version_first(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        answer = await operator.post(f"{LIST}/{report['id']}/submit")
        assert (answer.status_code, answer.json()["code"]) == (428, "precondition-required")


class TestWithdrawReport:
    async def test_hides_it_from_the_province(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        report = await submitted(world)
        path = f"{LIST}/{report['id']}"
        assert (await province.get(path)).status_code == 200
        await moved(await world.caller("32.04", "operator"), report, "withdraw")
        assert (await province.get(path)).status_code == 404


class TestDecide:
    async def test_returned_with_a_note_and_handed_in_again(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        report = await submitted(world)
        returned = await moved(province, report, "return", {"note": "Lengkapi daftar hadir."})
        assert (returned["status"], returned["decision_note"]) == (
            "returned",
            "Lengkapi daftar hadir.",
        )
        patch = {"participants": 121}
        answer = await operator.patch(f"{LIST}/{report['id']}", patch, returned["version"])
        assert (await moved(operator, answer.json(), "submit"))["status"] == "submitted"

    async def test_accepted_is_locked_until_reopened(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        accepted = await moved(province, await submitted(world), "accept")
        assert accepted["status"] == "accepted"
        path = f"{LIST}/{accepted['id']}"
        locked = await operator.patch(path, {"title": "x"}, accepted["version"])
        assert (locked.status_code, locked.json()["allowed"]) == (409, ["reopen_report"])
        reopened = await moved(province, accepted, "reopen", {"reason": "Cocokkan peserta."})
        assert (reopened["status"], reopened["decision_note"]) == (
            "returned",
            "Cocokkan peserta.",
        )

    async def test_nobody_accepts_what_he_wrote(self, world: World) -> None:
        operator = await world.caller("32", "operator")
        verifier = await world.caller("32", "verifier")
        own = await moved(verifier, await created(verifier), "submit")
        answer = await verifier.post(f"{LIST}/{own['id']}/accept", version=own["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")
        others = await moved(operator, await created(operator), "submit")
        assert (await moved(verifier, others, "accept"))["status"] == "accepted"

    async def test_who_edits_is_an_author_too(self, world: World) -> None:
        operator = await world.caller("32", "operator")
        verifier = await world.caller("32", "verifier")
        report = await created(operator)
        edited = await verifier.patch(f"{LIST}/{report['id']}", {"title": "Suntingan"}, 1)
        handed_in = await moved(operator, edited.json(), "submit")
        path = f"{LIST}/{report['id']}/accept"
        answer = await verifier.post(path, version=handed_in["version"])
        assert answer.json()["code"] == "four-eyes"

    async def test_a_regency_does_not_review(self, world: World) -> None:
        report = await submitted(world)
        verifier = await world.caller("32.04", "verifier")
        answer = await verifier.post(f"{LIST}/{report['id']}/accept", version=report["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "permission-required")

    async def test_a_demotion_counts_at_once(self, world: World, superuser_url: str) -> None:
        report = await submitted(world)
        verifier = await world.caller("32", "verifier")
        person = world.people["32"]["verifier"].person_id
        change = "update membership set roles = %s where person_id = %s"
        async with await psycopg.AsyncConnection.connect(
            superuser_url, autocommit=True
        ) as database:
            await database.execute(change, [["viewer"], person])
            try:
                path = f"{LIST}/{report['id']}/accept"
                answer = await verifier.post(path, version=report["version"])
            finally:
                await database.execute(change, [["verifier"], person])
        assert (answer.status_code, answer.json()["permission"]) == (403, "reports:review")

    async def test_the_tenant_is_told_and_both_chains_know(
        self, world: World, sessions: Sessions, app: FastAPI
    ) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        report = await submitted(world)
        await moved(province, report, "return", {"note": "Mohon diperiksa."})
        events = await all_events(operator)
        told = [e for e in events if e["data"].get("id") == report["id"]]
        assert [event["type"] for event in told] == ["report.returned"]
        for code, actor in (("32", "person"), ("32.04", "office")):
            place = app.state.directory.by_code(code)
            async with transaction(sessions, as_tenant(place.id, "test")) as session:
                found = await session.execute(
                    text(
                        "select body::jsonb->'actor'->>'kind' from audit_event"
                        " where body::jsonb->>'action' = 'return_report'"
                        " and body::jsonb->>'subject' = :id"
                    ),
                    {"id": report["id"]},
                )
                assert found.scalars().all() == [actor]


class TestReach:
    async def test_the_province_sees_what_was_handed_in_and_no_drafts(self, world: World) -> None:
        province = await world.caller("32", "viewer")
        operator = await world.caller("32.73", "operator")
        await opened(world, "2032-01")
        draft = await created(operator, period="2032-01")
        handed_in = await submitted(world, "32.73", period="2032-01")
        for query in ("", "&tenant=32.73", "&tenant=32.73&tenant=32.04"):
            page = (await province.get(f"{LIST}?period=2032-01{query}")).json()
            assert [row["id"] for row in page["data"]] == [handed_in["id"]]
        assert (await province.get(f"{LIST}/{draft['id']}")).status_code == 404

    async def test_the_province_names_itself_to_see_its_own_drafts(self, world: World) -> None:
        operator = await world.caller("32", "operator")
        draft = await created(operator, period="2032-02")
        assert not (await operator.get(f"{LIST}?period=2032-02")).json()["data"]
        page = (await operator.get(f"{LIST}?period=2032-02&tenant=32")).json()
        assert [row["id"] for row in page["data"]] == [draft["id"]]
        assert (await operator.get(f"{LIST}/{draft['id']}")).status_code == 200

    async def test_a_regency_cannot_widen_its_view(self, world: World) -> None:
        await opened(world, "2032-03")
        await submitted(world, "32.73", period="2032-03")
        operator = await world.caller("32.04", "operator")
        for query in ("", "&tenant=32.73", "&tenant=32"):
            assert not (await operator.get(f"{LIST}?period=2032-03{query}")).json()["data"]

    async def test_writes_of_the_province_run_as_its_own_tenant(self, world: World) -> None:
        report = await submitted(world)
        operator = await world.caller("32", "operator")
        path = f"{LIST}/{report['id']}"
        assert (await operator.get(path)).status_code == 200
        assert (await operator.patch(path, {"title": "x"}, report["version"])).status_code == 404
        assert (await operator.delete(path, report["version"])).status_code == 404
        submit = await operator.post(f"{path}/withdraw", version=report["version"])
        assert submit.status_code == 404


class TestBody:
    async def test_an_empty_note_is_refused(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        report = await submitted(world)
        path = f"{LIST}/{report['id']}/return"
        answer = await province.post(path, {"note": "  "}, version=report["version"])
        assert answer.json()["errors"][0]["pointer"] == "/note"

    def test_the_example_of_the_contract_is_complete(self) -> None:
        assert body()["neutrality_attested"] is True

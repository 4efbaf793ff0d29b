"""What a resubmission changed, and which clarifications a report may name."""

from typing import Any

from tests.clarifications import bodies as clarifications
from tests.reports.bodies import LIST, body, created, moved, submitted
from tests.tenants.attempts import ask
from tests.world import Caller, World

Json = dict[str, Any]
NOTE = {"note": "Mohon lengkapi."}


async def _read(caller: Caller, report: Json) -> Json:
    made: Json = (await caller.get(f"{LIST}/{report['id']}")).json()
    return made


async def _edited(caller: Caller, report: Json, **changes: Any) -> Json:
    answer = await caller.patch(f"{LIST}/{report['id']}", changes, report["version"])
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


class TestChanges:
    async def test_name_each_field_before_and_after(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        posts: list[Json] = [
            {"url": "https://medsos.example/p/1", "reach": 10, "posted_on": "2026-10-14"}
        ]
        report = await submitted(world, posts=posts, location="Aula")
        assert report["changes"] is None
        returned = await moved(province, report, "return", NOTE)
        assert returned["changes"] == []
        more = [*posts, {"url": "https://medsos.example/p/2"}]
        edited = await _edited(
            operator, returned, participants=121, posts=more, location=None, kind="campaign"
        )
        again = await moved(operator, edited, "submit")
        full = {"channel_id": None, "engagement": None}
        old = {**posts[0], **full}
        new = {"url": more[1]["url"], "posted_on": None, "reach": None, **full}
        wanted = [
            {"field": "kind", "before": "training", "after": "campaign"},
            {"field": "location", "before": "Aula", "after": None},
            {"field": "participants", "before": 120, "after": 121},
            {"field": "posts", "before": [old], "after": [old, new]},
        ]
        assert again["changes"] == wanted
        for caller in (province, operator):
            assert (await _read(caller, report))["changes"] == wanted
        page = (await province.get(f"{LIST}?status=submitted&tenant=32.04&limit=200")).json()
        (row,) = [row for row in page["data"] if row["id"] == report["id"]]
        assert row["changes"] == wanted

    async def test_what_was_changed_back_is_none(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        returned = await moved(province, await submitted(world), "return", NOTE)
        there = await _edited(operator, returned, title="Judul lain")
        assert [change["field"] for change in there["changes"]] == ["title"]
        assert (await _edited(operator, there, title=body()["title"]))["changes"] == []

    async def test_count_from_the_last_return(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        row = await submitted(world)
        for title in ("Judul kedua", "Judul ketiga"):
            row = await moved(province, row, "return", NOTE)
            row = await moved(operator, await _edited(operator, row, title=title), "submit")
        (change,) = row["changes"]
        assert (change["before"], change["after"]) == ("Judul kedua", "Judul ketiga")

    async def test_accepting_ends_them_and_reopening_begins_anew(
        self, world: World, superuser_url: str
    ) -> None:
        province = await world.caller("32", "verifier")
        operator = await world.caller("32.04", "operator")
        returned = await moved(province, await submitted(world), "return", NOTE)
        again = await moved(operator, await _edited(operator, returned, participants=1), "submit")
        accepted = await moved(province, again, "accept")
        assert accepted["changes"] is None
        kept = ask(
            superuser_url,
            "select returned_content from report where id = %(id)s",
            id=accepted["id"],
        )
        assert kept == [(None,)]
        reopened = await moved(province, accepted, "reopen", {"reason": "Cocokkan."})
        edited = await _edited(operator, reopened, participants=2)
        assert edited["changes"] == [{"field": "participants", "before": 1, "after": 2}]

    async def test_no_other_tenant_sees_them(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        returned = await moved(province, await submitted(world), "return", NOTE)
        other = await world.caller("32.73", "verifier")
        assert (await other.get(f"{LIST}/{returned['id']}")).status_code == 404


class TestClarificationNumbers:
    async def test_a_draft_may_name_what_is_to_be_published(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        draft = await created(operator, clarification_numbers=["KLR-2099-000001"])
        refused = await operator.post(f"{LIST}/{draft['id']}/submit", version=1)
        (error,) = refused.json()["errors"]
        assert refused.status_code == 422
        assert (error["pointer"], error["code"]) == ("/clarification_numbers/0", "not-found")

    async def test_may_be_anybodys_until_it_is_retracted(self, world: World) -> None:
        other = await clarifications.published(world, "32.73")
        number, operator = other["number"], await world.caller("32.04", "operator")
        assert (await submitted(world, clarification_numbers=[number]))["status"] == "submitted"
        verifier = await world.caller("32.73", "verifier")
        await clarifications.moved(verifier, other, "retract", {"public_reason": "Keliru."})
        draft = await created(operator, clarification_numbers=["KLR-2099-000002", number])
        refused = await operator.post(f"{LIST}/{draft['id']}/submit", version=1)
        assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
            ("/clarification_numbers/0", "not-found"),
            ("/clarification_numbers/1", "retracted"),
        ]

"""A correction has a life of its own, and the old text stays public until it is published."""

import asyncio
from typing import Any

import pytest
from psycopg import AsyncConnection

from api.media.showcase import Showcase
from tests.clarifications.bodies import CHECKLIST, LIST, created, in_review, moved, published
from tests.clarifications.conftest import Work
from tests.clarifications.correcting import (
    NEW,
    NOTE,
    PUBLIC,
    SHARED,
    carried,
    changed,
    corrected,
    opened,
    read,
    refused,
    shown,
)
from tests.clarifications.pictures import Stock, addresses, public, stored
from tests.conduct.elections import window
from tests.world import World, all_events

Row = dict[str, Any]
OLD = "[HOAKS] Tautan pendaftaran bantuan tunai"
NOT_ALLOWED = (409, "transition-not-allowed")


async def _one(url: str, query: str, *parameters: Any) -> Any:
    async with await AsyncConnection.connect(url) as database:
        found = await (await database.execute(query, list(parameters))).fetchone()
    return found[0] if found else None


class TestCorrectClarification:
    async def test_opens_a_draft_copy(self, world: World, stock: Stock) -> None:
        operator = await world.caller("32.04", "operator")
        asset = (await stock.ready(operator))["id"]
        languages = [{"language": "su", "title": "Tautan", "claim_reviewed": "x", "body": "Hoaks."}]
        before = await published(
            world, asset_ids=[asset], cover_asset_id=asset, translations=languages, label="berita"
        )
        row = await moved(operator, before, "correct", {"public_note": NOTE})
        assert row["correction"] == {"revision": 2, "status": "draft"}
        assert (row["status"], row["revision"], row["public_note"]) == ("published", 1, NOTE)
        assert row["version"] == before["version"] + 1
        different = {name for name in row if row[name] != before[name]}
        assert different == {"correction", "public_note", "version", "updated_at"}

    async def test_everybody_goes_on_reading_the_old_text(self, world: World) -> None:
        row = await opened(world)
        for verbs in ((), ("submit",), ("approve",)):
            row = await carried(world, row, *verbs, **({} if verbs else {"title": NEW}))
            assert row["title"] == NEW
            for text in await shown(world, row):
                facts = (text["title"], text["state"], text["revision"], text["corrections"])
                assert facts == (OLD, "published", 1, [])

    async def test_only_of_what_is_published_and_once(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        body = {"public_note": NOTE}
        draft = await created(operator)
        assert (await refused(operator, draft, "correct", body))[:2] == NOT_ALLOWED
        row = await opened(world)
        status, code, allowed = await refused(operator, row, "correct", body)
        assert (status, code) == NOT_ALLOWED
        assert allowed == [
            "discard_correction",
            "retract_clarification",
            "submit_clarification",
            "update_clarification",
        ]

    async def test_a_note_is_needed(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await published(world)
        for body in (None, {}, {"public_note": ""}, {"public_note": None}, {"note": "x"}):
            answer = await operator.post(
                f"{LIST}/{row['id']}/correct", body, version=row["version"]
            )
            assert answer.status_code == 422

    async def test_of_another_tenant_is_none(self, world: World) -> None:
        row = await published(world)
        for tenant in ("32.73", "32"):
            operator = await world.caller(tenant, "operator")
            answer = await operator.post(
                f"{LIST}/{row['id']}/correct", {"public_note": "x"}, version=row["version"]
            )
            assert answer.status_code == 404

    async def test_two_at_once_open_one(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await published(world)
        path = f"{LIST}/{row['id']}/correct"
        answers = await asyncio.gather(
            *(operator.post(path, {"public_note": NOTE}, version=row["version"]) for _ in range(5))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]


class TestPublicNote:
    async def test_may_be_changed_while_it_is_open(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await changed(operator, await opened(world), public_note="Angkanya keliru.")
        assert row["public_note"] == "Angkanya keliru."
        row = await carried(world, row, "submit", "approve", "publish")
        assert row["public_note"] == "Angkanya keliru."
        assert (await shown(world, row))[1]["corrections"][0]["note"] == "Angkanya keliru."

    async def test_makes_its_editor_an_author(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await changed(verifier, await opened(world), public_note="Lain.")
        row = await carried(world, row, "submit")
        answer = await refused(verifier, row, "approve", {"checklist": CHECKLIST})
        assert answer[:2] == (403, "four-eyes")

    @pytest.mark.parametrize(
        ("correcting", "note", "code"),
        [(False, "x", "no-correction"), (True, None, "missing")],
        ids=["no-correction", "never-without"],
    )
    async def test_is_refused(
        self, world: World, *, correcting: bool, note: str | None, code: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        row = await opened(world) if correcting else await created(operator)
        answer = await operator.patch(f"{LIST}/{row['id']}", {"public_note": note}, row["version"])
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["pointer"], error["code"]) == (422, "/public_note", code)


class TestPublishing:
    async def test_takes_the_place_of_the_old_text(self, world: World) -> None:
        before = await published(world)
        operator = await world.caller("32.04", "operator")
        old = await shown(world, before)
        row = await moved(operator, before, "correct", {"public_note": NOTE})
        row = await carried(world, row, "submit", "approve", "publish", title=NEW, verdict="true")
        assert (row["status"], row["revision"], row["correction"]) == ("published", 2, None)
        same = ("number", "slug", "published_at")
        assert {name: row[name] for name in same} == {name: before[name] for name in same}
        for text, was in zip(await shown(world, row), old, strict=True):
            assert {name: text[name] for name in same} == {name: was[name] for name in same}
            assert (text["title"], text["verdict"], text["revision"]) == (NEW, "true", 2)
            assert text["state"] == "corrected"
            (correction,) = text["corrections"]
            at = text["updated_at"]
            assert correction == {"revision": 2, "at": at, "note": NOTE}
            assert at > was["updated_at"]
            assert at.endswith("Z")

    async def test_again_and_again(self, world: World) -> None:
        row = await corrected(world)
        operator = await world.caller("32.04", "operator")
        row = await moved(operator, row, "correct", {"public_note": "Sekali lagi."})
        assert row["correction"] == {"revision": 3, "status": "draft"}
        row = await carried(world, row, "submit", "approve", "publish", title="Ketiga")
        text = (await shown(world, row))[1]
        assert [(c["revision"], c["note"]) for c in text["corrections"]] == [
            (2, NOTE),
            (3, "Sekali lagi."),
        ]
        assert (text["title"], text["revision"], row["revision"]) == ("Ketiga", 3, 3)

    async def test_every_tenant_hears_of_it(self, world: World) -> None:
        row = await corrected(world)
        events = await all_events(await world.caller("32.73", "viewer"))
        told = [e["type"] for e in events if e["data"].get("number") == row["number"]]
        assert told == ["clarification.published", "clarification.corrected"]

    async def test_is_found_by_its_new_words(self, world: World) -> None:
        row = await opened(world, title="Bendungan Cikapundung jebol malam ini")
        row = await carried(
            world, row, "submit", "approve", title="Ular raksasa di Situ Patenggang"
        )
        viewer = await world.caller("32.73", "viewer")

        async def numbers() -> list[str]:
            asked = {"text": "ular raksasa di situ patenggang", "limit": 20}
            answer = await viewer.post("/v1/clarifications/match", asked)
            return [one["number"] for one in answer.json()["data"]]

        assert row["number"] not in await numbers()
        await carried(world, row, "publish")
        assert row["number"] in await numbers()

    async def test_for_governments_stays_there(self, world: World) -> None:
        row = await corrected(world, audience="government")
        viewer = await world.caller("32.73", "viewer")
        text = (await viewer.get(f"{SHARED}/{row['number']}")).json()
        assert (text["title"], text["state"]) == (NEW, "corrected")
        assert (await world.api.get(f"{PUBLIC}/{row['slug']}")).status_code == 404

    async def test_may_open_it_to_the_public(self, world: World) -> None:
        row = await opened(world, audience="government")
        row = await carried(world, row, "submit", "approve", "publish", audience="public")
        text = (await shown(world, row))[1]
        assert (text["state"], text["revision"], len(text["corrections"])) == ("corrected", 2, 1)

    async def test_takes_nothing_from_the_public(self, world: World) -> None:
        row = await opened(world)
        operator = await world.caller("32.04", "operator")
        answer = await operator.patch(
            f"{LIST}/{row['id']}", {"audience": "government"}, row["version"]
        )
        assert answer.json()["errors"][0]["pointer"] == "/audience"

    async def test_may_change_its_mind_about_the_public(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await opened(world, audience="government")
        row = await changed(operator, row, audience="public")
        row = await changed(operator, row, audience="government")
        assert row["audience"] == "government"


class TestFourEyes:
    async def test_compares_the_authors_of_the_correction(self, world: World) -> None:
        """Its verifier approved the first text; who opened the correction may not approve it."""
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await published(world), "correct", {"public_note": NOTE})
        row = await carried(world, row, "submit")
        answer = await refused(verifier, row, "approve", {"checklist": CHECKLIST})
        assert answer[:2] == (403, "four-eyes")

    async def test_an_approval_of_before_is_none(self, world: World) -> None:
        row = await opened(world)
        verifier = await world.caller("32.04", "verifier")
        assert (await refused(verifier, row, "publish"))[:2] == NOT_ALLOWED
        row = await carried(world, row, "submit")
        assert (await refused(verifier, row, "publish"))[:2] == NOT_ALLOWED

    async def test_a_signature_of_before_is_none(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        verifier = await world.caller("32.04", "verifier")
        row = await in_review(world, regions=["32.04", "32.73"])
        row = await moved(province, row, "countersign")
        row = await carried(world, row, "approve", "publish")
        operator = await world.caller("32.04", "operator")
        row = await moved(operator, row, "correct", {"public_note": NOTE})
        assert row["countersign"] == {"required": True, "reasons": ["regions"], "at": None}
        row = await carried(world, row, "submit", "approve")
        assert (await refused(verifier, row, "publish"))[1] == "countersign-required"
        row = await moved(province, row, "countersign")
        assert (await refused(province, row, "countersign"))[:2] == NOT_ALLOWED
        assert (await moved(verifier, row, "publish"))["revision"] == 2

    async def test_an_election_binds_it(self, world: World) -> None:
        row = await carried(world, await opened(world), "submit", "approve", title="Budi Contoh")
        verifier = await world.caller("32.04", "verifier")
        async with window(world, terms=["Budi Contoh"]):
            assert (await read(verifier, row))["countersign"]["reasons"] == ["election-term"]
            assert (await refused(verifier, row, "publish"))[1] == "countersign-required"

    async def test_an_edit_needs_the_approval_to_fall(self, world: World) -> None:
        """Approved is not editable; sent back it is, and nothing is left of the approval."""
        operator = await world.caller("32.04", "operator")
        verifier = await world.caller("32.04", "verifier")
        row = await carried(world, await opened(world), "submit", "approve")
        path = f"{LIST}/{row['id']}"
        answer = await operator.patch(path, {"title": "x"}, row["version"])
        assert answer.status_code == 409
        row = await moved(verifier, row, "request-changes", {"note": "Judulnya."})
        assert row["correction"]["status"] == "changes_requested"
        row = await changed(operator, row, title=NEW)
        assert (await refused(verifier, row, "publish"))[:2] == NOT_ALLOWED
        row = await carried(world, row, "submit")
        assert (await refused(verifier, row, "publish"))[:2] == NOT_ALLOWED
        latest = (await operator.get(f"{path}/revisions")).json()["data"][0]
        assert (latest["approved_at"], latest["approved_by"], latest["checklist"]) == (None,) * 3


class TestTheProvince:
    async def test_sees_no_draft_of_a_correction(self, world: World) -> None:
        province = await world.caller("32", "verifier")
        row = await carried(world, await opened(world), title=NEW)
        there = await read(province, row)
        assert (there["title"], there["correction"], there["public_note"]) == (OLD, None, None)
        assert (await refused(province, there, "request-changes", {"note": "x"}))[1:] == (
            "transition-not-allowed",
            ["correct_clarification", "retract_clarification"],
        )
        row = await carried(world, row, "submit")
        there = await read(province, row)
        assert (there["title"], there["correction"]) == (
            NEW,
            {"revision": 2, "status": "in_review"},
        )
        row = await carried(world, row, "withdraw")
        assert (await read(province, row))["correction"] is None
        assert row["correction"]["status"] == "draft"

    @pytest.mark.parametrize(
        "verbs", [("submit",), ("submit", "approve")], ids=["review", "approved"]
    )
    async def test_sends_it_back(self, world: World, verbs: tuple[str, ...]) -> None:
        province = await world.caller("32", "verifier")
        row = await carried(world, await opened(world), *verbs, title=NEW)
        row = await moved(province, row, "request-changes", {"note": "Sebutkan pejabatnya."})
        own = await read(await world.caller("32.04", "operator"), row)
        assert own["correction"] == {"revision": 2, "status": "changes_requested"}
        assert (own["status"], own["decision_note"]) == ("published", "Sebutkan pejabatnya.")
        assert (await shown(world, row))[1]["title"] == OLD
        row = await carried(world, own, "submit", "approve", "publish")
        assert (await shown(world, row))[1]["title"] == NEW

    async def test_finds_those_that_wait(self, world: World) -> None:
        row = await carried(world, await opened(world), "submit")
        draft = await opened(world)
        for tenant in ("32", "32.04"):
            caller = await world.caller(tenant, "verifier")
            listed = await caller.get(f"{LIST}?limit=200&correction_status=in_review")
            found = {one["id"]: one["correction"]["status"] for one in listed.json()["data"]}
            assert found[row["id"]] == "in_review"
            assert draft["id"] not in found
            assert set(found.values()) == {"in_review"}


class TestDiscardCorrection:
    @pytest.mark.parametrize("sent_back", [False, True], ids=["draft", "changes-requested"])
    async def test_leaves_what_is_published(self, world: World, *, sent_back: bool) -> None:
        operator = await world.caller("32.04", "operator")
        row = await carried(world, await opened(world), title=NEW)
        if sent_back:
            verifier = await world.caller("32.04", "verifier")
            row = await carried(world, row, "submit")
            row = await moved(verifier, row, "request-changes", {"note": "x"})
        answer = await operator.delete(f"{LIST}/{row['id']}/correction", row["version"])
        kept = answer.json()
        assert (answer.status_code, kept["correction"], kept["title"]) == (200, None, OLD)
        assert answer.headers["etag"] == f'"{row["version"] + 1}"'
        again = await moved(operator, kept, "correct", {"public_note": "Lagi."})
        assert (again["title"], again["correction"]["revision"]) == (OLD, 2)

    async def test_not_of_what_is_decided_on(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await opened(world)
        for verb in ("submit", "approve", "publish"):
            row = await carried(world, row, verb)
            answer = await operator.delete(f"{LIST}/{row['id']}/correction", row["version"])
            assert answer.status_code == 409

    async def test_gives_its_files_free(
        self, world: World, stock: Stock, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        verifier = await world.caller("32.04", "verifier")
        asset = (await stock.ready(operator))["id"]
        row = await carried(world, await opened(world), "submit", asset_ids=[asset])
        query = "select handed_in_count from asset where id = %s"
        assert await _one(superuser_url, query, asset) == 1
        row = await moved(verifier, row, "request-changes", {"note": "x"})
        await operator.delete(f"{LIST}/{row['id']}/correction", row["version"])
        assert await _one(superuser_url, query, asset) == 0


class TestRetraction:
    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    @pytest.mark.parametrize("verbs", [(), ("submit", "approve")], ids=["draft", "approved"])
    async def test_drops_an_open_correction(
        self,
        world: World,
        stock: Stock,
        superuser_url: str,
        verbs: tuple[str, ...],
        tenant: str,
    ) -> None:
        verifier = await world.caller(tenant, "verifier")
        operator = await world.caller("32.04", "operator")
        asset = (await stock.ready(operator))["id"]
        row = await carried(world, await opened(world), *verbs, title=NEW, asset_ids=[asset])
        row = await moved(verifier, row, "retract", {"public_reason": "Dicabut."})
        assert (row["status"], row["correction"], row["title"]) == ("retracted", None, OLD)
        own = await read(operator, row)
        assert (own["correction"], own["title"], own["asset_ids"]) == (None, OLD, [])
        kept = (await operator.get(f"{LIST}/{row['id']}/revisions")).json()["data"]
        assert [revision["revision"] for revision in kept] == [1]
        query = "select handed_in_count + published_count from asset where id = %s"
        assert await _one(superuser_url, query, asset) == 0
        assert (await world.api.get(f"{PUBLIC}/{row['slug']}")).status_code == 410

    async def test_of_a_corrected_one(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await corrected(world)
        await moved(verifier, row, "retract", {"public_reason": "Dicabut."})
        viewer = await world.caller("32.73", "viewer")
        text = (await viewer.get(f"{SHARED}/{row['number']}")).json()
        assert (text["state"], text["title"], text["body_text"]) == ("retracted", "", "")
        assert text["corrections"] == []  # what they say is a text, too


class TestPictures:
    async def test_follow_the_correction(
        self, world: World, stock: Stock, showcase: Showcase, work: Work, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        old, kept, new = [(await stock.ready(operator)) for _ in range(3)]
        row = await published(world, asset_ids=[old["id"], kept["id"]], cover_asset_id=old["id"])
        await work()
        before = await public(world.api, row)
        row = await moved(operator, row, "correct", {"public_note": NOTE})
        ids = [kept["id"], new["id"]]
        row = await carried(
            world, row, "submit", "approve", "publish", asset_ids=ids, cover_asset_id=new["id"]
        )
        between = await public(world.api, row)
        assert (between["cover"], between["share"]["image_url"]) == (None, None)
        await work()
        after = await public(world.api, row)
        assert not set(addresses(after)) & set(addresses(before))
        for url in addresses(after):
            assert (await world.api.get(url)).status_code == 200
        gone = set(addresses(before)) - set(addresses(after))
        for url in gone:
            assert (await world.api.get(url)).status_code == 404
        assert await stored(showcase, {**row, "number": old["id"]}) == []
        query = "select published_count from asset where id = %s"
        counts = [await _one(superuser_url, query, asset["id"]) for asset in (old, kept, new)]
        assert counts == [0, 1, 1]

    async def test_an_unchanged_cover_stays(self, world: World, stock: Stock, work: Work) -> None:
        operator = await world.caller("32.04", "operator")
        asset = (await stock.ready(operator))["id"]
        row = await published(world, asset_ids=[asset], cover_asset_id=asset)
        await work()
        before = await public(world.api, row)
        row = await moved(operator, row, "correct", {"public_note": NOTE})
        await carried(world, row, "submit", "approve", "publish", title=NEW)
        between = await public(world.api, row)
        assert between["cover"] == before["cover"]
        assert between["share"]["image_url"] is None
        await work()
        after = await public(world.api, row)
        assert after["share"]["image_url"] not in {None, before["share"]["image_url"]}

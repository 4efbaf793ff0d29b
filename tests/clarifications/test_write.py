import threading
from uuid import uuid4

import pytest

from api.clarifications import answers
from tests.clarifications.bodies import LIST, body, created, in_review, moved, published
from tests.world import World

EVERY_FIELD = {
    *("id", "tenant", "number", "slug", "status", "revision", "version", "correction"),
    *("countersign", "readability", "title", "claim_reviewed", "verdict", "label"),
    *("misinformation_type", "topic", "language", "body", "translations", "sources"),
    "appearances",
    *("claim_ids", "regions", "audience", "asset_ids", "cover_asset_id", "external_reference"),
    *("decision_note", "public_note", "public_reason", "publish_at", "published_at"),
    *("retracted_at", "created_at"),
    *("updated_at", "created_by"),
}


class TestCreateClarification:
    async def test_answers_with_every_field_of_the_contract(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator)
        assert set(row) == EVERY_FIELD
        assert row["regions"] == ["32.04"]
        assert row["countersign"] == {"required": False, "reasons": [], "at": None}
        assert row["readability"]["words_per_sentence"] > 0
        assert (row["status"], row["number"], row["revision"]) == ("draft", None, 1)

    async def test_reads_bodies_beside_the_event_loop(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A list of long ones takes seconds, and everybody else would wait for it."""
        places: set[int] = set()

        def read(_body: str | None, _language: str) -> None:
            places.add(threading.get_ident())

        monkeypatch.setattr(answers, "readability_of", read)
        operator = await world.caller("32.04", "operator")
        await created(operator)
        assert (await operator.get(LIST)).status_code == 200
        assert places
        assert threading.get_ident() not in places

    async def test_a_title_and_the_claim_are_enough_for_a_draft(self, world: World) -> None:
        client = await world.caller("32.04", "client")
        answer = await client.post(LIST, {"title": "Judul", "claim_reviewed": "Isu"})
        assert answer.status_code == 201
        assert answer.json()["readability"] is None

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"verdict": "hoax"}, "/verdict", "enum"),
            ({"regions": ["31"]}, "/regions/0", "not-found"),
            ({"claim_ids": [str(uuid4())]}, "/claim_ids/0", "not-found"),
            ({"asset_ids": [str(uuid4())]}, "/asset_ids/0", "not-found"),
            ({"cover_asset_id": str(uuid4())}, "/cover_asset_id", "not-attached"),
            ({"sources": [{"url": "https://x.example"}]}, "/sources/0/title", "missing"),
            ({"sources": [{"title": "x", "url": "javascript:1"}]}, "/sources/0/url", "url-scheme"),
            ({"language": "bahasa sunda"}, "/language", "string-pattern-mismatch"),
        ],
    )
    async def test_says_what_to_change(
        self, world: World, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(LIST, body(**changes))
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]


class TestUpdateClarification:
    async def test_changes_what_was_sent(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, label="disinformasi")
        patch = {"title": "Judul baru", "label": None, "regions": ["32.04", "32.73"]}
        answer = await operator.patch(f"{LIST}/{row['id']}", patch, 1)
        changed = answer.json()
        assert (changed["title"], changed["label"], changed["version"]) == ("Judul baru", None, 2)
        assert changed["countersign"] == {"required": True, "reasons": ["regions"], "at": None}
        assert changed["body"] == row["body"]

    async def test_is_refused_in_review(self, world: World) -> None:
        row = await in_review(world)
        operator = await world.caller("32.04", "operator")
        answer = await operator.patch(f"{LIST}/{row['id']}", {"title": "x"}, row["version"])
        assert answer.status_code == 409
        assert "withdraw_clarification" in answer.json()["allowed"]


class TestDeleteClarification:
    async def test_removes_a_draft_alone(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator)
        assert (await operator.delete(f"{LIST}/{row['id']}", 1)).status_code == 204
        assert (await operator.get(f"{LIST}/{row['id']}")).status_code == 404
        shown = await published(world)
        refused = await operator.delete(f"{LIST}/{shown['id']}", shown["version"])
        assert refused.status_code == 409


class TestListClarifications:
    async def test_the_province_sees_what_left_draft(self, world: World) -> None:
        operator = await world.caller("32.73", "operator")
        province = await world.caller("32", "viewer")
        reference = str(uuid4())
        row = await created(operator, external_reference=reference)
        query = f"{LIST}?external_reference={reference}"
        assert not (await province.get(query)).json()["data"]
        assert (await province.get(f"{LIST}/{row['id']}")).status_code == 404
        await moved(operator, row, "submit")
        assert [r["id"] for r in (await province.get(query)).json()["data"]] == [row["id"]]
        assert (await province.get(f"{LIST}/{row['id']}")).status_code == 200

    async def test_another_regency_sees_nothing_in_review(self, world: World) -> None:
        row = await in_review(world, "32.73")
        other = await world.caller("32.04", "verifier")
        page = (await other.get(f"{LIST}?limit=200")).json()
        assert row["id"] not in {r["id"] for r in page["data"]}
        assert (await other.get(f"{LIST}/{row['id']}")).status_code == 404

    async def test_filters_by_status_and_number(self, world: World) -> None:
        row = await published(world)
        operator = await world.caller("32.04", "operator")
        page = (await operator.get(f"{LIST}?status=published&number={row['number']}")).json()
        assert [r["id"] for r in page["data"]] == [row["id"]]
        assert not (await operator.get(f"{LIST}?status=draft&number={row['number']}")).json()[
            "data"
        ]

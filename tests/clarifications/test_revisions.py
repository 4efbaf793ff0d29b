"""Every text that a clarification had, with its approvals and times."""

from tests.clarifications.bodies import CHECKLIST, LIST, created, in_review, moved
from tests.clarifications.correcting import NEW, NOTE, carried, corrected, opened
from tests.world import Caller, World

OLD = "[HOAKS] Tautan pendaftaran bantuan tunai"
TIMES = ("submitted_at", "approved_at", "published_at")


async def _list(caller: Caller, identifier: str, query: str = "") -> list[dict[str, object]]:
    answer = await caller.get(f"{LIST}/{identifier}/revisions{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["data"]
    return found


class TestListClarificationRevisions:
    async def test_keeps_the_old_ones(self, world: World) -> None:
        row = await corrected(world)
        viewer = await world.caller("32.04", "viewer")
        new, old = await _list(viewer, row["id"])
        assert (new["revision"], new["title"], new["public_note"]) == (2, NEW, NOTE)
        assert (old["revision"], old["title"], old["public_note"]) == (1, OLD, None)
        assert [(one["status"], one["current"]) for one in (new, old)] == [
            ("published", True),
            ("published", False),
        ]
        for one in (new, old):
            assert all(one[name] for name in TIMES)
            assert one["checklist"] == CHECKLIST
            names = [one["approved_by"], *one["authors"]]  # type: ignore[misc]
            assert len(set(names)) == 2
            assert all(names)
        assert old["published_at"] == row["published_at"]

    async def test_has_the_one_that_is_worked_on(self, world: World) -> None:
        row = await carried(world, await opened(world), "submit", "approve", title=NEW)
        viewer = await world.caller("32.04", "viewer")
        new, old = await _list(viewer, row["id"])
        assert (new["status"], new["current"], new["published_at"]) == ("approved", False, None)
        assert (old["status"], old["current"]) == ("published", True)

    async def test_of_a_draft(self, world: World) -> None:
        row = await created(await world.caller("32.04", "operator"))
        (only,) = await _list(await world.caller("32.04", "viewer"), row["id"])
        assert (only["revision"], only["status"], only["current"]) == (1, "draft", False)

    async def test_of_a_retracted_one(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await corrected(world), "retract", {"public_reason": "x"})
        found = await _list(verifier, row["id"])
        assert [(one["status"], one["current"]) for one in found] == [("published", False)] * 2

    async def test_the_province_sees_what_was_handed_in_and_no_names(self, world: World) -> None:
        province = await world.caller("32", "viewer")
        row = await opened(world)
        (only,) = await _list(province, row["id"])
        assert (only["revision"], only["authors"], only["approved_by"]) == (1, [], None)
        row = await carried(world, row, "submit")
        assert [one["revision"] for one in await _list(province, row["id"])] == [2, 1]

    async def test_another_tenants_are_none(self, world: World) -> None:
        row = await in_review(world)
        other = await world.caller("32.73", "verifier")
        assert (await other.get(f"{LIST}/{row['id']}/revisions")).status_code == 404

    async def test_come_in_pages(self, world: World) -> None:
        row = await corrected(world)
        viewer = await world.caller("32.04", "viewer")
        path = f"{LIST}/{row['id']}/revisions?limit=1"
        first = (await viewer.get(path)).json()
        assert (first["has_more"], first["data"][0]["revision"]) == (True, 2)
        second = (await viewer.get(f"{path}&cursor={first['next_cursor']}")).json()
        assert (second["has_more"], second["data"][0]["revision"]) == (False, 1)

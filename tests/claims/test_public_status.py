"""A stranger follows his claim, wherever it went."""

from typing import Any

import pytest

from api.claims.escalation import escalate_overdue
from api.jobs.queue import Runtime
from tests.claims.strangers import PUBLIC, Office, Stranger, claim
from tests.clarifications import bodies as clarifications
from tests.tenants.attempts import ask

FIELDS = {
    *("reference", "region", "status", "message", "office", "reported_at"),
    *("due_at", "closed_at", "answer"),
}
ANSWER = {
    *("number", "slug", "url", "title", "verdict", "state", "public_reason"),
    *("published_at", "updated_at"),
}
LATE = "update claim set due_at = now() - interval '1 second' where reference = %(reference)s"
NOTE = "Catatan internal: pelapor cerewet."


class TestStatus:
    async def test_tells_how_far_it_is_and_nothing_else(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported(reporter={"name": "Ujang", "contact": "081234567"})
        answer = await stranger.get(made["status_url"])
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-language"] == "id"
        found = answer.json()
        assert set(found) == FIELDS
        assert (found["reference"], found["region"]) == (made["reference"], "32.04")
        assert (found["status"], found["answer"], found["closed_at"]) == ("received", None, None)
        assert found["office"] == {"code": "32.04", "name": found["office"]["name"]}
        assert found["due_at"] == made["due_at"]
        assert "Ujang" not in answer.text
        assert "0812" not in answer.text

    async def test_speaks_both_languages(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        english = await stranger.follow(made, "en")
        indonesian = await stranger.follow(made, "id")
        assert english["message"] == "Your report was received and waits to be checked."
        assert indonesian["message"].startswith("Laporan Anda sudah diterima")

    async def test_names_nobody_who_works_on_it(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        verifier = await office.world.caller("32.04", "verifier")
        members = (await verifier.get("/v1/members?limit=200")).json()["data"]
        me = next(one for one in members if "verifier" in one["roles"])
        await office.moved(made["reference"], "assign", {"member_id": me["id"]})
        found = await stranger.follow(made)
        assert found["status"] == "checking"
        assert me["id"] not in str(found)
        assert me["name"] not in str(found)

    @pytest.mark.parametrize("outcome", ["not_clarifiable", "ineligible"])
    async def test_has_a_sentence_for_each_outcome(self, office: Office, outcome: str) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        await office.closed(made["reference"], outcome, note=NOTE)
        found = await stranger.follow(made)
        assert (found["status"], found["due_at"]) == (outcome, None)
        assert found["closed_at"] is not None
        assert "internal" not in str(found)

    async def test_has_one_answer_for_all_wrong_secrets(self, stranger: Stranger) -> None:
        told = []
        for secret in ("A" * 43, "x", "a" * 500, "%00", "uploads"):
            answer = await stranger.get(f"{PUBLIC}/{secret}")
            found = answer.json()
            found.pop("request_id")
            told.append((answer.status_code, found))
        assert told[0][0] == 404
        assert told == [told[0]] * len(told)


class TestAnswer:
    async def test_is_the_clarification(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        row = await clarifications.published(office.world)
        await office.closed(
            made["reference"], "clarified", clarification_number=row["number"], note=NOTE
        )
        found = await stranger.follow(made)
        assert found["status"] == "clarified"
        assert set(found["answer"]) == ANSWER
        shown = (await stranger.get(found["answer"]["url"])).json()
        assert (shown["number"], shown["title"]) == (row["number"], found["answer"]["title"])
        assert (found["answer"]["verdict"], found["answer"]["state"]) == ("false", "published")
        assert "internal" not in str(found)

    async def test_that_was_retracted_since_says_so(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        row = await clarifications.published(office.world)
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        await _retract(office, row)
        found = await stranger.follow(made, "en")
        assert "retracted since" in found["message"]
        assert found["answer"]["state"] == "retracted"
        assert found["answer"]["public_reason"] == "Sumbernya keliru."
        assert (found["answer"]["title"], found["answer"]["verdict"]) == (None, None)

    async def test_that_was_corrected_since_says_so(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        row = await clarifications.published(office.world)
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        corrected = "update public_clarification set state = 'corrected' where number = %(number)s"
        ask(office.superuser_url, corrected, number=row["number"])
        found = await stranger.follow(made, "en")
        assert "corrected since" in found["message"]
        assert found["answer"]["state"] == "corrected"

    async def test_for_governments_alone_is_not_shown(self, office: Office) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        row = await clarifications.published(office.world, audience="government")
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        found = await stranger.follow(made, "en")
        assert (found["status"], found["answer"]) == ("clarified", None)
        assert row["number"] not in str(found)
        assert "not public" in found["message"]


class TestWay:
    async def test_is_followed_across_transfer_and_escalation(
        self, office: Office, runtime: Runtime
    ) -> None:
        stranger = office.stranger()
        made = await stranger.reported()
        first = await office.moved(
            made["reference"], "transfer", {"tenant": "32.01", "reason": NOTE}
        )
        found = await stranger.follow(made)
        assert (found["office"]["code"], found["status"]) == ("32.01", "received")
        assert found["reference"] == made["reference"]
        ask(office.superuser_url, LATE, reference=first["continued_as"])
        await escalate_overdue(runtime)
        found = await stranger.follow(made)
        assert (found["office"]["code"], found["status"]) == ("32", "received")
        last = office.row(first["continued_as"])["continued_as"]
        row = await clarifications.published(office.world)
        await office.closed(last, "clarified", "32", clarification_number=row["number"])
        found = await stranger.follow(made)
        assert (found["status"], found["answer"]["number"]) == ("clarified", row["number"])
        assert "internal" not in str(found)

    async def test_is_followed_to_what_it_repeats(self, office: Office) -> None:
        stranger = office.stranger()
        original, repeat = await stranger.reported(), await stranger.reported()
        await office.closed(repeat["reference"], "duplicate", duplicate_of=original["reference"])
        assert (await stranger.follow(repeat))["status"] == "received"
        await office.closed(original["reference"], "ineligible")
        found = await stranger.follow(repeat)
        assert (found["status"], found["reference"]) == ("ineligible", repeat["reference"])


async def test_of_a_region_that_does_not_take_part_the_province_answers(
    office: Office,
) -> None:
    from tests.registrations.applicants import inactive

    stranger = office.stranger()
    with inactive(office.superuser_url, "32.09"):
        made = await stranger.reported(**claim(region="32.09"))
    found = await stranger.follow(made)
    assert (found["office"]["code"], found["region"]) == ("32", "32.09")


async def _retract(office: Office, row: dict[str, Any]) -> None:
    verifier = await office.world.caller("32.04", "verifier")
    now = (await verifier.get(f"{clarifications.LIST}/{row['id']}")).json()
    await clarifications.moved(verifier, now, "retract", {"public_reason": "Sumbernya keliru."})

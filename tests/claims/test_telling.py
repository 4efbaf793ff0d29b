"""Who reported a claim and wanted to know is told of the answer, in the closing transaction."""

import re
from typing import Any
from uuid import uuid4

from api.claims import telling
from api.claims.escalation import escalate_overdue
from api.jobs.queue import Runtime
from tests.claims.strangers import LIST, Office, message
from tests.clarifications import bodies as clarifications
from tests.tenants.attempts import ask

Json = dict[str, Any]
LATE = "update claim set due_at = now() - interval '1 second' where reference = %(reference)s"
LINK = re.compile(r"https?://\S+/v1/public/clarifications/\S+")


def somebody(**changed: Any) -> Json:
    return {
        "name": "Siti Contoh",
        "contact": f"siti-{uuid4().hex[:12]}@warga.example",
        "consent": True,
        **changed,
    }


class TestLetter:
    async def test_brings_the_answer(self, office: Office) -> None:
        who, text = somebody(), message()
        made = await office.stranger().reported(reporter=who, text=text)
        row = await clarifications.published(office.world)
        assert await office.letters(who["contact"]) == []
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        [letter] = await office.letters(who["contact"])
        assert made["reference"] in letter
        assert row["title"] in letter
        assert "(salah)" in letter
        assert "(false)" in letter
        [link] = set(LINK.findall(letter))
        assert (await office.stranger().get(link)).json()["number"] == row["number"]
        assert text not in letter
        assert "Siti" not in letter
        [(_, _, told_at)] = office.reporters(made["reference"])
        assert told_at is not None

    async def test_says_that_there_is_no_answer(self, office: Office) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        await office.closed(made["reference"], "not_clarifiable", note="Catatan internal.")
        [letter] = await office.letters(who["contact"])
        assert "not enough evidence" in letter
        assert "internal" not in letter
        assert "://" not in letter

    async def test_goes_to_each_once(self, office: Office) -> None:
        who, other, text = somebody(), somebody(), message()
        for reporter in (who, {**who, "contact": who["contact"].upper()}, other):
            made = await office.stranger().reported(reporter=reporter, text=text)
        await office.closed(made["reference"], "ineligible")
        assert len(await office.letters(who["contact"])) == 1
        assert len(await office.letters(other["contact"])) == 1
        assert all(told_at for *_, told_at in office.reporters(made["reference"]))

    async def test_goes_to_nobody_else(self, office: Office) -> None:
        who = somebody(contact="+62811")
        made = await office.stranger().reported(reporter=who)
        await office.closed(made["reference"], "ineligible")
        assert await office.letters(who["contact"]) == []
        [(_, _, told_at)] = office.reporters(made["reference"])
        assert told_at is None

    async def test_is_not_sent_when_closing_fails(self, office: Office) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        row = office.row(made["reference"])
        verifier = await office.world.caller("32.04", "verifier")
        path = f"{LIST}/{row['id']}/close"
        bad = {"outcome": "clarified", "clarification_number": "KLR-2026-999999"}
        assert (await verifier.post(path, bad, version=row["version"])).status_code == 422
        assert await office.letters(who["contact"]) == []

    async def test_of_answers_for_governments_says_no_more(self, office: Office) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        title = f"Rahasia {uuid4().hex}"
        row = await clarifications.published(office.world, audience="government", title=title)
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        [letter] = await office.letters(who["contact"])
        assert title not in letter
        assert row["number"] not in letter


class TestWay:
    async def test_comes_from_where_the_claim_ended(self, office: Office, runtime: Runtime) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        ask(office.superuser_url, LATE, reference=made["reference"])
        await escalate_overdue(runtime)
        assert await office.letters(who["contact"]) == []
        province = office.row(made["reference"])["continued_as"]
        await office.closed(province, "ineligible", "32")
        [letter] = await office.letters(who["contact"])
        assert made["reference"] in letter
        assert province not in letter

    async def test_of_a_repeat_comes_with_the_original(self, office: Office) -> None:
        who = somebody()
        original = await office.stranger().reported()
        repeat = await office.stranger().reported(reporter=who)
        reference = original["reference"]
        await office.closed(repeat["reference"], "duplicate", duplicate_of=reference)
        assert await office.letters(who["contact"]) == []
        await office.closed(reference, "not_clarifiable")
        [letter] = await office.letters(who["contact"])
        assert repeat["reference"] in letter
        assert "not enough evidence" in letter

    async def test_of_a_repeat_of_what_is_answered_comes_at_once(self, office: Office) -> None:
        who = somebody()
        original = await office.stranger().reported()
        await office.closed(original["reference"], "not_clarifiable")
        repeat = await office.stranger().reported(reporter=who)
        await office.closed(repeat["reference"], "duplicate", duplicate_of=original["reference"])
        [letter] = await office.letters(who["contact"])
        assert "not enough evidence" in letter

    async def test_comes_when_a_clarification_is_published_for_it(self, office: Office) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        claim = office.row(made["reference"])["id"]
        row = await clarifications.published(office.world, claim_ids=[claim])
        [letter] = await office.letters(who["contact"])
        assert row["title"] in letter


class TestRetraction:
    async def test_is_told_to_who_was_told(self, office: Office) -> None:
        who = somebody()
        phone = somebody(contact="+62811")
        text = message()
        for reporter in (who, phone):
            made = await office.stranger().reported(reporter=reporter, text=text)
        row = await clarifications.published(office.world)
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        verifier = await office.world.caller("32.04", "verifier")
        claim = office.row(made["reference"])
        told = await verifier.post(f"{LIST}/{claim['id']}/reporter/told", version=claim["version"])
        assert told.json()["told"] == 2
        now = (await verifier.get(f"{clarifications.LIST}/{row['id']}")).json()
        reason = {"public_reason": "Sumbernya keliru."}
        await clarifications.moved(verifier, now, "retract", reason)
        letters = await office.letters(who["contact"])
        assert len(letters) == 2
        assert "retracted since" in letters[1]
        assert "Sumbernya keliru." in letters[1]
        assert not LINK.search(letters[1])
        assert "(salah)" not in letters[1]
        told_at = [row[2] for row in office.reporters(made["reference"])]
        assert told_at[0] is not None
        assert told_at[1] is None, "the office tells him again"

    async def test_told_twice_writes_once(self, office: Office, runtime: Runtime) -> None:
        who = somebody()
        made = await office.stranger().reported(reporter=who)
        row = await clarifications.published(office.world)
        await office.closed(made["reference"], "clarified", clarification_number=row["number"])
        verifier = await office.world.caller("32.04", "verifier")
        now = (await verifier.get(f"{clarifications.LIST}/{row['id']}")).json()
        await clarifications.moved(verifier, now, "retract", {"public_reason": "Keliru."})
        assert len(await office.letters(who["contact"])) == 2
        async for session in runtime.each_tenant("test"):
            await telling.retracted(session, row["number"])
        assert len(await office.letters(who["contact"])) == 2

    async def test_is_told_to_who_repeated_what_it_had_answered(self, office: Office) -> None:
        who, row = somebody(), await clarifications.published(office.world)
        first = await office.stranger().reported()
        number, reference = row["number"], first["reference"]
        await office.closed(reference, "clarified", clarification_number=number)
        repeat = await office.stranger().reported(reporter=who)
        await office.closed(repeat["reference"], "duplicate", duplicate_of=reference)
        verifier = await office.world.caller("32.04", "verifier")
        await clarifications.moved(verifier, row, "retract", {"public_reason": "Keliru."})
        letters = await office.letters(who["contact"])
        assert len(letters) == 2
        assert "retracted since" in letters[1]


async def test_one_mailbox_is_not_flooded(office: Office) -> None:
    who = somebody()
    spelt = [{**who, "contact": who["contact"].replace(".", dot)} for dot in (".", "\u3002")]
    crowd = [office.stranger() for _ in range(31)]
    made = [await each.reported(reporter=spelt[n % 2]) for n, each in enumerate(crowd)]
    kept = [len(office.reporters(one["reference"])) for one in made]
    assert kept == [1] * 30 + [0]

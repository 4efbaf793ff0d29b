"""From a circulating message to a shared answer, and back: over HTTP alone, with a worker that runs."""

from tests.story.conftest import Worker
from tests.story.telling import Json, Story, until

REGIONS = ["32.01", "32.04", "32.73"]
BOGOR = "32.01"
CORRECTED, RETRACTED = "Klarifikasi dikoreksi", "Turunkan: klarifikasi dicabut"


async def test_from_a_message_to_an_answer_and_back(story: Story, start_worker: Worker) -> None:
    stranger = story.stranger()
    made = await stranger.reported(region=BOGOR)
    assert (await stranger.follow(made))["office"]["code"] == BOGOR
    late = await until(lambda: _overdue(story, made["reference"]))
    assert late["status"] == "new"

    with start_worker():
        escalated = await until(lambda: _escalated(story, late["reference"]))
        at_province = await story.claim("32", escalated["continued_as"])
        assert at_province
        assert at_province["origin_claim"] == late["reference"]
        assert (await stranger.follow(made))["office"]["code"] == "32"

        row = await story.published(claim_ids=[at_province["id"]], regions=REGIONS)
        number: str = row["number"]
        await _is_answered(story, late["reference"], at_province["reference"], number)
        told = await stranger.follow(made)
        assert (told["status"], told["answer"]["number"]) == ("clarified", number)
        assert told["answer"]["state"] == "published"

        await _is_passed_on(story, number)

        row = await story.corrected(row, "Tanggalnya keliru.", title="[HOAKS] Judul yang benar")
        await _everybody_hears(story, number, CORRECTED, "Tanggalnya keliru.")
        await _is_dealt_with(story, number)
        answer = (await stranger.follow(made))["answer"]
        assert (answer["state"], answer["title"]) == ("corrected", "[HOAKS] Judul yang benar")

        await story.retracted(row, "Sumbernya keliru.")
        await _everybody_hears(story, number, RETRACTED, "Sumbernya keliru.")
        await _is_taken_down(story, number)
        answer = (await stranger.follow(made))["answer"]
        assert (answer["state"], answer["public_reason"]) == ("retracted", "Sumbernya keliru.")


async def _overdue(story: Story, reference: str) -> Json | None:
    claim = await story.claim(BOGOR, reference)
    return claim if claim and claim["overdue"] else None


async def _escalated(story: Story, reference: str) -> Json | None:
    claim = await story.claim(BOGOR, reference)
    return claim if claim and claim["status"] == "escalated" else None


async def _is_answered(story: Story, first: str, second: str, number: str) -> None:
    for tenant, reference, status in ((BOGOR, first, "escalated"), ("32", second, "clarified")):
        claim = await story.claim(tenant, reference)
        assert claim
        assert (claim["status"], claim["clarification_number"]) == (status, number)
        assert claim["closed_at"]


async def _is_passed_on(story: Story, number: str) -> None:
    """All are asked; two relay, one declines, and everybody sees who has not."""
    codes = [one["code"] for one in await story.asked(number)]
    assert len(codes) == 27
    for tenant in (BOGOR, "32.04"):
        post = {"url": f"https://medsos.example/{tenant}/{number}"}
        await story.answered(tenant, number, "complete", {"posts": [post]})
    await story.answered("32.73", number, "decline", {"reason": "Tidak beredar di sini."})
    found = await story.coverage(number)
    counts = [found[name] for name in ("asked", "acknowledged", "relayed", "declined")]
    assert counts == [27, 2, 2, 1]
    done = {BOGOR, "32.04", "32.73"}
    assert [one["code"] for one in found["waiting"]] == [c for c in codes if c not in done]
    assert found["whatsapp_text"].startswith("2 dari 27 sudah meneruskan")


async def _everybody_hears(story: Story, number: str, subject: str, why: str) -> None:
    """A letter for each who had relayed, with why and where; the relay wants attention."""
    for tenant in (BOGOR, "32.04"):

        async def letter(tenant: str = tenant) -> list[str]:
            return story.letters(tenant, number, subject)

        [text] = await until(letter)
        assert why in text
        assert f"https://medsos.example/{tenant}/{number}" in text
    assert story.letters("32.73", number, subject) == []
    wanted = [BOGOR, "32.04"]
    assert [one["code"] for one in (await story.coverage(number))["attention"]] == wanted


async def _is_dealt_with(story: Story, number: str) -> None:
    post = {"url": f"https://medsos.example/{BOGOR}/{number}"}
    again = await story.answered(BOGOR, number, "complete", {"posts": [post]})
    still = await story.answered("32.04", number, "acknowledge")
    assert [one["done_revision"] for one in (again, still)] == [2, 2]
    assert (await story.coverage(number))["attention"] == []


async def _is_taken_down(story: Story, number: str) -> None:
    assert (await story.relay("32.73", number))["attention"] is None
    for tenant in (BOGOR, "32.04"):
        assert (await story.answered(tenant, number, "acknowledge"))["taken_down_at"]
    found = await story.coverage(number)
    assert found["attention"] == []
    assert found["whatsapp_text"].startswith(f"DICABUT: klarifikasi {number}")

"""What a caller may not read never influences what he is answered: byte for byte."""

from httpx2 import Response

from tests.clarifications.bodies import approved, created, in_review, moved, published
from tests.matching.messages import MATCH, PUBLIC, words
from tests.world import World


async def _public(world: World, text: str) -> Response:
    return await world.api.post(PUBLIC, json={"text": text, "limit": 20})


async def test_what_is_for_governments_changes_no_public_answer(world: World) -> None:
    shared, other = words(6), words(3)
    row = await published(world, title=f"{shared} {other}")
    await published(world, title=f"{other} {words(4)}")
    text = f"{shared} {words(5)} {other}"
    answer = await _public(world, text)
    assert answer.json()["data"][0]["number"] == row["number"]
    for _ in range(3):
        # Their words become common by it: for governments, and for nobody else.
        hidden = await published(world, title=f"{shared} {words(2)}", audience="government")
    governments = await (await world.caller("32.73", "viewer")).post(MATCH, {"text": text})
    assert hidden["number"] in governments.text
    assert (await _public(world, text)).content == answer.content
    verifier = await world.caller("32.04", "verifier")
    await moved(verifier, hidden, "retract", {"public_reason": "x"})
    assert (await _public(world, text)).content == answer.content


async def test_what_is_not_published_changes_no_answer(world: World) -> None:
    shared = words(6)
    await published(world, title=f"{shared} {words(2)}")
    caller = await world.caller("32.73", "viewer")
    text = f"{shared} {words(5)}"
    body = {"text": text, "limit": 20}
    before = (await caller.post(MATCH, body)).content, (await _public(world, text)).content
    operator = await world.caller("32.04", "operator")
    own = await world.caller("32.73", "operator")
    await created(operator, title=shared)
    await created(own, title=shared)
    await in_review(world, title=shared)
    await approved(world, title=shared)
    after = (await caller.post(MATCH, body)).content, (await _public(world, text)).content
    assert after == before


async def test_what_was_retracted_leaves_no_trace(world: World) -> None:
    shared = words(6)
    await published(world, title=f"{shared} {words(2)}")
    caller = await world.caller("32.73", "viewer")
    text = f"{shared} {words(5)}"
    body = {"text": text, "limit": 20}
    before = (await caller.post(MATCH, body)).content, (await _public(world, text)).content
    row = await published(world, title=shared)
    assert (await caller.post(MATCH, body)).content != before[0]
    verifier = await world.caller("32.04", "verifier")
    await moved(verifier, row, "retract", {"public_reason": "x"})
    after = (await caller.post(MATCH, body)).content, (await _public(world, text)).content
    assert after == before

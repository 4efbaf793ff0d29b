"""Who reads what of a clarification: every state, every reader, every way of reading."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import Response

from tests.clarifications.bodies import LIST, approved, created, in_review, moved, published
from tests.clarifications.correcting import PUBLIC, SHARED, Row, carried, opened
from tests.matching.messages import words
from tests.world import World

NOBODY = str(uuid4())
READERS = {
    "author": ("32.04", "operator"),
    "author's client": ("32.04", "client"),
    "regency": ("32.73", "operator"),
    "regency's verifier": ("32.73", "verifier"),
    "regency's client": ("32.73", "client"),
    "province": ("32", "viewer"),
    "province's verifier": ("32", "verifier"),
    "public": None,
}


@dataclass
class State:
    """A clarification of 32.04: the text worked on, the one that others read, and who is to see which."""

    row: Row
    worked_on: str
    handed_in: bool
    shown: str | None = None
    public: bool = True


Make = Callable[[World, Row], Awaitable[Row]]


async def _draft(world: World, text: Row) -> Row:
    return await created(await world.caller("32.04", "operator"), **text)


async def _withdrawn(world: World, text: Row) -> Row:
    row = await in_review(world, **text)
    return await moved(await world.caller("32.04", "operator"), row, "withdraw")


async def _sent_back(world: World, text: Row) -> Row:
    row = await in_review(world, **text)
    return await moved(await world.caller("32", "verifier"), row, "request-changes", {"note": "x"})


async def _approved(world: World, text: Row) -> Row:
    return await approved(world, **text)


async def _in_review(world: World, text: Row) -> Row:
    return await in_review(world, **text)


async def _planned(world: World, text: Row) -> Row:
    row = await approved(world, **text)
    verifier = await world.caller("32.04", "verifier")
    return await moved(verifier, row, "publish", {"publish_at": _in_a_week()})


def _in_a_week() -> str:
    return (datetime.now(UTC) + timedelta(days=7)).isoformat()


async def _published(world: World, text: Row) -> Row:
    return await published(world, **text)


async def _retracted(world: World, text: Row) -> Row:
    row = await published(world, **text)
    verifier = await world.caller("32.04", "verifier")
    return await moved(verifier, row, "retract", {"public_reason": "x"})


# The way to each state, and whether the province may see it then.
FIRST: dict[str, tuple[Make, bool]] = {
    "draft": (_draft, False),
    "withdrawn": (_withdrawn, False),
    "in_review": (_in_review, True),
    "changes_requested": (_sent_back, True),
    "approved": (_approved, True),
    "planned": (_planned, True),
}
# The steps of an open correction after its text was changed.
CORRECTIONS: dict[str, tuple[tuple[str, ...], bool]] = {
    "draft": ((), False),
    "in_review": (("submit",), True),
    "withdrawn": (("submit", "withdraw"), False),
    "approved": (("submit", "approve"), True),
}
AUDIENCES = ("public", "government")
STATES = [
    *FIRST,
    *(f"published for {audience}" for audience in AUDIENCES),
    *(f"retracted for {audience}" for audience in AUDIENCES),
    *(f"correction {step}" for step in CORRECTIONS),
    *(f"corrected for {audience}" for audience in AUDIENCES),
]


def _text(said: str, **changes: Any) -> Row:
    """Words of its own, in the main text and in a translation."""
    first, second = said[:39], said[40:]
    other = {"language": "su", "title": second, "claim_reviewed": "x", "body": "x"}
    return {"title": first, "translations": [other], **changes}


async def _make(world: World, name: str) -> State:
    said, reference = words(8), str(uuid4())
    kind, _, rest = name.partition(" ")
    audience = rest.removeprefix("for ") or "public"
    text = _text(said, external_reference=reference, audience=audience)
    if name in FIRST:
        make, handed_in = FIRST[name]
        return State(await make(world, text), said, handed_in)
    if kind == "published":
        return State(await _published(world, text), said, True, said, audience == "public")
    if kind == "retracted":
        return State(await _retracted(world, text), said, True, None, audience == "public")
    after = words(8)
    if kind == "corrected":
        row = await opened(world, **text)
        row = await carried(world, row, "submit", "approve", "publish", **_text(after))
        return State(row, after, True, after, audience == "public")
    steps, handed_in = CORRECTIONS[rest]
    row = await opened(world, **{**text, "audience": "public"})
    return State(await carried(world, row, *steps, **_text(after)), after, handed_in, said)


@pytest_asyncio.fixture(scope="module")
async def states(world: World) -> dict[str, State]:
    """One in each state."""
    return {name: await _make(world, name) for name in STATES}


Read = Callable[..., Awaitable[Response]]


async def _reader(world: World, name: str) -> Read:
    who = READERS[name]
    if who is None:
        return world.api.get
    return (await world.caller(*who)).get


def _says(answer: Response, said: str | None) -> bool:
    """Whether all of the words are in an answer; some of them never are."""
    if said is None:
        return False
    parts = [part in answer.text for part in (said[:39], said[40:])]
    assert len(set(parts)) == 1, answer.text
    return parts[0]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", STATES)
class TestReading:
    async def test_the_working_row(
        self, world: World, states: dict[str, State], name: str, reader: str
    ) -> None:
        state, read = states[name], await _reader(world, reader)
        path = f"{LIST}/{state.row['id']}"
        answers = [await read(path), await read(f"{path}/revisions")]
        listed = await read(f"{LIST}?external_reference={state.row['external_reference']}")
        own = reader.startswith("author")
        of_province = reader.startswith("province") and bool(state.handed_in or state.shown)
        if own or of_province:
            assert [answer.status_code for answer in answers] == [200, 200]
            for answer in (*answers, listed):
                assert _says(answer, state.worked_on) is (own or state.handed_in)
            if state.shown != state.worked_on and of_province and not state.handed_in:
                assert _says(answers[0], state.shown)
            return
        status = 401 if reader == "public" else 404
        for answer, absent in zip(answers, (NOBODY, f"{NOBODY}/revisions"), strict=True):
            other = await read(f"{LIST}/{absent}")
            assert answer.status_code == other.status_code == status
            assert _bare(answer) == _bare(other)
        assert listed.json().get("data", []) == []

    async def test_what_governments_share(
        self, world: World, states: dict[str, State], name: str, reader: str
    ) -> None:
        state, read = states[name], await _reader(world, reader)
        listed = await read(f"{SHARED}?limit=200")
        if reader == "public":
            assert listed.status_code == 401
            return
        found = [row["number"] for row in listed.json()["data"]]
        assert (state.row["number"] in found) is (state.shown is not None)
        answers = [listed]
        if state.row["number"]:
            answers.append(await read(f"{SHARED}/{state.row['number']}"))
            answers.append(await read(f"{SHARED}/{state.row['number']}?language=su"))
        for answer in answers:
            assert answer.status_code == 200
            assert _says(answer, state.shown) is (state.shown is not None)
            if state.worked_on != state.shown:
                assert not _says(answer, state.worked_on)

    async def test_what_everybody_reads(
        self, world: World, states: dict[str, State], name: str, reader: str
    ) -> None:
        state, read = states[name], await _reader(world, reader)
        visible = state.shown is not None and state.public
        for said in {state.worked_on, state.shown or state.worked_on}:
            for path, there in ((PUBLIC, visible), (SHARED, state.shown is not None)):
                answer = await read(f"{path}?q={said[:9]}")
                if path == PUBLIC or reader != "public":
                    assert _says(answer, said) is (there and said == state.shown)
        if state.row["slug"]:
            answer = await read(f"{PUBLIC}/{state.row['slug']}")
            retracted = state.shown is None and state.public
            assert answer.status_code == (200 if visible else 410 if retracted else 404)
            assert _says(answer, state.shown) is visible


@pytest.mark.parametrize("name", STATES)
async def test_matching(world: World, states: dict[str, State], name: str) -> None:
    state = states[name]
    viewer = await world.caller("32.73", "viewer")
    author = await world.caller("32.04", "operator")
    for said in {state.worked_on, state.shown or state.worked_on}:
        is_shown = said == state.shown
        for half in (said[:39], said[40:]):  # the main text, and the translation
            body = {"text": half, "limit": 20}
            for caller in (viewer, author):
                answer = await caller.post(f"{LIST}/match", body)
                found = [one["number"] for one in answer.json()["data"]]
                assert found[:1] == ([state.row["number"]] if is_shown else [])
            answer = await world.api.post(f"{PUBLIC}/match", json=body)
            found = [one["number"] for one in answer.json()["data"]]
            assert found[:1] == ([state.row["number"]] if is_shown and state.public else [])


def _bare(answer: Response) -> Row:
    problem: Row = answer.json()
    del problem["request_id"]
    return problem

import asyncio

import pytest
from httpx2 import Response

from api.access.limits import Limiter
from api.errors import TooManyRequestsError
from api.settings import LimitSettings
from tests.clarifications.bodies import LIST, approved, created, in_review, moved, published
from tests.matching.messages import MATCH, PUBLIC, match, match_public, numbers, words
from tests.world import World


class TestMatchClarifications:
    async def test_a_message_finds_what_was_published_about_it(self, world: World) -> None:
        title = words(7)
        row = await published(world, title=f"[HOAKS] {title}")
        await published(world, title=words(7))
        caller = await world.caller("32.73", "viewer")
        message = f"VIRAL!!! sebarkan ya 🙏🙏 {title.upper()} https://contoh.example/x #CekFakta"
        found = await match(caller, message)
        assert found[0] == {
            "number": row["number"],
            "slug": row["slug"],
            "title": row["title"],
            "verdict": "false",
            "score": found[0]["score"],
            "published_at": row["published_at"],
        }
        assert 0.5 < found[0]["score"] <= 1
        assert [one["score"] for one in found] == sorted((o["score"] for o in found), reverse=True)

    async def test_the_claim_that_was_reviewed_is_found_too(self, world: World) -> None:
        claim = words(40)
        row = await published(world, claim_reviewed=claim)
        found = await match(await world.caller("32.73", "viewer"), claim)
        assert found[0]["number"] == row["number"]
        assert found[0]["score"] > 0.9

    async def test_at_most_as_many_as_asked_for_the_likeliest(self, world: World) -> None:
        shared = words(6)
        rows = [await published(world, title=f"{shared} {words(n)}") for n in (0, 1, 2, 4)]
        caller = await world.caller("32.73", "viewer")
        best = await match(caller, shared, limit=3)
        assert numbers(best) == [row["number"] for row in rows[:3]]
        assert numbers(await match(caller, shared, limit=1)) == [rows[0]["number"]]

    async def test_five_are_the_default(self, world: World) -> None:
        shared = words(6)
        for _ in range(6):
            await published(world, title=shared)
        caller = await world.caller("32.73", "viewer")
        answer = await caller.post(MATCH, {"text": shared})
        assert len(answer.json()["data"]) == 5

    @pytest.mark.parametrize(
        "text",
        [
            "yang dan di itu",
            "🙏🙏🙏🙏🙏",
            "!!!!!!!!",
            "https://contoh.example/sebuah-berita",
            "0812-3456-7890",
        ],
        ids=["empty words", "emoji", "marks", "a link", "a telephone number"],
    )
    async def test_nothing_told_finds_nothing(self, world: World, text: str) -> None:
        await published(world, title=f"yang dan di itu {text}")
        assert await match(await world.caller("32.73", "viewer"), text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "'; drop table public_match; --",
            "%' or 1=1 --",
            "\\x00 {{7*7}} ${x}",
            "a\u202eb\u200bc \u0007 def",
        ],
        ids=["sql", "like", "templates", "invisible"],
    )
    async def test_any_text_may_be_asked(self, world: World, text: str) -> None:
        row = await published(world)
        caller = await world.caller("32.73", "viewer")
        await match(caller, text)
        assert row["number"] in numbers(await match(caller, row["title"]))

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"text": "abcd"}, "/text"),
            ({"text": "   abcd   "}, "/text"),
            ({"text": "a" * 2001}, "/text"),
            ({"text": "a" * 10, "limit": 0}, "/limit"),
            ({"text": "a" * 10, "limit": 21}, "/limit"),
            ({"text": "a" * 10, "audience": "government"}, "/audience"),
            ({}, "/text"),
        ],
        ids=["short", "short when trimmed", "long", "none", "many", "unknown", "nothing"],
    )
    async def test_refuses_what_it_does_not_know(
        self, world: World, body: dict[str, object], pointer: str
    ) -> None:
        caller = await world.caller("32.73", "viewer")
        for answer in (await caller.post(MATCH, body), await world.api.post(PUBLIC, json=body)):
            assert answer.status_code == 422, answer.text
            assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
            assert "abcd" not in answer.text

    async def test_five_and_two_thousand_characters(self, world: World) -> None:
        caller = await world.caller("32.73", "viewer")
        for text in ("abcde", words(400)[:2000], "x" * 2000, "é" * 2000, " abcde "):
            await match(caller, text)

    async def test_needs_a_token_and_reading(self, world: World) -> None:
        answer = await world.api.post(MATCH, json={"text": "abcde"})
        assert answer.status_code == 401

    async def test_many_at_once_get_the_same(self, world: World) -> None:
        row = await published(world, title=words(7))
        caller = await world.caller("32.73", "viewer")
        body = {"text": row["title"]}
        answers: list[Response] = await asyncio.gather(
            *(caller.post(MATCH, body) for _ in range(8))
        )
        assert {answer.text for answer in answers} == {answers[0].text}
        assert answers[0].json()["data"][0]["number"] == row["number"]


class TestLife:
    async def test_before_it_is_published_it_is_not_found(self, world: World) -> None:
        title = words(7)
        await created(await world.caller("32.04", "operator"), title=title)
        await in_review(world, title=title)
        await approved(world, title=title)
        for code in ("32.04", "32"):
            caller = await world.caller(code, "viewer")
            assert await match(caller, title) == []
            assert await match_public(caller, title) == []

    async def test_a_retraction_counts_at_once(self, world: World) -> None:
        row = await published(world, title=words(7))
        caller = await world.caller("32.73", "viewer")
        assert numbers(await match(caller, row["title"])) == [row["number"]]
        assert numbers(await match_public(caller, row["title"])) == [row["number"]]
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, row, "retract", {"public_reason": "x"})
        assert await match(caller, row["title"]) == []
        assert await match_public(caller, row["title"]) == []

    async def test_the_province_may_retract_it(self, world: World) -> None:
        row = await published(world, title=words(7))
        province = await world.caller("32", "verifier")
        await moved(province, row, "retract", {"public_reason": "x"})
        assert await match(province, row["title"]) == []


class TestMatchPublicClarifications:
    async def test_finds_what_is_public(self, world: World) -> None:
        row = await published(world, title=words(7))
        answer = await world.api.post(PUBLIC, json={"text": row["title"]})
        assert answer.json()["data"][0]["number"] == row["number"]
        assert '"matches"' in answer.headers["ratelimit"]

    async def test_what_is_for_governments_is_not(self, world: World) -> None:
        row = await published(world, title=words(7), audience="government")
        caller = await world.caller("32.73", "viewer")
        assert numbers(await match(caller, row["title"])) == [row["number"]]
        assert await match_public(caller, row["title"]) == []
        got = await world.api.get(f"{LIST.replace('/v1', '/v1/public')}/{row['slug']}")
        assert got.status_code == 404

    async def test_an_address_has_a_limit(self, world: World) -> None:
        app = world.api._transport.app  # type: ignore[attr-defined]
        usual = app.state.limiter
        app.state.limiter = Limiter(LimitSettings(matches="2/hour"))
        try:
            answers = [await world.api.post(PUBLIC, json={"text": "abcde"}) for _ in range(3)]
        finally:
            app.state.limiter = usual
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].json()["code"] == TooManyRequestsError.code

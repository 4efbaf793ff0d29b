import gzip
import json
from collections.abc import Callable
from typing import Any

import brotli
import pytest
import pytest_asyncio
import zstandard
from httpx2 import AsyncClient, Response

from tests.clarifications.bodies import moved, published
from tests.world import World

LIST = "/v1/public/clarifications"
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body, max_output_size=10**7),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}


@pytest_asyncio.fixture(scope="session")
async def clarification(world: World) -> dict[str, Any]:
    """A published one, with a text that is worth compressing."""
    return await published(world, body="Tidak ada pendaftaran seperti itu.\n\n" * 60)


@pytest.fixture
def path(clarification: dict[str, Any]) -> str:
    """Where anybody reads it."""
    return f"{LIST}/{clarification['slug']}"


async def raw(api: AsyncClient, path: str, **headers: str) -> tuple[Response, bytes]:
    """An answer and its bytes as they came."""
    sent = {"Accept-Encoding": "identity", **{n.replace("_", "-"): v for n, v in headers.items()}}
    async with api.stream("GET", path, headers=sent) as answer:
        return answer, b"".join([piece async for piece in answer.aiter_raw()])


class TestHeaders:
    @pytest.mark.parametrize("query", ["", "?limit=1", "?region=32.04"])
    async def test_say_how_long_and_by_what(self, api: AsyncClient, path: str, query: str) -> None:
        for target in (path, LIST + query):
            answer, _ = await raw(api, target)
            assert answer.status_code == 200
            assert answer.headers["cache-control"] == (
                "public, max-age=30, stale-while-revalidate=30, stale-if-error=300"
            )
            assert answer.headers["vary"] == "Accept-Encoding"
            assert answer.headers["etag"].startswith('"')
            assert answer.headers["content-type"] == "application/json"
            assert "set-cookie" not in answer.headers

    async def test_a_problem_is_not_kept(self, api: AsyncClient, path: str) -> None:
        answer, _ = await raw(api, f"{path}-tidak-ada")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
        assert "etag" not in answer.headers


class TestEncoding:
    @pytest.mark.parametrize(
        ("accepted", "chosen"),
        [
            ("zstd", "zstd"),
            ("br", "br"),
            ("gzip", "gzip"),
            ("gzip, deflate, br, zstd", "zstd"),
            ("gzip, deflate, br", "br"),
            ("gzip;q=1.0, br;q=0.5", "gzip"),
            ("GZIP", "gzip"),
            ("*", "zstd"),
            ("zstd;q=0, *;q=0.1", "br"),
            ("gzip; q=0.5", "gzip"),
            ("br; q=0, gzip", "gzip"),
            ("identity", ""),
            ("deflate", ""),
            ("gzip;q=0", ""),
            ("gzip;q=x", ""),
            ("gzip;q=nan", ""),
            ("", ""),
        ],
    )
    async def test_is_the_best_that_is_taken(
        self, api: AsyncClient, path: str, accepted: str, chosen: str
    ) -> None:
        plain, body = await raw(api, path)
        answer, packed = await raw(api, path, Accept_Encoding=accepted)
        assert answer.headers.get("content-encoding", "") == chosen
        assert answer.headers["content-length"] == str(len(packed))
        assert json.loads(DECODERS[chosen](packed)) == json.loads(body)
        assert (answer.headers["etag"] == plain.headers["etag"]) is (chosen == "")
        if chosen:
            assert len(packed) < len(body)

    async def test_each_has_an_etag_of_its_own(self, api: AsyncClient, path: str) -> None:
        tags = [(await raw(api, path, Accept_Encoding=e or "identity"))[0] for e in DECODERS]
        assert len({answer.headers["etag"] for answer in tags}) == len(DECODERS)

    async def test_a_small_answer_stays_as_it_is(self, api: AsyncClient, world: World) -> None:
        assert world
        answer, body = await raw(
            api, f"{LIST}?region=32.77&limit=1&topic=technology", Accept_Encoding="gzip"
        )
        assert len(body) < 500
        assert "content-encoding" not in answer.headers


class TestRevalidation:
    @pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "zstd"])
    async def test_what_is_known_is_not_sent_again(
        self, api: AsyncClient, path: str, encoding: str
    ) -> None:
        first, _ = await raw(api, path, Accept_Encoding=encoding)
        etag = first.headers["etag"]
        for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            again, body = await raw(api, path, Accept_Encoding=encoding, If_None_Match=known)
            assert (again.status_code, body) == (304, b"")
            for name in ("etag", "vary", "cache-control"):
                assert again.headers[name] == first.headers[name]
            assert "content-encoding" not in again.headers

    async def test_the_tag_of_another_encoding_is_not_this_one(
        self, api: AsyncClient, path: str
    ) -> None:
        packed, _ = await raw(api, path, Accept_Encoding="gzip")
        answer, _ = await raw(api, path, If_None_Match=packed.headers["etag"])
        assert answer.status_code == 200

    async def test_a_change_has_another_tag(self, api: AsyncClient, world: World) -> None:
        row = await published(world)
        path = f"{LIST}/{row['slug']}"
        before, _ = await raw(api, LIST)
        known, _ = await raw(api, path)
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, row, "retract", {"public_reason": "Sumber keliru."})
        gone, body = await raw(api, path, If_None_Match=known.headers["etag"])
        assert gone.status_code == 410
        assert json.loads(body)["public_reason"] == "Sumber keliru."
        after, _ = await raw(api, LIST, If_None_Match=before.headers["etag"])
        assert after.status_code == 200
        assert after.headers["etag"] != before.headers["etag"]

    async def test_pages_link_to_the_next_also_when_known(
        self, api: AsyncClient, world: World, clarification: dict[str, Any]
    ) -> None:
        assert clarification
        await published(world)
        first, _ = await raw(api, f"{LIST}?limit=1")
        assert 'rel="next"' in first.headers["link"]
        again, _ = await raw(api, f"{LIST}?limit=1", If_None_Match=first.headers["etag"])
        assert (again.status_code, again.headers["link"]) == (304, first.headers["link"])

"""The badge: a picture that stands on its own, and vouches for one account alone."""

from typing import Any
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from httpx2 import AsyncClient

from api.public.badge import draw
from api.public.channel_schemas import ChannelLookup, ChannelOwner, ChannelState
from tests.channels.bodies import handle, register, verify
from tests.public.accounts import LIST, address, refused
from tests.world import World

BADGE = f"{LIST}/badge.svg"
SVG = "{http://www.w3.org/2000/svg}"
STATES = {
    ChannelState.OFFICIAL: ("Kanal resmi", "Official channel"),
    ChannelState.FORMER: ("Bukan lagi kanal resmi", "No longer official"),
    ChannelState.IMPERSONATOR: ("Akun palsu", "False account"),
    ChannelState.UNKNOWN: ("Tidak terdaftar resmi", "Not registered as official"),
}


def drawn(state: ChannelState, lang: str = "id", tenant: str = "Kabupaten Contoh") -> Any:
    """The picture, read as XML."""
    told: dict[str, Any] = dict.fromkeys(ChannelLookup.model_fields)
    owner = ChannelOwner(code="32.04", name=tenant)
    found = ChannelLookup(**{**told, "state": state, "tenant": owner})
    return ET.fromstring(draw(found, lang, "instagram.com/kab.contoh"))  # noqa: S314 - ours


def words(picture: Any) -> list[str]:
    return [text.text for text in picture.iter(f"{SVG}text")]


class TestDraw:
    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize(("place", "lang"), [(0, "id"), (1, "en")])
    def test_says_what_the_account_is(self, state: ChannelState, place: int, lang: str) -> None:
        picture = drawn(state, lang)
        title, line, account = words(picture)
        assert title == STATES[state][place]
        assert account == "instagram.com/kab.contoh"
        assert (line == "Kabupaten Contoh") is (
            state in {ChannelState.OFFICIAL, ChannelState.FORMER}
        )
        assert picture.get("lang") == lang

    @pytest.mark.parametrize("state", STATES)
    def test_is_told_to_who_does_not_see_it(self, state: ChannelState) -> None:
        picture = drawn(state)
        assert picture.get("role") == "img"
        [title] = picture.iter(f"{SVG}title")
        assert picture.get("aria-labelledby") == title.get("id")
        assert title.text == ". ".join(words(picture))

    @pytest.mark.parametrize(
        "name", ["<script>alert(1)</script>", '"]]>&amp;', "\x01\ufffe\ud800", "a" * 500]
    )
    def test_names_are_text(self, name: str) -> None:
        picture = drawn(ChannelState.OFFICIAL, tenant=name)
        assert {node.tag for node in picture.iter()} == {
            f"{SVG}{tag}" for tag in ("svg", "title", "rect", "path", "circle", "text")
        }
        assert all(len(line) <= 52 for line in words(picture))
        assert int(picture.get("width")) < 700

    @pytest.mark.parametrize("state", STATES)
    def test_loads_and_runs_nothing(self, state: ChannelState) -> None:
        for node in drawn(state).iter():
            assert not {name for name in node.attrib if name.startswith("on") or "href" in name}
            assert "url(" not in " ".join(node.attrib.values())


class TestOverHttp:
    async def test_is_a_picture_that_other_pages_may_show(
        self, api: AsyncClient, world: World
    ) -> None:
        name = handle()
        operator, province = [
            await world.caller(*who) for who in (("32.04", "operator"), ("32", "verifier"))
        ]
        await verify(province, await register(operator, handle=name))
        answer = await api.get(BADGE, params={"url": f"{address(name)}?igsh=x", "lang": "en"})
        assert answer.status_code == 200
        headers = answer.headers
        assert headers["content-type"] == "image/svg+xml"
        assert headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"].startswith("public, max-age=30,")
        assert headers["vary"] == "Accept-Encoding"
        title, _, account = words(ET.fromstring(answer.text))  # noqa: S314 - ours
        assert (title, account) == ("Official channel", f"www.instagram.com/{name}")
        again = await api.get(
            BADGE,
            params={"url": f"{address(name)}?igsh=x", "lang": "en"},
            headers={"If-None-Match": headers["etag"]},
        )
        assert again.status_code == 304

    async def test_vouches_for_no_more_than_the_account(
        self, api: AsyncClient, world: World
    ) -> None:
        """Official is an account on a host where others write, too: not the host."""
        host = f"u{uuid4().hex[:12]}.example"
        operator, province = [
            await world.caller(*who) for who in (("32.04", "operator"), ("32", "verifier"))
        ]
        fields = {"platform": "other", "handle": None, "url": f"https://{host}/@Kab"}
        await verify(province, await register(operator, **fields))
        answer = await api.get(BADGE, params={"url": f"https://{host}/@Kab?x=1"})
        title, _, account = words(ET.fromstring(answer.text))  # noqa: S314 - ours
        assert (title, account) == ("Kanal resmi", f"{host}/@Kab")

    async def test_what_was_asked_is_not_repeated(self, api: AsyncClient) -> None:
        answer = await api.get(BADGE, params={"url": "https://x.com/<script>/status"})
        assert "Tidak terdaftar resmi" in answer.text
        assert "script" not in answer.text

    async def test_refuses_what_the_lookup_refuses(self, api: AsyncClient) -> None:
        assert refused(await api.get(BADGE)) == [("?url", "one-of")]
        answer = await api.get(BADGE, params={"url": address("a"), "lang": "su"})
        assert refused(answer) == [("?lang", "enum")]

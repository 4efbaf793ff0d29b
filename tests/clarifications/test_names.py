"""Permanent numbers and slugs, and what a source and an appearance may be."""

import asyncio
import re
from typing import Any
from uuid import uuid4

import pytest

from tests.clarifications.bodies import LIST, approved, body, created, moved, published
from tests.world import World

PUBLIC = "/v1/public/clarifications"
SHARED = "/v1/shared/clarifications"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
AT_ONCE = 10


class TestNumbers:
    async def test_first_publications_at_once_share_neither_number_nor_slug(
        self, world: World
    ) -> None:
        title = f"Sama {uuid4().hex[:8]}"
        tenants = ["32.04", "32.73", "32.01"]
        rows = [
            await approved(
                world, tenants[n % 3], title=title, audience=["public", "government"][n % 2]
            )
            for n in range(AT_ONCE)
        ]
        verifiers = {code: await world.caller(code, "verifier") for code in tenants}
        done = await asyncio.gather(
            *(moved(verifiers[row["tenant"]], row, "publish") for row in rows)
        )
        assert len({row["number"] for row in done}) == AT_ONCE
        slugs = {row["slug"] for row in done}
        assert len(slugs) == AT_ONCE
        assert all(SLUG.fullmatch(slug) for slug in slugs)
        viewer = await world.caller("32.73", "viewer")
        for row in done:
            found = (await viewer.get(f"{SHARED}/{row['number']}")).json()
            assert (found["number"], found["slug"]) == (row["number"], row["slug"])
            assert found["publisher"]["code"] == row["tenant"]

    async def test_one_published_twice_at_once_has_one_number(self, world: World) -> None:
        row = await approved(world)
        verifier = await world.caller("32.04", "verifier")
        path = f"{LIST}/{row['id']}/publish"
        answers = await asyncio.gather(
            *(verifier.post(path, version=row["version"]) for _ in range(5))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]


class TestSlugs:
    @pytest.mark.parametrize(
        ("title", "slug"),
        [
            ("\U0001f64f\U0001f64f", "klarifikasi"),
            ("[HOAKS]", "klarifikasi"),
            ("\ua984\ua9ae", "klarifikasi"),
            ("Changes", "klarifikasi-changes"),
            ("Jum'at & Anak-anak: 50% Gratis?!", "jum-at-anak-anak-50-gratis"),
        ],
        ids=["emoji", "tag", "javanese", "a-place", "signs"],
    )
    async def test_are_ascii_and_one_each(self, world: World, title: str, slug: str) -> None:
        rows = [await published(world, title=title) for _ in range(2)]
        assert rows[0]["slug"].startswith(slug)
        assert rows[1]["slug"] == f"{slug}-{rows[1]['number'].removeprefix('KLR-')}"
        for row in rows:
            assert SLUG.fullmatch(row["slug"])
            found = (await world.api.get(f"{PUBLIC}/{row['slug']}")).json()
            assert (found["number"], found["title"]) == (row["number"], title)

    async def test_stay_taken_after_a_retraction(self, world: World) -> None:
        title = f"Ditarik {uuid4().hex[:8]}"
        first = await published(world, title=title)
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, first, "retract", {"public_reason": "x"})
        second = await published(world, "32.73", title=title)
        assert second["slug"] != first["slug"]
        assert (await world.api.get(f"{PUBLIC}/{first['slug']}")).status_code == 410
        assert (await world.api.get(f"{PUBLIC}/{second['slug']}")).status_code == 200


ADDRESSES = {
    "script": "javascript:alert(1)",
    "data": "data:text/html,x",
    "ftp": "ftp://dinas.example/x",
    "file": "file:///etc/passwd",
    "account": "https://dinas.example@jahat.example/",
    "password": "https://a:b@jahat.example/",
    "backslash": "https://dinas.example\\@jahat.example/",
    "blank": "https://dinas.example/a b",
    "markup": "https://dinas.example/<script>",
    "quote": 'https://dinas.example/"onclick=x',
    "relative": "/v1/me",
    "bare": "//jahat.example/x",
    "no-host": "https://",
    "turned": "https://dinas.example/\u202egpj.x",
    "long": "https://dinas.example/" + "a" * 2000,
    "nothing": "",
}


class TestSources:
    @pytest.mark.parametrize("address", list(ADDRESSES.values()), ids=list(ADDRESSES))
    @pytest.mark.parametrize("where", ["url", "archived_url", "appearances"])
    async def test_addresses_lead_where_they_say(
        self, world: World, where: str, address: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        changes: dict[str, Any] = {"appearances": ["https://aman.example/", address]}
        pointer = "/appearances/1"
        if where != "appearances":
            changes = {"sources": [{"title": "x"}, {"title": "x", where: address}]}
            pointer = f"/sources/1/{where}"
        answer = await operator.post(LIST, body(**changes))
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]
        assert "jahat" not in answer.text

    @pytest.mark.parametrize(
        "address",
        [
            "http://dinas.example",
            "HTTPS://Dinas.example/a?b=c#d",
            "https://xn--dns-cla.example/",
            "https://dinas.example:8443/a%20b/@akun",
            "https://dinas.example/" + "a" * (2000 - 22),
        ],
        ids=["plain", "capitals", "international", "port", "longest"],
    )
    async def test_addresses_are_kept_as_they_are(self, world: World, address: str) -> None:
        operator = await world.caller("32.04", "operator")
        source = {"title": "x", "url": address, "archived_url": address}
        row = await created(operator, sources=[source], appearances=[address])
        assert row["sources"][0] == {**source, "publisher": None, "official": None}
        assert row["appearances"] == [address]

    async def test_a_named_official_is_shown_to_everybody(self, world: World) -> None:
        source = {
            "title": "Keterangan pers",
            "url": None,
            "publisher": "Dinas Sosial",
            "official": "Kepala Dinas Sosial",
            "archived_url": "https://arsip.example/1",
        }
        row = await published(world, sources=[source])
        found = (await world.api.get(f"{PUBLIC}/{row['slug']}")).json()
        assert found["sources"] == [source]

    async def test_one_is_needed_to_submit(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, sources=[])
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        assert [e["pointer"] for e in answer.json()["errors"]] == ["/sources"]

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"sources": [{"title": "x"}] * 51}, "/sources"),
            ({"sources": [{"title": "x", "official": "y" * 301}]}, "/sources/0/official"),
            ({"sources": [{"title": "x", "publisher": "a\nb"}]}, "/sources/0/publisher"),
            ({"sources": [{"title": "x", "phone": "1"}]}, "/sources/0/phone"),
            ({"appearances": ["https://a.example"] * 101}, "/appearances"),
            ({"topic": "sports"}, "/topic"),
            ({"label": "hoaks"}, "/label"),
            ({"misinformation_type": "lie"}, "/misinformation_type"),
        ],
        ids=[
            *("many", "long", "lines", "unknown", "appearances", "topic", "label", "type"),
        ],
    )
    async def test_have_bounds(self, world: World, changes: dict[str, Any], pointer: str) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(LIST, body(**changes))
        assert answer.status_code == 422
        assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]

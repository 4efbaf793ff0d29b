import re

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.clarifications.publishing import slug_of
from api.clarifications.readability import readability_of
from api.markdown import summary_of, to_html, to_text
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.clarifications.bodies import LIST, approved, moved, published
from tests.world import World, all_events

SHARED = "/v1/shared/clarifications"
PUBLIC = "/v1/public/clarifications"


class TestPublishClarification:
    async def test_gives_a_number_and_shows_it_to_everybody(self, world: World) -> None:
        row = await published(world, title="[HOAKS] Air keran beracun")
        assert re.fullmatch(r"KLR-20\d\d-\d{6}", row["number"])
        assert row["slug"].startswith("air-keran-beracun")
        other = await world.caller("32.73", "viewer")
        shared = (await other.get(f"{SHARED}/{row['number']}")).json()
        office = (await other.get("/v1/tenants/32.04")).json()["office"]
        anonymous = await world.api.get(f"{PUBLIC}/{row['slug']}")
        public = anonymous.json()
        for shown in (shared, public):
            assert (shown["number"], shown["state"]) == (row["number"], "published")
            assert shown["publisher"] == {"code": "32.04", "name": office}
            assert shown["regions"] == [{"code": "32.04", "name": "Kabupaten Bandung"}]
            assert "<strong>Faktanya</strong>" in shown["body_html"]
        assert set(public) == {
            *("number", "slug", "revision", "state", "title", "claim_reviewed", "verdict"),
            *("label", "topic", "language", "summary", "body_html", "body_text", "translations"),
            "sources",
            *("regions", "publisher", "cover", "share", "corrections", "published_at"),
            "updated_at",
        }
        listed = (await world.api.get(f"{PUBLIC}?limit=5")).json()["data"]
        assert listed[0]["number"] == row["number"]

    async def test_for_governments_it_is_not_public(self, world: World) -> None:
        row = await published(world, audience="government")
        other = await world.caller("32.73", "viewer")
        assert (await other.get(f"{SHARED}/{row['number']}")).status_code == 200
        assert (await world.api.get(f"{PUBLIC}/{row['slug']}")).status_code == 404

    async def test_needs_approval(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await approved(world)
        back = await moved(verifier, row, "request-changes", {"note": "x"})
        answer = await verifier.post(f"{LIST}/{row['id']}/publish", version=back["version"])
        assert answer.status_code == 409

    async def test_an_operator_may_not(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await approved(world)
        answer = await operator.post(f"{LIST}/{row['id']}/publish", version=row["version"])
        assert (answer.status_code, answer.json()["permission"]) == (403, "clarifications:verify")

    async def test_numbers_have_no_gaps_and_slugs_no_twins(self, world: World) -> None:
        rows = [await published(world, tenant) for tenant in ("32.04", "32.73", "32.01")]
        numbers = [int(row["number"][-6:]) for row in rows]
        assert numbers == list(range(numbers[0], numbers[0] + 3))
        assert len({row["slug"] for row in rows}) == 3

    async def test_a_title_that_ends_like_a_number_is_in_nobodys_way(self, world: World) -> None:
        first = await published(world, title="Zed unik sekali")
        year, number = first["number"].split("-")[1], int(first["number"][-6:])
        await published(world, "32.73", title=f"Zed unik sekali {year} {number + 2:06d}")
        third = await published(world, title="Zed unik sekali")
        assert third["slug"] == f"zed-unik-sekali-{year}-{number + 2:06d}-2"

    async def test_every_tenant_hears_of_it(self, world: World) -> None:
        row = await published(world)
        other = await world.caller("32.73", "viewer")
        events = await all_events(other)
        told = [e for e in events if e["data"].get("number") == row["number"]]
        assert [event["type"] for event in told] == ["clarification.published"]
        assert told[0]["data"]["regions"] == ["32.04"]


class TestRetractClarification:
    @pytest.mark.parametrize("tenant", ["32.04", "32"])
    async def test_leaves_a_tombstone_without_its_text(self, world: World, tenant: str) -> None:
        verifier = await world.caller(tenant, "verifier")
        row = await published(world, title="[HOAKS] Judul yang harus hilang")
        gone = await moved(verifier, row, "retract", {"public_reason": "Dicabut oleh sumbernya."})
        assert (gone["status"], gone["public_reason"]) == ("retracted", "Dicabut oleh sumbernya.")
        answer = await world.api.get(f"{PUBLIC}/{row['slug']}")
        assert (answer.status_code, answer.json()["code"]) == (410, "retracted")
        assert answer.json()["public_reason"] == "Dicabut oleh sumbernya."
        assert "harus hilang" not in answer.text
        other = await world.caller("32.73", "viewer")
        shared = (await other.get(f"{SHARED}/{row['number']}")).json()
        assert (shared["state"], shared["title"], shared["body_html"]) == ("retracted", "", "")
        for path, reader in ((PUBLIC, world.api), (SHARED, other)):
            listed = (await reader.get(f"{path}?limit=200")).json()["data"]
            assert row["number"] not in {r["number"] for r in listed}

    async def test_is_for_ever(self, world: World) -> None:
        verifier = await world.caller("32.04", "verifier")
        row = await moved(verifier, await published(world), "retract", {"public_reason": "x"})
        for verb, json in (
            ("publish", None),
            ("submit", None),
            ("retract", {"public_reason": "y"}),
        ):
            answer = await verifier.post(f"{LIST}/{row['id']}/{verb}", json, version=row["version"])
            assert (answer.status_code, answer.json()["allowed"]) == (409, [])

    async def test_another_regency_cannot(self, world: World) -> None:
        row = await published(world)
        other = await world.caller("32.73", "verifier")
        answer = await other.post(
            f"{LIST}/{row['id']}/retract", {"public_reason": "x"}, version=row["version"]
        )
        assert answer.status_code == 404


class TestPublishedLists:
    async def test_filters(self, world: World) -> None:
        wide = await published(world, "32", topic="crime", regions=["32"])
        local = await published(world, "32.73", topic="jobs", verdict="true")
        other = await published(world, "32.01", topic="health", body="Vaksin sapi perah aman.")
        for query, wanted, unwanted in (
            ("region=32.73", (wide, local), (other,)),
            ("topic=crime", (wide,), (local, other)),
            ("verdict=true", (local,), (wide, other)),
            ("q=vaksin+sapi", (other,), (wide, local)),
        ):
            page = (await world.api.get(f"{PUBLIC}?limit=200&{query}")).json()
            numbers = {row["number"] for row in page["data"]}
            assert {row["number"] for row in wanted} <= numbers
            assert not numbers & {row["number"] for row in unwanted}

    @pytest.mark.parametrize("path", [PUBLIC, SHARED])
    async def test_a_hostile_search_is_refused(self, world: World, path: str) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.get(f"{path}?q=a%00b")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")

    async def test_a_search_finds_nothing_that_is_not_public(self, world: World) -> None:
        row = await published(world, audience="government")
        answer = await world.api.get(f"{PUBLIC}?q=bantuan&limit=200")
        assert row["number"] not in answer.text

    async def test_numbers_are_drawn_by_tenants_alone(
        self, sessions: Sessions, app: FastAPI
    ) -> None:
        place = app.state.directory.by_code("32.04")
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            drawn = await session.scalar(text("select draw_number('TST', 2026)"))
            again = await session.scalar(text("select draw_number('TST', 2026)"))
        assert (drawn, again) == (1, 2)
        with pytest.raises(Exception, match="permission denied"):
            async with transaction(sessions, as_system("test")) as session:
                await session.execute(text("select draw_number('TST', 2026)"))


class TestText:
    def test_html_is_sanitised(self) -> None:
        html = to_html(
            "<script>x</script> [a](javascript:1) [b](https://b.example) "
            "![c](https://c.example/p.png) **d**"
        )
        assert "<script" not in html
        assert "javascript:" not in html.replace("(javascript:1)", "")
        assert "<img" not in html
        assert 'href="https://b.example"' in html
        assert "nofollow" in html

    def test_text_is_what_the_html_says(self) -> None:
        assert to_text(to_html("Satu & **dua**.\n\n- tiga\n- empat")) == "Satu & dua.\ntiga\nempat"

    def test_summaries_end_at_a_word(self) -> None:
        assert summary_of("kata " * 100).endswith("kata …")
        assert summary_of("pendek") == "pendek"

    def test_slugs_are_plain(self) -> None:
        assert slug_of("[HOAKS] Wabah Flu di Été 2026!") == "wabah-flu-di-ete-2026"
        assert slug_of("!!!") == "klarifikasi"
        assert slug_of("\U0001f64f\U0001f64f") == "klarifikasi"
        assert slug_of("[HOAKS] Changes!") == "klarifikasi-changes"
        assert len(slug_of("kata " * 60)) <= 80

    def test_long_sentences_are_hinted_at(self) -> None:
        found = readability_of("Pendek saja. " + "kata " * 30 + ".")
        assert found is not None
        assert found.hint == "Kalimat ke-2 panjang (30 kata)."
        assert readability_of("Ini pertanggungjawaban.").long_word_share == 0.5  # type: ignore[union-attr]

"""One answer in several languages, with one verdict: written, approved, published and read."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.matching.keeping import keep_up
from tenants.session import Sessions, as_tenant, transaction
from tests.clarifications.bodies import CHECKLIST, LIST, approved, body, created, moved, published
from tests.clarifications.correcting import carried, opened
from tests.conduct.elections import window
from tests.matching.messages import match, match_public, numbers, words
from tests.world import World

SHARED = "/v1/shared/clarifications"
PUBLIC = "/v1/public/clarifications"
Row = dict[str, Any]


def su(**changes: Any) -> Row:
    return {
        "language": "su",
        "title": "[HOAKS] Tumbu bantosan tunai",
        "claim_reviewed": "Pamarentah muka pendaptaran bantosan.",
        "body": "Sumebar tumbu.\n\n**Saleresna** teu aya <script>x</script> sapertos kitu.",
        **changes,
    }


EN = {"language": "en", "title": "Cash aid", "claim_reviewed": "There is aid.", "body": "No."}


class TestWriting:
    async def test_they_are_kept_in_one_spelling(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, language="IN", translations=[su(language="SUN-latn-id"), EN])
        assert row["language"] == "id"
        assert row["translations"] == [su(language="su-Latn-ID"), EN]
        assert (await operator.get(f"{LIST}/{row['id']}")).json() == row

    async def test_a_draft_may_still_lack_a_body(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, verdict=None, translations=[su(body=None)])
        assert row["translations"][0]["body"] is None
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        errors = answer.json()["errors"]
        assert [(e["pointer"], e["code"]) for e in errors] == [
            ("/verdict", "missing"),
            ("/translations/0/body", "missing"),
        ]

    async def test_all_that_is_missing_is_said_at_once(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(
            operator, body="<!-- -->\n\n![x](y)", translations=[EN, su(body="![x](y)")]
        )
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        assert {e["pointer"] for e in answer.json()["errors"]} == {"/translations/1/body"}
        row = await created(operator, body="![x](y)", translations=[su(body="![x](y)")])
        answer = await operator.post(f"{LIST}/{row['id']}/submit", version=1)
        pointers = [e["pointer"] for e in answer.json()["errors"]]
        assert pointers == ["/body", "/translations/0/body"]

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"translations": [su(language="id")]}, "/0/language", "duplicate"),
            ({"translations": [su(language="ind")]}, "/0/language", "duplicate"),
            ({"language": "sun", "translations": [su()]}, "/0/language", "duplicate"),
            ({"translations": [su(), EN, su(language="SU")]}, "/2/language", "duplicate"),
            (
                {"translations": [su(language="su-id"), su(language="SU-ID")]},
                "/1/language",
                "duplicate",
            ),
            (
                {"translations": [su(language="basa sunda")]},
                "/0/language",
                "string-pattern-mismatch",
            ),
            ({"translations": [{**su(), "verdict": "true"}]}, "/0/verdict", "extra-forbidden"),
            ({"translations": [{"language": "su", "title": "x"}]}, "/0/claim_reviewed", "missing"),
            ({"translations": [su(title="x" * 301)]}, "/0/title", "string-too-long"),
            ({"translations": [su(title=" ")]}, "/0/title", "string-too-short"),
            (
                {"translations": [su(claim_reviewed="x" * 5001)]},
                "/0/claim_reviewed",
                "string-too-long",
            ),
            ({"translations": [EN, su(body="x" * 50_001)]}, "/1/body", "string-too-long"),
            (
                {"translations": [{**EN, "language": f"e{c}"} for c in "abcdefghijk"]},
                "",
                "too-long",
            ),
        ],
        ids=[
            *("main", "main-spelled", "main-is-one", "twice", "twice-spelled", "no-tag", "verdict"),
            *("no-claim", "title", "no-title", "claim", "body", "eleven"),
        ],
    )
    async def test_says_what_to_change(
        self, world: World, changes: Row, pointer: str, code: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        wanted = [(f"/translations{pointer}", code)]
        answer = await operator.post(LIST, body(**changes))
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == wanted
        row = await created(operator)
        answer = await operator.patch(f"{LIST}/{row['id']}", changes, 1)
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == wanted

    async def test_the_main_language_cannot_become_one_of_them(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, translations=[su()])
        answer = await operator.patch(f"{LIST}/{row['id']}", {"language": "su"}, 1)
        assert answer.json()["errors"][0]["pointer"] == "/translations/0/language"

    async def test_a_patch_replaces_or_removes_them_all(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await created(operator, translations=[su(), EN])
        path = f"{LIST}/{row['id']}"
        row = (await operator.patch(path, {"title": "Lain"}, 1)).json()
        assert row["translations"] == [su(), EN]
        row = (await operator.patch(path, {"translations": [EN]}, 2)).json()
        assert row["translations"] == [EN]
        same = (await operator.patch(path, {"translations": [{**EN, "language": "ENG"}]}, 3)).json()
        assert same["version"] == 3
        assert (await operator.patch(path, {"translations": None}, 3)).json()["translations"] == []

    async def test_whoever_translates_is_an_author(self, world: World) -> None:
        operator, verifier = [await world.caller("32.04", r) for r in ("operator", "verifier")]
        row = await created(operator)
        path = f"{LIST}/{row['id']}"
        row = (await verifier.patch(path, {"translations": [su()]}, 1)).json()
        row = await moved(operator, row, "submit")
        answer = await verifier.post(
            f"{path}/approve", {"checklist": CHECKLIST}, version=row["version"]
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "four-eyes")

    async def test_an_approved_one_cannot_be_translated(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        row = await approved(world)
        answer = await operator.patch(
            f"{LIST}/{row['id']}", {"translations": [su()]}, row["version"]
        )
        assert answer.status_code == 409


async def _both(world: World, row: Row, query: str = "") -> list[Row]:
    """It, as governments and as everybody read it, alone and in a list."""
    viewer = await world.caller("32.73", "viewer")
    found = [
        (await viewer.get(f"{SHARED}/{row['number']}{query}")).json(),
        (await world.api.get(f"{PUBLIC}/{row['slug']}{query}")).json(),
    ]
    more = f"{query}&" if query else "?"
    for path, caller in ((SHARED, viewer), (PUBLIC, world.api)):
        page = (await caller.get(f"{path}{more}limit=200")).json()
        found += [one for one in page["data"] if one["number"] == row["number"]]
    assert len(found) == 4
    return found


class TestReading:
    async def test_they_are_published_as_the_main_text_is(self, world: World) -> None:
        row = await published(world, translations=[su(), EN])
        for found in await _both(world, row):
            assert found["language"] == "id"
            first, second = found["translations"]
            assert first == {
                "language": "su",
                "title": "[HOAKS] Tumbu bantosan tunai",
                "claim_reviewed": "Pamarentah muka pendaptaran bantosan.",
                "summary": "Sumebar tumbu. Saleresna teu aya <script>x</script> sapertos kitu.",
                "body_html": "<p>Sumebar tumbu.</p>\n<p><strong>Saleresna</strong> teu aya "
                "&lt;script&gt;x&lt;/script&gt; sapertos kitu.</p>",
                "body_text": "Sumebar tumbu.\nSaleresna teu aya <script>x</script> sapertos kitu.",
            }
            assert (second["language"], second["body_text"]) == ("en", "No.")

    @pytest.mark.parametrize(
        ("wish", "language", "title", "others"),
        [
            ("su", "su", "[HOAKS] Tumbu bantosan tunai", ["id", "en"]),
            ("SUN-Latn", "su", "[HOAKS] Tumbu bantosan tunai", ["id", "en"]),
            ("en", "en", "Cash aid", ["id", "su"]),
            ("id", "id", "[HOAKS] Tautan pendaftaran bantuan tunai", ["su", "en"]),
            ("jv", "id", "[HOAKS] Tautan pendaftaran bantuan tunai", ["su", "en"]),
        ],
    )
    async def test_a_wish_comes_in_front_and_nothing_is_lost(
        self, world: World, wish: str, language: str, title: str, others: list[str]
    ) -> None:
        row = await published(world, translations=[su(), EN])
        plain = await _both(world, row)
        for found, usual in zip(await _both(world, row, f"?language={wish}"), plain, strict=True):
            assert (found["language"], found["title"]) == (language, title)
            assert [each["language"] for each in found["translations"]] == others
            changed = {name for name in found if found[name] != usual[name]}
            assert changed <= {
                *("language", "title", "claim_reviewed", "summary", "body_html", "body_text"),
                *("translations", "share"),
            }
            assert found["verdict"] == "false"

    async def test_what_is_passed_on_is_in_that_language(self, world: World) -> None:
        row = await published(world, translations=[su()])
        path = f"{PUBLIC}/{row['slug']}"
        plain = (await world.api.get(f"{path}?language=jv")).json()["share"]
        assert "language" not in plain["url"]
        share = (await world.api.get(f"{path}?language=sun")).json()["share"]
        assert share["url"].endswith(f"{path}?language=su")
        assert share["text"].splitlines() == [
            "[HOAKS] Tumbu bantosan tunai",
            row["number"],
            share["url"],
        ]
        assert (await world.api.get(share["url"])).json()["language"] == "su"

    async def test_each_language_has_an_etag_and_says_which_it_is(self, world: World) -> None:
        row = await published(world, translations=[su()])
        path = f"{PUBLIC}/{row['slug']}"
        main, other = [await world.api.get(f"{path}{q}") for q in ("", "?language=su")]
        assert main.headers["content-language"] == "id"
        assert other.headers["content-language"] == "su"
        assert main.headers["etag"] != other.headers["etag"]
        assert other.headers["vary"] == "Accept-Encoding"
        assert other.headers["cache-control"] == main.headers["cache-control"]
        known = {"If-None-Match": main.headers["etag"]}
        assert (await world.api.get(f"{path}?language=su", headers=known)).status_code == 200
        known = {"If-None-Match": other.headers["etag"]}
        again = await world.api.get(f"{path}?language=su", headers=known)
        assert (again.status_code, again.headers["content-language"]) == (304, "su")

    async def test_a_list_says_all_its_languages(self, world: World) -> None:
        await published(world, title="Hiji", translations=[su()])
        await published(world, title="Dua")
        viewer = await world.caller("32.73", "viewer")
        for path, caller in ((SHARED, viewer), (PUBLIC, world.api)):
            answer = await caller.get(f"{path}?limit=2&language=su")
            assert [r["language"] for r in answer.json()["data"]] == ["id", "su"]
            assert answer.headers["content-language"] == "id, su"
            if path == PUBLIC:
                assert "language=su" in answer.headers["link"]
            assert (await caller.get(f"{path}?limit=2")).headers["content-language"] == "id"
            none = await caller.get(f"{path}?limit=1&q=tidakadadimanamana")
            assert "content-language" not in none.headers

    @pytest.mark.parametrize("path", [SHARED, PUBLIC])
    async def test_a_wish_that_is_no_language_is_refused(self, world: World, path: str) -> None:
        row = await published(world)
        viewer = await world.caller("32.73", "viewer")
        place = row["number"] if path == SHARED else row["slug"]
        for target in (path, f"{path}/{place}"):
            answer = await viewer.get(f"{target}?language=basa_sunda")
            assert answer.status_code == 422
            assert "basa_sunda" not in answer.text

    async def test_a_tombstone_keeps_none_of_them(self, world: World) -> None:
        row = await published(world, translations=[su()])
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, row, "retract", {"public_reason": "x"})
        viewer = await world.caller("32.73", "viewer")
        gone = (await viewer.get(f"{SHARED}/{row['number']}?language=su")).json()
        assert (gone["translations"], gone["title"], gone["language"]) == ([], "", "id")
        answer = await world.api.get(f"{PUBLIC}/{row['slug']}?language=su")
        assert answer.status_code == 410
        assert "Tumbu" not in answer.text


class TestCorrecting:
    async def test_a_correction_has_translations_of_its_own(self, world: World) -> None:
        row = await opened(world, translations=[su()])
        assert row["translations"] == [su()]
        before = await world.api.get(f"{PUBLIC}/{row['slug']}?language=su")
        row = await carried(world, row, "submit", "approve", translations=[su(title="Anyar"), EN])
        for found in await _both(world, row, "?language=su"):
            assert found["title"] == su()["title"]
            assert [each["language"] for each in found["translations"]] == ["id"]
        row = await carried(world, row, "publish")
        for found in await _both(world, row, "?language=su"):
            assert (found["title"], found["state"]) == ("Anyar", "corrected")
            assert [each["language"] for each in found["translations"]] == ["id", "en"]
        after = await world.api.get(f"{PUBLIC}/{row['slug']}?language=su")
        assert after.headers["etag"] != before.headers["etag"]

    async def test_a_language_that_was_taken_away_is_no_longer_found(self, world: World) -> None:
        said = words(8)
        row = await opened(world, translations=[su(title=said)])
        viewer = await world.caller("32.73", "viewer")
        assert numbers(await match(viewer, said))[:1] == [row["number"]]
        await carried(world, row, "submit", "approve", "publish", translations=[])
        assert row["number"] not in numbers(await match(viewer, said))
        for found in await _both(world, row, "?language=su"):
            assert (found["language"], found["translations"]) == ("id", [])


class TestElections:
    @pytest.mark.parametrize("field", ["title", "claim_reviewed", "body"])
    async def test_terms_are_looked_for_in_every_language(self, world: World, field: str) -> None:
        row = await approved(world, translations=[EN, su(**{field: "Cenah Budi **Conto** eleh."})])
        verifier = await world.caller("32.04", "verifier")
        async with window(world, terms=["budi conto"]):
            shown = (await verifier.get(f"{LIST}/{row['id']}")).json()["countersign"]
            assert shown == {"required": True, "reasons": ["election-term"], "at": None}
            answer = await verifier.post(f"{LIST}/{row['id']}/publish", version=row["version"])
            assert (answer.status_code, answer.json()["code"]) == (409, "countersign-required")
        async with window(world, terms=["eleh No", "aid There"]):  # never across two of them
            shown = (await verifier.get(f"{LIST}/{row['id']}")).json()["countersign"]
            assert shown["reasons"] == []


async def _made_again(sessions: Sessions, app: FastAPI) -> None:
    """What the nightly job does after a release that compares otherwise."""
    place = app.state.directory.by_code("32.04")
    async with transaction(sessions, as_tenant(place.id, "test")) as session:
        for table in ("shared_match", "public_match"):
            await session.execute(
                text(f"update {table} set made_by = 0 where tenant_id = :t"),
                {"t": place.id},
            )
    done = 1
    while done:
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            done = await keep_up(session)


class TestMatching:
    @pytest.mark.parametrize("field", ["title", "claim_reviewed"])
    async def test_a_message_in_any_language_finds_it(
        self, world: World, sessions: Sessions, app: FastAPI, field: str
    ) -> None:
        said, main = words(8), words(8)
        row = await published(world, title=main, translations=[EN, su(**{field: said})])
        viewer = await world.caller("32.73", "viewer")

        async def found(message: str) -> list[Row]:
            both = [await match(viewer, message), await match_public(viewer, message)]
            return [answers[0] for answers in both]

        for one in [*await found(said), *await found(main)]:
            assert (one["number"], one["title"]) == (row["number"], main)
        await _made_again(sessions, app)
        for one in await found(said):
            assert one["number"] == row["number"]

    async def test_a_retracted_one_is_found_in_none(self, world: World) -> None:
        said = words(8)
        row = await published(world, translations=[su(title=said)])
        verifier = await world.caller("32.04", "verifier")
        await moved(verifier, row, "retract", {"public_reason": "x"})
        assert row["number"] not in numbers(await match(verifier, said))

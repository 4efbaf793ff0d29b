import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from psycopg import AsyncConnection

from tests.periods.months import opened
from tests.reports.bodies import ASSET, LIST, body, created, moved, submitted
from tests.world import World

EVERY_FIELD = {
    *("id", "tenant", "status", "version", "late", "period", "kind", "title", "summary"),
    *("starts_on", "ends_on", "location", "organiser", "unit_id", "partner_institutions"),
    *("speakers", "participants", "participating_tenants", "participating_units", "posts"),
    *("clarification_numbers", "asset_ids", "neutrality_attested", "external_reference"),
    *("submitted_at", "first_submitted_at", "decided_at", "decision_note", "created_at"),
    *("updated_at", "created_by", "changes"),
}


class TestCreateReport:
    async def test_answers_with_every_field_of_the_contract(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(LIST, body(participating_tenants=["32.04", "32.73"]))
        report = answer.json()
        assert answer.status_code == 201
        assert set(report) == EVERY_FIELD
        assert answer.headers["location"] == f"{LIST}/{report['id']}"
        assert answer.headers["etag"] == '"1"'
        assert report["created_by"] == {"name": "Operator Contoh 32.04", "kind": "person"}
        assert (report["tenant"], report["status"], report["late"]) == ("32.04", "draft", False)
        assert datetime.fromisoformat(report["created_at"]).tzinfo == UTC
        assert report["created_at"].endswith("Z")

    async def test_a_client_writes_in_the_name_of_its_responsible_member(
        self, world: World
    ) -> None:
        client = await world.caller("32.04", "client")
        report = await created(client)
        assert report["created_by"] == {"name": "Sistem 32.04", "kind": "client"}

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"title": ""}, "/title", "string-too-short"),
            ({"title": "a\x00b"}, "/title", "control-character"),
            ({"title": "a\nb"}, "/title", "line-break"),
            ({"period": "20\u0662\u0666-01"}, "/period", "string-pattern-mismatch"),
            ({"posts": [{"url": "https://a@b.example"}]}, "/posts/0/url", "url-parsing"),
            ({"posts": [{"url": "https://a.example/\\@b"}]}, "/posts/0/url", "url-parsing"),
            ({"posts": [{"url": "https://a.example/\n<x>"}]}, "/posts/0/url", "url-parsing"),
            ({"period": "2026-13"}, "/period", "string-pattern-mismatch"),
            ({"kind": "party"}, "/kind", "enum"),
            ({"participants": -1}, "/participants", "greater-than-equal"),
            ({"participants": "12"}, "/participants", "int-type"),
            ({"surprise": 1}, "/surprise", "extra-forbidden"),
            ({"starts_on": "2026-10-15"}, "/starts_on", "date-after-end"),
            ({"starts_on": 0}, "/starts_on", "date-parsing"),
            ({"starts_on": "1760313600"}, "/starts_on", "date-parsing"),
            ({"starts_on": "2026-10-13T00:00:00"}, "/starts_on", "date-parsing"),
            ({"starts_on": "2026-02-29"}, "/starts_on", "date-from-datetime-parsing"),
            ({"participating_tenants": ["99.01"]}, "/participating_tenants/0", "not-found"),
            ({"posts": [{"url": "ftp://x.example"}]}, "/posts/0/url", "url-scheme"),
            ({"asset_ids": [str(uuid4())]}, "/asset_ids/0", "not-found"),
            ({"unit_id": str(uuid4())}, "/unit_id", "not-found"),
            (
                {"posts": [{"url": "https://x.example/1", "channel_id": str(uuid4())}]},
                "/posts/0/channel_id",
                "not-found",
            ),
        ],
    )
    async def test_says_what_to_change(
        self, world: World, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        answer = await operator.post(LIST, body(**changes))
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]

    async def test_speaks_the_language_asked_for_and_never_echoes(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        secret = "rahasia-yang-tidak-boleh-diulang" * 20
        for language, word in (("id", "Paling banyak"), ("en-GB, id;q=0.5", "At most")):
            answer = await operator.post(
                LIST, body(title=secret), headers={"Accept-Language": language}
            )
            assert answer.json()["errors"][0]["detail"].startswith(word)
            assert "rahasia" not in answer.text

    async def test_names_the_row_that_has_the_external_reference(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        reference = f"SIMLAP-{uuid4()}"
        first = await created(operator, external_reference=reference)
        again = await operator.post(LIST, body(external_reference=reference))
        assert (again.status_code, again.json()["code"]) == (409, "external-reference-taken")
        assert again.json()["existing_id"] == first["id"]
        elsewhere = await world.caller("32.73", "operator")
        assert (await created(elsewhere, external_reference=reference))["tenant"] == "32.73"

    async def test_a_viewer_may_not(self, world: World) -> None:
        viewer = await world.caller("32.04", "viewer")
        answer = await viewer.post(LIST, body())
        assert (answer.status_code, answer.json()["permission"]) == (403, "reports:write")

    async def test_without_a_token_it_says_why(self, world: World) -> None:
        answer = await world.api.post(LIST, json=body())
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


class TestUpdateReport:
    async def test_changes_what_was_sent_and_removes_nulls(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator, location="Aula", speakers=["Pranata Humas"])
        patch = {"title": "Judul baru", "location": None, "speakers": None}
        answer = await operator.patch(f"{LIST}/{report['id']}", patch, report["version"])
        changed = answer.json()
        assert answer.status_code == 200
        assert (changed["title"], changed["location"], changed["speakers"]) == (
            "Judul baru",
            None,
            [],
        )
        assert changed["summary"] == report["summary"]
        assert (changed["version"], answer.headers["etag"]) == (2, '"2"')

    async def test_what_creation_requires_cannot_be_removed(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        answer = await operator.patch(f"{LIST}/{report['id']}", {"title": None}, 1)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/title"

    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        path = f"{LIST}/{(await created(operator))['id']}"
        assert (await operator.patch(path, {"title": "x"}, None)).status_code == 428
        assert (await operator.patch(path, {"title": "x"}, 7)).status_code == 412
        starred = await operator.send("PATCH", path, json={"title": "x"}, headers={"If-Match": "*"})
        assert (starred.status_code, starred.json()["code"]) == (400, "invalid-if-match")
        assert (await operator.get(path)).json()["version"] == 1

    async def test_takes_merge_patch_as_its_media_type(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        path = f"{LIST}/{(await created(operator))['id']}"
        headers = {"Content-Type": "application/merge-patch+json"}
        answer = await operator.send(
            "PATCH", path, json={"title": "Baru"}, version=1, headers=headers
        )
        assert answer.json()["title"] == "Baru"

    async def test_replaces_posts_and_keeps_their_order(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator, posts=[{"url": "https://x.example/1"}])
        posts = [{"url": f"https://x.example/{n}", "reach": n} for n in (5, 3, 4)]
        answer = await operator.patch(f"{LIST}/{report['id']}", {"posts": posts}, 1)
        assert [post["reach"] for post in answer.json()["posts"]] == [5, 3, 4]

    async def test_is_refused_once_handed_in(self, world: World) -> None:
        report = await submitted(world)
        operator = await world.caller("32.04", "operator")
        answer = await operator.patch(f"{LIST}/{report['id']}", {"title": "x"}, report["version"])
        assert answer.status_code == 409
        assert answer.json()["code"] == "transition-not-allowed"
        assert answer.json()["allowed"] == ["accept_report", "return_report", "withdraw_report"]


class TestDeleteReport:
    async def test_removes_a_draft(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator, posts=[{"url": "https://x.example/1"}])
        assert (await operator.delete(f"{LIST}/{report['id']}", 1)).status_code == 204
        assert (await operator.get(f"{LIST}/{report['id']}")).status_code == 404

    async def test_keeps_what_was_handed_in(self, world: World) -> None:
        report = await submitted(world)
        operator = await world.caller("32.04", "operator")
        answer = await operator.delete(f"{LIST}/{report['id']}", report["version"])
        assert answer.status_code == 409


class TestListReports:
    async def test_pages_without_gaps_or_repeats(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        made = [(await created(operator, period="2031-01"))["id"] for _ in range(5)]
        seen, cursor = [], ""
        while True:
            answer = await operator.get(f"{LIST}?period=2031-01&limit=2{cursor}")
            page = answer.json()
            assert set(page) == {"data", "next_cursor", "has_more", "total"}
            seen += [row["id"] for row in page["data"]]
            if not page["has_more"]:
                break
            assert 'rel="next"' in answer.headers["link"]
            cursor = f"&cursor={page['next_cursor']}"
        assert seen == made[::-1]

    async def test_sorts_and_counts_on_request(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        made = [(await created(operator, period="2031-02"))["id"] for _ in range(3)]
        answer = await operator.get(f"{LIST}?period=2031-02&sort=created_at&include=total")
        assert [row["id"] for row in answer.json()["data"]] == made
        assert answer.json()["total"] == 3
        first = (await operator.get(f"{LIST}?period=2031-02&limit=1")).json()
        assert first["total"] is None

    async def test_filters_by_status_kind_and_reference(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        await opened(world, "2031-03")
        draft = await created(operator, period="2031-03", external_reference=str(uuid4()))
        handed_in = await moved(operator, await created(operator, period="2031-03"), "submit")
        for query, wanted in (
            ("status=draft", draft),
            ("status=submitted&status=returned", handed_in),
            (f"external_reference={draft['external_reference']}", draft),
        ):
            page = (await operator.get(f"{LIST}?period=2031-03&{query}")).json()
            assert [row["id"] for row in page["data"]] == [wanted["id"]]
        assert not (await operator.get(f"{LIST}?period=2031-03&kind=briefing")).json()["data"]

    @pytest.mark.parametrize(
        ("query", "status", "code"),
        [
            ("cursor=nonsense", 400, "invalid-cursor"),
            ("cursor=WyJhIiwgMSwgMV0", 400, "invalid-cursor"),
            ("limit=0", 422, "invalid-parameter"),
            ("limit=201", 422, "invalid-parameter"),
            ("sort=title", 422, "invalid-parameter"),
            ("colour=red", 422, "invalid-parameter"),
            ("tenant=bogor", 422, "invalid-parameter"),
        ],
    )
    async def test_refuses_what_it_does_not_know(
        self, world: World, query: str, status: int, code: str
    ) -> None:
        operator = await world.caller("32.01", "operator")
        answer = await operator.get(f"{LIST}?{query}")
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    async def test_moments_are_in_utc_whatever_the_server_thinks(
        self, world: World, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        async with await AsyncConnection.connect(superuser_url, autocommit=True) as database:
            await database.execute("alter role simpul_login set timezone = 'Asia/Jakarta'")
            await database.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where usename = 'simpul_login'"
            )
            try:
                read = (await operator.get(f"{LIST}/{report['id']}")).json()
            finally:
                await database.execute("alter role simpul_login reset timezone")
        assert read["created_at"] == report["created_at"]

    async def test_a_cursor_belongs_to_its_order(self, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        for _ in range(2):
            await created(operator, period="2031-04")
        page = (await operator.get(f"{LIST}?period=2031-04&limit=1")).json()
        other = f"{LIST}?period=2031-04&sort=created_at&cursor={page['next_cursor']}"
        assert (await operator.get(other)).status_code == 400


class TestAssetsInParallel:
    async def test_one_asset_on_many_reports_at_once(
        self, world: World, superuser_url: str
    ) -> None:
        operator = await world.caller("32.04", "operator")
        province = await world.caller("32", "verifier")
        asset = (await operator.post("/v1/assets", ASSET)).json()["id"]
        returned = [
            await moved(province, await submitted(world), "return", {"note": "Foto?"})
            for _ in range(6)
        ]
        answers = await asyncio.gather(
            *(
                operator.patch(f"{LIST}/{row['id']}", {"asset_ids": [asset]}, row["version"])
                for row in returned
            )
        )
        assert [answer.status_code for answer in answers] == [200] * 6
        async with await AsyncConnection.connect(superuser_url) as database:
            found = await database.execute(
                "select handed_in_count from asset where id = %s", [asset]
            )
            assert await found.fetchone() == (6,)

from typing import Any
from uuid import uuid4

import pytest

from tests.reports.bodies import LIST, body, created
from tests.world import Caller, World


async def listed(caller: Caller, title: str) -> list[dict[str, Any]]:
    page = (await caller.get(f"{LIST}?limit=200")).json()
    return [report for report in page["data"] if report["title"] == title]


def new() -> str:
    return str(uuid4())


class TestReplay:
    async def test_gives_the_first_answer_again_byte_for_byte(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key, request = new(), body(title=new())
        first = await operator.post(LIST, request, key=key)
        again = await operator.post(LIST, request, key=key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        for name in ("etag", "location", "content-type"):
            assert again.headers[name] == first.headers[name]
        assert "idempotent-replayed" not in first.headers
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["x-request-id"] != first.headers["x-request-id"]
        assert len(await listed(operator, request["title"])) == 1

    async def test_gives_it_also_when_the_row_has_changed(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key, request = new(), body(title=new())
        first = await operator.post(LIST, request, key=key)
        path = f"{LIST}/{first.json()['id']}"
        assert (await operator.patch(path, {"title": "Lain"}, 1)).status_code == 200
        assert (await operator.post(LIST, request, key=key)).content == first.content

    async def test_comes_before_if_match_and_state(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        key, path = new(), f"{LIST}/{report['id']}/submit"
        first = await operator.post(path, version=1, key=key)
        again = await operator.post(path, version=1, key=key)
        assert (first.status_code, again.status_code) == (200, 200)
        assert again.content == first.content
        assert (again.headers["etag"], again.headers["idempotent-replayed"]) == ('"2"', "true")
        without = await operator.post(path, version=1)
        assert without.status_code == 412

    async def test_another_body_is_refused(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key, title = new(), new()
        await operator.post(LIST, body(title=title), key=key)
        other = await operator.post(LIST, body(title=title, participants=1), key=key)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
        assert len(await listed(operator, title)) == 1

    async def test_another_row_is_refused(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key = new()
        one, two = await created(operator), await created(operator)
        first = await operator.post(f"{LIST}/{one['id']}/submit", version=1, key=key)
        other = await operator.post(f"{LIST}/{two['id']}/submit", version=1, key=key)
        assert first.status_code == 200
        assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
        assert (await operator.get(f"{LIST}/{two['id']}")).json()["status"] == "draft"


class TestFailures:
    async def test_a_refused_body_is_not_kept(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key, title = new(), new()
        bad = await operator.post(LIST, body(title=title, kind="party"), key=key)
        good = await operator.post(LIST, body(title=title), key=key)
        assert (bad.status_code, good.status_code) == (422, 201)
        assert "idempotent-replayed" not in good.headers

    async def test_a_refused_transition_is_not_kept(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        path, key = f"{LIST}/{report['id']}", new()
        refused = await operator.post(f"{path}/withdraw", version=1, key=key)
        assert refused.status_code == 409
        await operator.post(f"{path}/submit", version=1)
        stale = await operator.post(f"{path}/withdraw", version=1, key=key)
        assert stale.status_code == 412
        done = await operator.post(f"{path}/withdraw", version=2, key=key)
        assert (done.status_code, done.json()["status"]) == (200, "draft")

    async def test_a_missing_permission_is_not_kept(self, world: World) -> None:
        key, request = new(), body(title=new())
        viewer = await world.caller("32.04", "viewer")
        operator = await world.caller("32.04", "operator")
        assert (await viewer.post(LIST, request, key=key)).status_code == 403
        assert (await operator.post(LIST, request, key=key)).status_code == 201


class TestBinding:
    @pytest.mark.parametrize(
        ("tenant", "role"), [("32.04", "verifier"), ("32.04", "client"), ("32.73", "operator")]
    )
    async def test_a_key_is_its_callers_own(self, world: World, tenant: str, role: str) -> None:
        first = await world.caller("32.04", "operator")
        other = await world.caller(tenant, role)
        key, request = new(), body(title=new())
        mine = await first.post(LIST, request, key=key)
        theirs = await other.post(LIST, request, key=key)
        assert (mine.status_code, theirs.status_code) == (201, 201)
        assert theirs.json()["id"] != mine.json()["id"]
        assert theirs.json()["tenant"] == tenant

    async def test_a_key_is_of_one_operation(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key = new()
        report = await operator.post(LIST, body(), key=key)
        channel = {"platform": "x", "handle": f"u{uuid4().hex[:12]}", "name": "Pemkab"}
        answer = await operator.post("/v1/channels", channel, key=key)
        assert (report.status_code, answer.status_code) == (201, 201)
        submitted = await operator.post(f"{LIST}/{report.json()['id']}/submit", version=1, key=key)
        assert submitted.status_code == 200


class TestKey:
    @pytest.mark.parametrize("key", [b"", b"k" * 201, b"kunci\xc3\xa9", b"a\tb", b"\x7f"])
    async def test_must_be_printable_ascii_of_some_length(self, world: World, key: bytes) -> None:
        operator = await world.caller("32.04", "operator")
        title = new()
        answer = await operator.post(LIST, body(title=title), headers={"Idempotency-Key": key})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid-idempotency-key")
        assert await listed(operator, title) == []

    async def test_the_longest_is_taken(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        key = (new() * 6)[:200]
        for replayed in (None, "true"):
            answer = await operator.post(LIST, body(), key=key)
            assert answer.status_code == 201
            assert answer.headers.get("idempotent-replayed") == replayed

    async def test_is_ignored_where_it_does_not_apply(self, world: World) -> None:
        operator = await world.caller("32.04", "operator")
        report = await created(operator)
        path = f"{LIST}/{report['id']}"
        for key in (new(), "k" * 300):
            headers = {"Idempotency-Key": key}
            assert (await operator.get(path, headers=headers)).status_code == 200
        key = new()
        for title, version in (("Satu", 1), ("Dua", 2)):
            answer = await operator.patch(path, {"title": title}, version, key=key)
            assert (answer.status_code, answer.json()["title"]) == (200, title)

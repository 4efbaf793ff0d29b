"""Requests as nobody should send them: each is answered with a problem, and none with a 5xx."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from httpx2 import AsyncClient, Response
from structlog.testing import capture_logs

import api.reports.service
from api.problems import MEDIA_TYPE, Problem
from tests.reports.bodies import LIST, body, created
from tests.world import Caller, World


@pytest_asyncio.fixture
async def operator(world: World) -> Caller:
    """May write reports."""
    return await world.caller("32.04", "operator")


def problem(answer: Response, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer, which must be this one."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    required = {name for name, field in Problem.model_fields.items() if field.is_required()}
    assert len(required) == 7
    assert required <= set(found)
    assert (found["status"], found["code"]) == (status, code)
    assert found["type"] == f"/problems/{code}"
    assert found["request_id"] == answer.headers["x-request-id"]
    return found


async def posted(caller: Caller, content: bytes, kind: str = "application/json") -> Response:
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": kind}
    return await caller.http.post(LIST, content=content, headers=headers)


class TestNotFound:
    async def test_is_the_same_whatever_is_absent(self, world: World, operator: Caller) -> None:
        other = await created(await world.caller("32.73", "operator"))
        paths = (
            "/v1/nothing",
            "/nothing",
            f"{LIST}/{uuid4()}",
            f"{LIST}/not-a-uuid",
            f"{LIST}/{other['id']}",
            f"{LIST}/%00",
            f"{LIST}/{other['id']}%20",
            "/v1/clarifications/1",
            "/v1/channels/x",
            "/problems/nothing",
        )
        told = set()
        for path in paths:
            answer = await operator.get(path)
            request_id = problem(answer, 404, "not-found")["request_id"]
            told.add(answer.content.replace(request_id.encode(), b""))
        assert len(told) == 1


class TestMethodNotAllowed:
    @pytest.mark.parametrize(
        ("method", "path", "allowed"),
        [("PUT", LIST, "GET"), ("DELETE", LIST, "GET"), ("POST", "/healthz", "GET")],
    )
    async def test_names_what_is(
        self, operator: Caller, method: str, path: str, allowed: str
    ) -> None:
        answer = await operator.send(method, path)
        problem(answer, 405, "method-not-allowed")
        assert allowed in answer.headers["allow"]


class TestBody:
    @pytest.mark.parametrize(
        "content", [b"", b"{", b"{'a': 1}", b"\xff\xfe", b'{"a": 1} x', b"NaN", b"nul"]
    )
    async def test_must_be_json(self, operator: Caller, content: bytes) -> None:
        answer = await posted(operator, content)
        assert problem(answer, 422, "invalid-body")["errors"][0]["pointer"] == ""

    @pytest.mark.parametrize("content", [b"[]", b"1", b'"x"', b"null", b"true"])
    async def test_must_be_an_object(self, operator: Caller, content: bytes) -> None:
        answer = await posted(operator, content)
        assert problem(answer, 422, "invalid-body")["errors"][0]["pointer"] == ""

    @pytest.mark.parametrize(
        "content",
        [
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b'{"title": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
            b"9" * 100_000,
            b'{"participants": ' + b"9" * 100_000 + b"}",
        ],
        ids=["arrays", "objects", "in-a-field", "digits", "digits-in-a-field"],
    )
    async def test_may_not_be_endless(self, operator: Caller, content: bytes) -> None:
        answer = await posted(operator, content)
        assert answer.status_code in {400, 422}
        problem(answer, answer.status_code, answer.json()["code"])

    @pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
    async def test_must_be_called_json(self, operator: Caller, kind: str) -> None:
        content = json.dumps(body()).encode()
        answer = await posted(operator, content, kind)
        assert answer.status_code == (415 if kind else 422)
        problem(answer, answer.status_code, answer.json()["code"])

    @pytest.mark.parametrize(
        "text", ["a\x00b", "\x00", "\ud800", "a\u202eb", "\x1b[31m", "\x9b31m"], ids=ascii
    )
    @pytest.mark.parametrize("name", ["title", "summary", "external_reference", "location"])
    async def test_holds_no_letters_that_cannot_be_kept(
        self, operator: Caller, name: str, text: str
    ) -> None:
        content = json.dumps(body(**{name: text})).encode()
        found = problem(await posted(operator, content), 422, "invalid-body")
        assert [error["pointer"] for error in found["errors"]] == [f"/{name}"]

    @pytest.mark.parametrize(
        ("name", "pointer"), [("colour", "/colour"), ("a/b <i>", ""), ("x" * 65, "")]
    )
    async def test_a_pointer_names_what_somebody_would_call_a_field(
        self, operator: Caller, name: str, pointer: str
    ) -> None:
        found = problem(await operator.post(LIST, body(**{name: 1})), 422, "invalid-body")
        assert found["errors"][0]["pointer"] == pointer

    async def test_an_answer_does_not_outgrow_its_request(self, operator: Caller) -> None:
        many = {f"field_{number}": 1 for number in range(5000)}
        found = problem(await operator.post(LIST, body(**many)), 422, "invalid-body")
        assert len(found["errors"]) == 50

    async def test_a_slash_at_the_end_leads_nowhere(self, operator: Caller) -> None:
        answer = await operator.get(f"{LIST}/", headers={"Host": "evil.example"})
        assert (answer.status_code, "location" in answer.headers) == (404, False)

    async def test_nothing_of_it_is_repeated(self, operator: Caller) -> None:
        secret = "kata-sandi-rahasia"
        for content in (
            json.dumps(body(kind=secret, period=secret, starts_on=secret)),
            json.dumps(body(**{secret: secret})).replace(secret, "x", 1),
            f'{{"title": "{secret}',
            json.dumps([secret]),
        ):
            answer = await posted(operator, content.encode())
            assert answer.status_code == 422
            values = [error["detail"] for error in answer.json()["errors"]]
            assert secret not in "".join(values) + answer.json()["detail"]


class TestSize:
    async def test_more_than_a_mebibyte_is_refused(self, operator: Caller) -> None:
        content = json.dumps(body(summary="x" * 1024 * 1024)).encode()
        problem(await posted(operator, content), 413, "body-too-large")

    async def test_also_when_its_length_is_not_told(self, operator: Caller) -> None:
        async def pieces() -> AsyncIterator[bytes]:
            yield b'{"summary": "'
            for _ in range(40):
                yield b"x" * 65_536
            yield b'"}'

        headers = {
            "Authorization": f"Bearer {operator.token}",
            "Content-Type": "application/json",
        }
        answer = await operator.http.post(LIST, content=pieces(), headers=headers)
        problem(answer, 413, "body-too-large")

    async def test_also_without_a_token(self, api: AsyncClient, world: World) -> None:
        assert world
        answer = await api.post(LIST, content=b"x" * (2 * 1024 * 1024))
        assert answer.status_code in {401, 413}
        problem(answer, answer.status_code, answer.json()["code"])

    async def test_a_little_less_is_read(self, operator: Caller) -> None:
        content = json.dumps(body(summary="x" * (1024 * 1024 - 2000))).encode()
        found = problem(await posted(operator, content), 422, "invalid-body")
        assert found["errors"][0]["code"] == "string-too-long"


class TestParameter:
    @pytest.mark.parametrize(
        "path",
        [
            f"{LIST}?external_reference=a%00b",
            f"{LIST}?cursor=%00",
            f"{LIST}?tenant=%00",
            f"{LIST}?limit=99999999999999999999999999",
            f"{LIST}?period=%FF%FE",
            "/v1/public/clarifications?cursor=%00",
            "/v1/public/clarifications?region=%00",
            "/v1/public/clarifications/a%00b",
            "/v1/public/clarifications/%ED%A0%80",
            "/v1/tenants/%00",
            "/v1/shared/clarifications/%00",
            "/v1/shared/clarifications?cursor=%00",
            "/v1/channels?handle=a%00b",
            "/v1/channels?url=a%00b",
            "/v1/tenants?name=%00",
            "/v1/tenants?q=%00",
            "/v1/events?cursor=%00",
        ],
    )
    async def test_never_breaks_anything(self, operator: Caller, path: str) -> None:
        answer = await operator.get(path)
        assert answer.status_code in {400, 404, 422}, answer.text
        problem(answer, answer.status_code, answer.json()["code"])

    @pytest.mark.parametrize(
        ("header", "value"),
        [
            ("If-Match", '"' + "9" * 400 + '"'),
            ("If-Match", '"' + "9" * 18 + '"'),
            ("If-Match", b"\xff\x00"),
            ("If-Match", ""),
            ("If-Match", '"1", W/"2'),
        ],
    )
    async def test_nor_does_a_header(
        self, operator: Caller, header: str, value: str | bytes
    ) -> None:
        report = await created(operator)
        path = f"{LIST}/{report['id']}"
        answer = await operator.send("PATCH", path, json={"title": "x"}, headers={header: value})
        assert answer.status_code in {400, 412, 428}
        problem(answer, answer.status_code, answer.json()["code"])


class TestInternalError:
    async def test_says_nothing_of_what_happened(
        self, operator: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fail(*_: object) -> None:
            raise RuntimeError("kata sandi: rahasia")

        monkeypatch.setattr(api.reports.service, "list_reports", fail)
        with capture_logs() as logs:
            found = problem(await operator.get(LIST), 500, "internal-error")
        assert [log["path"] for log in logs if log["event"] == "internal-error"] == [LIST]
        text = json.dumps(found)
        assert "rahasia" not in text
        assert "RuntimeError" not in text
        assert "Traceback" not in text


class TestLanguage:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            (None, "id"),
            ("", "id"),
            ("*", "id"),
            ("fr", "id"),
            ("en", "en"),
            ("EN-us", "en"),
            ("id", "id"),
            ("id-ID,id;q=0.9,en;q=0.8", "id"),
            ("en-US,en;q=0.9,id;q=0.8", "en"),
            ("fr, en;q=0.1", "en"),
            ("id;q=0.1, en;q=0.2", "en"),
            ("en; q=0.9, id; q=0.5", "en"),
            ("en;q=0", "id"),
            ("en;q=x", "id"),
            ("en;q=x, en", "en"),
            ("en;q=nan, id;q=1", "id"),
            ("in, en;q=0.5", "en"),
            (",,;q=,", "id"),
        ],
    )
    async def test_is_the_one_that_ranks_first(
        self, api: AsyncClient, world: World, header: str | None, language: str
    ) -> None:
        assert world
        headers = {} if header is None else {"Accept-Language": header}
        answer = await api.get("/nothing", headers=headers)
        found = problem(answer, 404, "not-found")
        assert answer.headers["content-language"] == language
        assert found["title"] == {"id": "Tidak ditemukan", "en": "Not found"}[language]

"""Repeats, and tokens that are about to end."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import AsyncClient, ConnectError, MockTransport, Request, Response

from bench.measured import Measured
from bench.sending import ATTEMPTS, Operation, RefusedError, Sender, UnreachableError
from bench.sign_in import Account, OpenClient, Person, SignInError, Tokens, first_form, refresh

POST = Operation("create_clarification", "POST", "/v1/clarifications", {"title": "Contoh"}, 3)
FAR = float("inf")


class Line:
    """A line that gives these answers in turn; an exception is a lost connection."""

    def __init__(self, *answers: Response | Exception) -> None:
        self._answers = iter(answers)
        self.requests: list[Request] = []
        self.waits: list[float] = []
        self.measured = Measured()

    def answer(self, request: Request) -> Response:
        self.requests.append(request)
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def pause(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def send(self, operation: Operation = POST) -> dict[str, Any]:
        person = Person(Account("32.01", "a@b.example", "x"), AsyncClient, self.measured)
        person._tokens = Tokens("token", "refresh", FAR)
        async with AsyncClient(
            transport=MockTransport(self.answer), base_url="http://test"
        ) as http:
            return await Sender(http, self.measured, self.pause).send(person, operation)


def in_flight() -> Response:
    return Response(409, json={"code": "idempotency-in-flight"})


class TestSend:
    async def test_sends_token_version_and_key(self) -> None:
        line = Line(Response(201, json={"id": "1"}))
        assert await line.send() == {"id": "1"}
        headers = line.requests[0].headers
        assert headers["authorization"] == "Bearer token"
        assert headers["if-match"] == '"3"'
        assert headers["idempotency-key"]

    async def test_repeats_under_one_key(self) -> None:
        line = Line(
            ConnectError("lost"),
            Response(503),
            Response(429, headers={"Retry-After": "7"}),
            in_flight(),
            Response(201, json={"id": "1"}),
        )
        assert await line.send() == {"id": "1"}
        assert len({request.headers["idempotency-key"] for request in line.requests}) == 1
        assert line.measured.repeats == 4
        assert 7 <= line.waits[2] < 8
        assert line.waits[0] < line.waits[1] < line.waits[3]

    async def test_does_not_wait_for_ever(self) -> None:
        line = Line(
            Response(503, headers={"Retry-After": "86400"}), Response(200, json={"id": "1"})
        )
        await line.send()
        assert line.waits[0] < 31

    async def test_gives_up(self) -> None:
        line = Line(*[ConnectError("lost")] * ATTEMPTS)
        with pytest.raises(UnreachableError):
            await line.send()
        assert len(line.waits) == ATTEMPTS - 1
        with pytest.raises(RefusedError, match="503"):
            await Line(*[Response(503) for _ in range(ATTEMPTS)]).send()

    async def test_tells_what_was_refused(self) -> None:
        problem = {
            "code": "invalid-body",
            "detail": "1 field",
            "errors": [{"pointer": "/title", "code": "too-long"}],
        }
        line = Line(Response(422, json=problem))
        with pytest.raises(RefusedError, match="422 invalid-body: 1 field /title too-long"):
            await line.send()
        assert len(line.requests) == 1

    async def test_reads_an_answer_that_is_no_problem_document(self) -> None:
        with pytest.raises(RefusedError, match="413 no problem document"):
            await Line(Response(413, text="<html>")).send()
        with pytest.raises(RefusedError, match="200 no problem document"):
            await Line(Response(200, text="<html>")).send()


@pytest.fixture
def account(credentials: dict[str, Any]) -> Account:
    """An operator."""
    found = next(each for each in credentials["people"] if each["roles"] == ["operator"])
    return Account(found["tenant"], found["email"], found["password"])


class TestPerson:
    async def test_renews_a_token_that_is_about_to_end(
        self, account: Account, open_client: OpenClient
    ) -> None:
        measured = Measured()
        person = Person(account, open_client, measured)
        first = await person.bearer()
        assert await person.bearer() == first
        person.expire(first)
        second = await person.bearer()
        person.expire(first)  # of a request that was under way meanwhile
        assert await person.bearer() == second != first
        assert {name: len(took) for name, took in measured.seconds.items()} == {
            "sign_in": 1,
            "refresh_token": 1,
        }

    async def test_signs_in_again_where_the_refresh_token_was_spent(
        self, account: Account, open_client: OpenClient
    ) -> None:
        measured = Measured()
        person = Person(account, open_client, measured)
        token = await person.bearer()
        assert person._tokens
        async with open_client() as browser:
            await refresh(browser, person._tokens)
        person.expire(token)
        assert await person.bearer() != token
        assert len(measured.seconds["sign_in"]) == 2

    async def test_waits_for_a_busy_server(self) -> None:
        line = Line(*[Response(503) for _ in range(ATTEMPTS)])
        person = Person(Account("32.01", "a@b.example", "x"), self.client(line), Measured())
        async with AsyncClient(base_url="http://test") as http:
            with pytest.raises(UnreachableError):
                await Sender(http, line.measured, line.pause).send(person, POST)

    async def test_does_not_go_round_for_ever(self) -> None:
        line = Line(*[Response(302, headers={"Location": "/login"})] * 20)
        person = Person(Account("32.01", "a@b.example", "x"), self.client(line), Measured())
        with pytest.raises(SignInError, match="without end"):
            await person.bearer()

    def client(self, line: Line) -> Callable[[], AsyncClient]:
        transport = MockTransport(line.answer)
        return lambda: AsyncClient(transport=transport, base_url="http://test")


class TestFirstForm:
    def test_is_read_with_its_hidden_fields(self) -> None:
        form = first_form(
            '<input type="hidden" name="before" value="1">'
            '<form action="/login?a=1&amp;b=2"><input type="hidden" name="csrf" value="&lt;x&gt;">'
            '<input name="email"></form>'
            '<form action="/other"><input type="hidden" name="after" value="1"></form>'
        )
        assert form
        assert (form.action, form.hidden) == ("/login?a=1&b=2", {"csrf": "<x>"})

    def test_is_none_without_one(self) -> None:
        assert first_form("<p>Contoh</p>") is None

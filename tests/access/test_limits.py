from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from fastapi import Request
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.datastructures import State
from starlette.types import Scope

from api.access.limits import Limiter, address_of, network_of
from api.app import create_app
from api.settings import LimitSettings, Settings
from tests.conftest import BASE_URL
from tests.reports.bodies import LIST, body
from tests.world import Caller, World

Served = Callable[..., AbstractAsyncContextManager[AsyncClient]]
PUBLIC = "/v1/public/clarifications"


@pytest.fixture
def serve(settings: Settings, world: World) -> Served:
    """The application with few requests for everybody, and settings of a test's own."""
    assert world

    @asynccontextmanager
    async def run(**changes: object) -> AsyncIterator[AsyncClient]:
        limits = LimitSettings(caller="4/day", address="3/hour")
        app = create_app(settings.model_copy(update={"limits": limits, **changes}))
        async with app.router.lifespan_context(app):
            transport = ASGITransport(app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url=BASE_URL) as client:
                yield client

    return run


def left(answer: Response) -> int:
    """The requests that are left, as the header says."""
    name, remaining, _ = answer.headers["ratelimit"].split(";")
    assert name in {'"caller"', '"address"'}
    return int(remaining.removeprefix("r="))


class TestCaller:
    async def test_is_told_what_is_left_and_then_to_wait(self, serve: Served, world: World) -> None:
        token = (await world.caller("32.04", "operator")).token
        async with serve() as http:
            operator = Caller(http, token, "32.04")
            answers = [await operator.get("/v1/me") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
        assert [left(answer) for answer in answers] == [3, 2, 1, 0, 0]
        for answer in answers:
            assert answer.headers["ratelimit-policy"] == '"caller";q=4;w=86400'
        refused = answers[-1]
        assert refused.json()["code"] == "too-many-requests"
        assert refused.headers["content-type"] == "application/problem+json"
        assert 1 <= int(refused.headers["retry-after"]) <= 86400
        wait = refused.headers["ratelimit"].rpartition(";t=")[2]
        assert abs(int(wait) - int(refused.headers["retry-after"])) <= 1

    async def test_does_not_pay_for_others(self, serve: Served, world: World) -> None:
        tokens = [
            (await world.caller(*who)).token
            for who in (("32.04", "operator"), ("32.04", "viewer"), ("32.04", "client"))
        ]
        async with serve() as http:
            first, *others = [Caller(http, token, "32.04") for token in tokens]
            for _ in range(5):
                spent = await first.get("/v1/me")
            assert spent.status_code == 429
            for other in others:
                assert (await other.get("/v1/me")).status_code == 200
            assert (await http.get(PUBLIC)).status_code == 200

    async def test_nothing_is_done_over_the_limit(self, serve: Served, world: World) -> None:
        operator = await world.caller("32.01", "operator")
        async with serve() as http:
            caller = Caller(http, operator.token, "32.01")
            made = [await caller.post(LIST, body(period="2033-01")) for _ in range(6)]
        assert [answer.status_code for answer in made] == [201] * 4 + [429] * 2
        page = (await operator.get(f"{LIST}?period=2033-01")).json()
        assert len(page["data"]) == 4


class TestAddress:
    async def test_anonymous_requests_count_for_their_address(self, serve: Served) -> None:
        async with serve() as http:
            answers = [await http.get(PUBLIC) for _ in range(4)]
            assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
            assert [left(answer) for answer in answers] == [2, 1, 0, 0]
            assert answers[0].headers["ratelimit-policy"] == '"address";q=3;w=3600'
            assert (await http.get("/v1/me")).status_code == 429

    async def test_so_do_requests_without_a_token(self, serve: Served) -> None:
        async with serve() as http:
            answers = [await http.get("/v1/me") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]

    async def test_and_those_with_a_bad_token(self, serve: Served) -> None:
        headers = {"Authorization": "Bearer a.b.c"}
        async with serve() as http:
            answers = [await http.get("/v1/me", headers=headers) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]

    async def test_what_a_stranger_claims_does_not_count(self, serve: Served) -> None:
        async with serve() as http:
            for number in range(4):
                headers = {"X-Forwarded-For": f"10.0.0.{number}"}
                answer = await http.get(PUBLIC, headers=headers)
        assert answer.status_code == 429

    async def test_behind_a_trusted_proxy_what_it_saw_counts(self, serve: Served) -> None:
        async with serve(trusted_proxies=1) as http:
            for number in range(4):
                headers = {"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.7"}
                spent = await http.get(PUBLIC, headers=headers)
            other = await http.get(PUBLIC, headers={"X-Forwarded-For": "203.0.113.8"})
        assert (spent.status_code, other.status_code) == (429, 200)


class TestAddressOf:
    @pytest.mark.parametrize(
        ("proxies", "headers", "address"),
        [
            (0, [], "192.0.2.1"),
            (0, ["203.0.113.7"], "192.0.2.1"),
            (1, [], "192.0.2.1"),
            (1, ["203.0.113.7"], "203.0.113.7"),
            (1, ["6.6.6.6, 203.0.113.7"], "203.0.113.7"),
            (2, ["6.6.6.6, 203.0.113.7 , 10.0.0.1"], "203.0.113.7"),
            (2, ["203.0.113.7"], "192.0.2.1"),
            # A proxy may write a line of its own instead of adding to the caller's (RFC 9110 5.3).
            (1, ["6.6.6.6", "203.0.113.7"], "203.0.113.7"),
            (2, ["6.6.6.6", "203.0.113.7, 10.0.0.1"], "203.0.113.7"),
        ],
    )
    def test_is_what_the_outermost_trusted_proxy_saw(
        self, settings: Settings, proxies: int, headers: list[str], address: str
    ) -> None:
        assert address_of(_request(settings, proxies, headers)) == address

    def test_is_unknown_without_a_connection(self, settings: Settings) -> None:
        request = _request(settings, 0, [])
        request.scope["client"] = None
        assert address_of(request) == "unknown"


class TestNetworkOf:
    @pytest.mark.parametrize(
        ("address", "counted"),
        [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
            ("2001:db8:0:1:ffff::", "2001:db8:0:1::/64"),
            ("2001:db8:0:2::1", "2001:db8:0:2::/64"),
            ("unknown", "unknown"),
            ("", ""),
        ],
    )
    def test_is_what_one_subscriber_has(self, address: str, counted: str) -> None:
        assert network_of(address) == counted

    async def test_limits_count_it(self, serve: Served) -> None:
        async with serve(trusted_proxies=1) as http:
            for number in range(4):
                headers = {"X-Forwarded-For": f"2001:db8:0:1::{number}"}
                spent = await http.get(PUBLIC, headers=headers)
            other = await http.get(PUBLIC, headers={"X-Forwarded-For": "2001:db8:0:2::1"})
        assert (spent.status_code, other.status_code) == (429, 200)

    async def test_so_do_failed_sign_ins_and_codes(self) -> None:
        limiter = Limiter(LimitSettings(failed_sign_ins="2/hour"))
        for number in range(2):
            await limiter.failed_sign_in("a", f"2001:db8::{number}")
            await limiter.failed_code("a", f"2001:db8::{number}")
        assert not await limiter.may_sign_in("a", "2001:db8::9")
        assert not await limiter.may_give_code("a", "2001:db8::9")
        assert await limiter.sign_in_wait("a", "2001:db8::9") > 1
        assert await limiter.may_sign_in("a", "2001:db8:0:1::9")


class _App:
    def __init__(self, settings: Settings) -> None:
        self.state = State({"settings": settings})


def _request(settings: Settings, proxies: int, headers: list[str]) -> Request:
    scope: Scope = {
        "type": "http",
        "headers": [(b"x-forwarded-for", value.encode()) for value in headers],
        "client": ("192.0.2.1", 4711),
        "app": _App(settings.model_copy(update={"trusted_proxies": proxies})),
    }
    return Request(scope)

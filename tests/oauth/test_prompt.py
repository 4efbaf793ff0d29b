"""What OpenID Connect lets a client ask of the sign-in: prompt, max_age (Core 3.1.2.1)."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from httpx2 import Response
from sqlalchemy import update
from sqlmodel import col

from api.oauth import applications
from api.oauth.applications import BUILT_IN, Application
from api.oauth.models import SignIn
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman
from tests.oauth.flow import Flow
from tests.oauth.test_authorize import told
from tests.oauth.test_client_credentials import claims_of
from tests.world import Human, fill_in


def is_sign_in(answer: Response) -> bool:
    return answer.status_code == 303 and answer.headers["location"].startswith("/login?")


async def signed_in_long_ago(sessions: Sessions, human: Human, **ago: float) -> None:
    async with transaction(sessions, as_system("test")) as session:
        mine = col(SignIn.person_id) == UUID(human.person_id)
        when = now() - timedelta(**ago)
        await session.execute(update(SignIn).where(mine).values(created_at=when))


async def sign_in_at(flow: Flow, answer: Response, human: Human) -> Response:
    page = await flow.browser.get(answer.headers["location"])
    return await fill_in(flow.browser, page, email=human.email, password=human.password)


class TestLogin:
    async def test_asks_who_is_signed_in_again_and_once(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        await flow.sign_in(human)
        await signed_in_long_ago(sessions, human, hours=1)
        answer = await flow.open(prompt="login", scope="openid", nonce="x")
        assert is_sign_in(answer)
        began = int(time.time())
        arrived = await flow.arrive(await sign_in_at(flow, answer, human))
        claims = claims_of((await flow.redeem(arrived["code"])).json()["id_token"])
        assert claims["auth_time"] >= began
        assert claims["nonce"] == "x"
        assert arrived["state"] == flow.asked["state"]

    async def test_the_page_cannot_be_gone_around(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        answer = await flow.open(prompt="login")
        query = urlsplit(answer.headers["location"]).query
        assert "prompt" not in parse_qs(query)
        # Back to the authorization endpoint with what the page carries, without signing in.
        again = await flow.browser.get(f"/oauth/authorize?{query}")
        assert is_sign_in(again)

    async def test_who_is_not_signed_in_signs_in_once(self, flow: Flow, human: Human) -> None:
        answer = await flow.open(prompt="login", max_age="0")
        assert "code" in await flow.arrive(await sign_in_at(flow, answer, human))

    async def test_other_prompts_ask_for_nothing(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        for prompt in ("consent", "select_account", "unknown"):
            assert "code" in told(await flow.open(prompt=prompt))


class TestNone:
    async def test_shows_no_page(self, flow: Flow, human: Human) -> None:
        refused = told(await flow.open(prompt="none"))
        assert (refused["error"], refused["state"]) == ("login_required", flow.asked["state"])
        await flow.sign_in(human)
        assert "code" in told(await flow.open(prompt="none"))

    async def test_asks_for_no_choice(self, flow: Flow, make_human: MakeHuman) -> None:
        await flow.sign_in(await make_human("32.01", "32.73"), tenant="32.01")
        assert told(await flow.open(prompt="none"))["error"] == "account_selection_required"
        assert "code" in told(await flow.open(prompt="none", tenant="32.73"))

    async def test_stands_alone(self, flow: Flow) -> None:
        assert told(await flow.open(prompt="none login"))["error"] == "invalid_request"

    async def test_an_old_sign_in_is_not_enough(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        await flow.sign_in(human)
        await signed_in_long_ago(sessions, human, minutes=5)
        assert "code" in told(await flow.open(prompt="none", max_age="400"))
        assert told(await flow.open(prompt="none", max_age="200"))["error"] == "login_required"


class TestMaxAge:
    async def test_an_older_sign_in_is_asked_again(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        await flow.sign_in(human)
        assert "code" in told(await flow.open(max_age="60"))
        await signed_in_long_ago(sessions, human, minutes=5)
        answer = await flow.open(max_age="60")
        assert is_sign_in(answer)
        assert "code" in await flow.arrive(await sign_in_at(flow, answer, human))

    async def test_zero_does_not_go_in_circles(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        answer = await flow.open(max_age="0")
        assert is_sign_in(answer)
        assert "code" in await flow.arrive(await sign_in_at(flow, answer, human))

    @pytest.mark.parametrize("name", ["max_age", "signed_in_since"])
    @pytest.mark.parametrize("value", ["-1", "x", "1e3", "٣", "9" * 20, "1.", "\x00", "nan"])
    async def test_nonsense_is_refused(
        self, flow: Flow, human: Human, name: str, value: str
    ) -> None:
        await flow.sign_in(human)
        assert told(await flow.open(**{name: value}))["error"] == "invalid_request"

    async def test_a_moment_to_come_does_not_go_in_circles(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        assert "code" in told(await flow.open(signed_in_since="99999999999"))


class TestNotSupported:
    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"request": "a.b.c"}, "request_not_supported"),
            ({"request_uri": "https://evil.example/"}, "request_uri_not_supported"),
            ({"response_mode": "fragment"}, "invalid_request"),
            ({"response_mode": "form_post"}, "invalid_request"),
        ],
    )
    async def test_is_told(self, flow: Flow, changed: dict[str, str], error: str) -> None:
        assert told(await flow.open(**changed))["error"] == error


class TestThirdParty:
    async def test_is_refused_until_there_is_a_page_for_consent(
        self, flow: Flow, human: Human, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await flow.sign_in(human)
        ours = applications.SIMPULCTL.redirect_uri
        for client, is_ours in (("theirs", False), ("another-of-ours", True)):
            made = Application(client, ours, is_ours=is_ours)
            monkeypatch.setitem(BUILT_IN, client, made)
        refused = told(await flow.open(client_id="theirs"))
        assert (refused["error"], refused["state"]) == (
            "unauthorized_client",
            flow.asked["state"],
        )
        assert "code" in told(await flow.open(client_id="another-of-ours"))

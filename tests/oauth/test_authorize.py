"""GET /oauth/authorize: who is sent where, with what."""

from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import update
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman
from tests.oauth.flow import Flow
from tests.oauth.test_client_credentials import claims_of
from tests.world import REDIRECT, Human, Machine, fill_in

ELSEWHERE = [
    "http://localhost:80@evil.example/",
    "http://127.0.0.1:80@evil.example/callback",
    "http://127.0.0.1@evil.example/callback",
    "http://user@127.0.0.1/callback",
    "http://user:password@127.0.0.1:8/callback",
    "http://localhost/callback",
    "http://localhost:8000/callback",
    "http://[::1]/callback",
    "http://127.0.0.2/callback",
    "http://127.1/callback",
    "http://2130706433/callback",
    "http://0x7f.0.0.1/callback",
    "http://127.0.0.1.evil.example/callback",
    "http://evil.example/callback",
    "http://evil.example#127.0.0.1/callback",
    "http://evil.example\\127.0.0.1/callback",
    "https://127.0.0.1/callback",
    "HTTP://127.0.0.1/callback",
    "//127.0.0.1/callback",
    "/callback",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://127.0.0.1/callback/",
    "http://127.0.0.1/callback/../evil",
    "http://127.0.0.1//callback",
    "http://127.0.0.1/Callback",
    "http://127.0.0.1/other",
    "http://127.0.0.1/x/callback",
    "http://127.0.0.1/callback?next=x",
    "http://127.0.0.1/callback#x",
    "http://127.0.0.1/callback%00",
    "http://127.0.0.1/callback\n",
    "http://127.0.0.1/callback\r\nLocation: http://evil.example/",
    " http://127.0.0.1/callback",
    "http://127.0.0.1:/callback",
    "http://127.0.0.1:0/callback",
    "http://127.0.0.1:65536/callback",
    "http://127.0.0.1:99999/callback",
    "http://127.0.0.1:080/callback",
    "http://127.0.0.1:\uff18\uff10/callback",
    "http://127.0.0.1:80:80/callback",
    "http://127.0.0.1:8x/callback",
    'http://127.0.0.1/callback"',
    "",
]


def is_plain_refusal(answer: Response) -> bool:
    """A page for the person, nothing for the client, no session and no form to go on with."""
    return (
        answer.status_code == 400
        and "location" not in answer.headers
        and "simpul_session" not in answer.headers.get("set-cookie", "")
        and "<form" not in answer.text
    )


def told(answer: Response) -> dict[str, str]:
    """What the client is told at its address."""
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{REDIRECT}?")
    assert answer.headers["cache-control"] == "no-store"
    found = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: value for name, (value,) in found.items()}


class TestAuthorize:
    async def test_gives_a_code_state_and_issuer(self, flow: Flow, human: Human) -> None:
        arrived = await flow.sign_in(human)
        assert set(arrived) == {"code", "state", "iss"}
        assert arrived["state"] == flow.asked["state"]
        assert arrived["iss"] == "http://127.0.0.1:8000"
        assert len(arrived["code"]) == 43

    async def test_the_token_is_about_the_member(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human)
        assert body["expires_in"] == 600
        claims = claims_of(body["access_token"])
        assert (claims["sub"], claims["client_id"]) == (human.person_id, "simpulctl")
        assert (claims["kind"], claims["tenant"]) == ("person", "32.04")
        assert claims["roles"] == ["operator"]
        assert claims["scope"] == body["scope"]
        assert "reports:write" in body["scope"].split()
        assert "clarifications:verify" not in body["scope"].split()
        me = await flow.browser.get(
            "/v1/me", headers={"Authorization": f"Bearer {body['access_token']}"}
        )
        assert me.json()["email"] == human.email

    async def test_asks_to_sign_in_first(self, flow: Flow) -> None:
        answer = await flow.open()
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?")

    async def test_who_is_signed_in_is_not_asked_again(self, flow: Flow, human: Human) -> None:
        first = await flow.sign_in(human)
        second = told(await flow.open())
        assert second["code"] != first["code"]
        assert (await flow.redeem(second["code"])).status_code == 200

    async def test_may_be_posted(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        assert "code" in told(await flow.browser.post("/oauth/authorize", data=flow.asked))

    async def test_scope_is_cut_to_the_member(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human, scope="openid reports:read clarifications:verify")
        assert body["scope"] == "openid reports:read"

    async def test_nothing_in_common_is_told(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)
        answer = told(await flow.open(scope="clarifications:verify"))
        assert answer["error"] == "invalid_scope"
        assert answer["state"] == flow.asked["state"]
        assert answer["iss"] == "http://127.0.0.1:8000"

    async def test_an_unknown_scope_is_told(self, flow: Flow) -> None:
        answer = told(await flow.open(scope='reports:read "<nothing>'))
        assert (answer["error"], answer["state"]) == ("invalid_scope", flow.asked["state"])

    @pytest.mark.parametrize("kind", ["token", "code token", "id_token", 'x"\\é', None])
    async def test_another_response_type_is_told(self, flow: Flow, kind: str | None) -> None:
        answer = told(await flow.open(response_type=kind))
        assert answer["error"] == "unsupported_response_type"
        assert answer["state"] == flow.asked["state"]

    @pytest.mark.parametrize("client", ["unknown", "", None, "a\x00b", "SIMPULCTL"])
    async def test_an_unknown_client_is_refused(self, flow: Flow, client: str | None) -> None:
        assert is_plain_refusal(await flow.open(client_id=client))
        assert is_plain_refusal(await flow.open(client_id=client, response_type="token"))

    async def test_nobody_signs_in_with_a_regional_system(
        self, flow: Flow, machine: Machine
    ) -> None:
        assert is_plain_refusal(await flow.open(client_id=machine.client_id))

    @pytest.mark.parametrize("name", ["client_id", "redirect_uri", "scope", "code_challenge"])
    async def test_a_repeated_parameter_is_refused(self, flow: Flow, name: str) -> None:
        query = urlencode([*flow.asked.items(), (name, "x"), (name, "y")])
        assert is_plain_refusal(await flow.browser.get(f"/oauth/authorize?{query}"))


class TestRedirect:
    @pytest.mark.parametrize(
        "redirect", ["http://127.0.0.1/callback", "http://127.0.0.1:1/callback"]
    )
    async def test_any_port_of_the_registered_address(
        self, browser: AsyncClient, human: Human, redirect: str
    ) -> None:
        flow = Flow(browser, asked={"redirect_uri": redirect})
        assert "code" in await flow.sign_in(human)

    async def test_nowhere_else(self, flow: Flow, human: Human) -> None:
        await flow.sign_in(human)  # a session, so that nothing but the address is in the way
        for redirect in ELSEWHERE:
            for changed in ({}, {"response_type": "token"}, {"scope": "unknown"}):
                answer = await flow.open(redirect_uri=redirect, **changed)
                assert is_plain_refusal(answer), redirect
        assert is_plain_refusal(await flow.open(redirect_uri=None))

    async def test_nothing_of_the_request_is_echoed(self, flow: Flow) -> None:
        answer = await flow.open(redirect_uri="http://evil.example/<script>", client_id="<b>")
        # But for the link to the same page in the other language, which is ours.
        assert "http://evil" not in answer.text
        assert "<b>" not in answer.text
        assert "<script" not in answer.text


class TestPkce:
    @pytest.mark.parametrize(
        "changed",
        [
            {"code_challenge": None, "code_challenge_method": None},
            {"code_challenge": None},
            {"code_challenge": ""},
            {"code_challenge_method": None},
            {"code_challenge_method": ""},
            {"code_challenge_method": "plain"},
            {"code_challenge_method": "s256"},
            {"code_challenge_method": "S512"},
            {"code_challenge": "a" * 42},
            {"code_challenge": "a" * 44},
            {"code_challenge": "a" * 43 + "\n"},
            {"code_challenge": "a" * 42 + "="},
            {"code_challenge": "a" * 42 + "\x00"},
        ],
    )
    async def test_only_s256(
        self, flow: Flow, human: Human, changed: dict[str, str | None]
    ) -> None:
        assert is_plain_refusal(await flow.open(**changed))
        await flow.sign_in(human)
        assert is_plain_refusal(await flow.open(**changed))
        assert is_plain_refusal(await flow.open(**changed, scope="unknown"))


class TestTenant:
    async def test_picks_the_membership(self, flow: Flow, make_human: MakeHuman) -> None:
        human = await make_human("32.01", "32.73")
        body = await flow.tokens(human, tenant="32.73")
        assert claims_of(body["access_token"])["tenant"] == "32.73"

    async def test_several_memberships_are_a_choice(
        self, flow: Flow, make_human: MakeHuman
    ) -> None:
        human = await make_human("32.01", "32.73")
        first = await flow.open()
        page = await flow.browser.get(first.headers["location"])
        answer = await fill_in(flow.browser, page, email=human.email, password=human.password)
        choice = await flow.browser.get(answer.headers["location"])
        assert choice.status_code == 200
        assert [code in choice.text for code in ("32.01", "32.73", "32.04")] == [True, True, False]
        assert 'action="/oauth/authorize"' in choice.text
        arrived = await flow.arrive(await flow.open(tenant="32.73"))
        body = (await flow.redeem(arrived["code"])).json()
        assert claims_of(body["access_token"])["tenant"] == "32.73"

    async def test_the_choice_can_be_sent(self, flow: Flow, make_human: MakeHuman) -> None:
        human = await make_human("32.01", "32.73")
        with pytest.raises(AssertionError):
            await flow.sign_in(human)
        answer = await fill_in(flow.browser, await flow.open(), tenant="32.01")
        body = (await flow.redeem((await flow.arrive(answer))["code"])).json()
        assert claims_of(body["access_token"])["tenant"] == "32.01"

    @pytest.mark.parametrize("tenant", ["32.01", "99", "x\x00"])
    async def test_somewhere_else_is_denied(self, flow: Flow, human: Human, tenant: str) -> None:
        arrived = await flow.sign_in(human, tenant=tenant)
        assert (arrived["error"], arrived["state"]) == ("access_denied", flow.asked["state"])

    @pytest.mark.parametrize(
        "status",
        [MembershipStatus.SUSPENDED, MembershipStatus.REMOVED, MembershipStatus.INVITED],
    )
    async def test_only_an_active_member(
        self, flow: Flow, human: Human, sessions: Sessions, status: MembershipStatus
    ) -> None:
        async with transaction(sessions, as_system("test")) as session:
            this = col(Membership.person_id) == UUID(human.person_id)
            await session.execute(update(Membership).where(this).values(status=status))
        assert (await flow.sign_in(human))["error"] == "access_denied"

    async def test_a_member_of_nothing_is_denied(self, flow: Flow, make_human: MakeHuman) -> None:
        assert (await flow.sign_in(await make_human()))["error"] == "access_denied"

"""POST /oauth/introspect (RFC 7662)."""

from datetime import timedelta

import pytest
import pytest_asyncio
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from sqlalchemy import update
from sqlmodel import col

from api.access.models import Client, ClientStatus, Revoked
from api.access.revocation import Revocations, revoke
from api.access.secrets import digest
from api.oauth.models import RefreshToken
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman, MakeMachine
from tests.oauth.flow import Flow, refusal
from tests.oauth.test_client_credentials import claims_of
from tests.oauth.test_forged import signed
from tests.oauth.test_refresh import change_membership
from tests.world import Human, Machine, client_token

NOTHING = b'{"active":false}'


async def introspect(http: AsyncClient, asker: Machine, token: str, **asked: str) -> Response:
    answer = await http.post(
        "/oauth/introspect",
        data={"token": token, **asked},
        auth=(asker.client_id, asker.client_secret),
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer


@pytest_asyncio.fixture
async def asker(make_machine: MakeMachine) -> Machine:
    """A client of 32.04."""
    return await make_machine("32.04")


class TestActive:
    async def test_a_persons_token(self, flow: Flow, human: Human, asker: Machine) -> None:
        token = (await flow.tokens(human))["access_token"]
        found = (await introspect(flow.browser, asker, token)).json()
        claims = claims_of(token)
        assert found == {"active": True, "token_type": "Bearer", **claims}
        assert (found["sub"], found["tenant"]) == (human.person_id, "32.04")
        assert found["client_id"] == "simpulctl"

    async def test_a_machines_token(
        self, api: AsyncClient, machine: Machine, asker: Machine
    ) -> None:
        token = await client_token(api, machine)
        for hint in ("access_token", "refresh_token"):
            found = (await introspect(api, asker, token, token_type_hint=hint)).json()
            assert (found["active"], found["sub"]) == (True, machine.client_id)
            assert found["scope"] == "reports:read reports:write"

    async def test_a_refresh_token(self, flow: Flow, human: Human, asker: Machine) -> None:
        body = await flow.tokens(human, scope="reports:read")
        found = (await introspect(flow.browser, asker, body["refresh_token"])).json()
        issued = found.pop("iat")
        assert found.pop("exp") - issued == 30 * 86400
        assert found == {
            "active": True,
            "token_type": "refresh_token",
            "iss": "http://127.0.0.1:8000",
            "client_id": "simpulctl",
            "sub": human.person_id,
            "tenant": "32.04",
            "scope": "reports:read",
        }


class TestNotActive:
    async def test_of_another_tenant_like_one_that_does_not_exist(
        self, flow: Flow, make_human: MakeHuman, make_machine: MakeMachine, asker: Machine
    ) -> None:
        theirs = await flow.tokens(await make_human("32.73"))
        machines = await client_token(flow.browser, await make_machine("32.73"))
        answers = [
            await introspect(flow.browser, asker, token)
            for token in (
                theirs["access_token"],
                theirs["refresh_token"],
                machines,
                "unknown",
                "a.b.c",
                "é\x00",
                "x" * 9000,
            )
        ]
        assert {answer.content for answer in answers} == {NOTHING}
        skipped = {"x-request-id", "ratelimit", "date"}
        headers = [
            {name: value for name, value in answer.headers.items() if name not in skipped}
            for answer in answers
        ]
        assert all(each == headers[0] for each in headers)

    async def test_not_for_the_province_either(
        self, flow: Flow, human: Human, make_machine: MakeMachine
    ) -> None:
        province = await make_machine("32")
        token = (await flow.tokens(human))["access_token"]
        assert (await introspect(flow.browser, province, token)).content == NOTHING

    async def test_once_revoked_whoever_revoked_it(
        self, flow: Flow, human: Human, asker: Machine, sessions: Sessions
    ) -> None:
        token = (await flow.tokens(human))["access_token"]
        # As another process does it: this one has not read it yet.
        async with transaction(sessions, as_system("test")) as session:
            session.sync_session.info["revocations"] = Revocations()
            jti = claims_of(token)["jti"]
            await session.run_sync(revoke, Revoked.TOKEN, jti)
        assert (await introspect(flow.browser, asker, token)).content == NOTHING

    async def test_after_reuse_of_its_refresh_token(
        self, flow: Flow, human: Human, asker: Machine
    ) -> None:
        body = await flow.tokens(human)
        newer = (await flow.refresh(body["refresh_token"])).json()
        used = await introspect(flow.browser, asker, body["refresh_token"])
        assert used.content == NOTHING
        await flow.refresh(body["refresh_token"])
        for token in (body["access_token"], newer["access_token"], newer["refresh_token"]):
            assert (await introspect(flow.browser, asker, token)).content == NOTHING

    async def test_of_who_may_not_act_any_more(
        self, flow: Flow, human: Human, asker: Machine, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human)
        await change_membership(sessions, human, status="suspended")
        for token in (body["access_token"], body["refresh_token"]):
            assert (await introspect(flow.browser, asker, token)).content == NOTHING

    async def test_of_who_was_signed_out(
        self, flow: Flow, human: Human, asker: Machine, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human)
        await change_membership(sessions, human, signed_out_at=now())
        found = await introspect(flow.browser, asker, body["refresh_token"])
        assert found.content == NOTHING

    async def test_of_a_revoked_client(
        self, api: AsyncClient, machine: Machine, asker: Machine, sessions: Sessions
    ) -> None:
        token = await client_token(api, machine)
        async with transaction(sessions, as_system("test")) as session:
            this = col(Client.id) == machine.client_id
            await session.execute(update(Client).where(this).values(status=ClientStatus.REVOKED))
        assert (await introspect(api, asker, token)).content == NOTHING

    async def test_when_its_time_is_over(
        self, flow: Flow, human: Human, asker: Machine, app: FastAPI, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human)
        claims = claims_of(body["access_token"])
        old = signed(app.state.keys.keys(), {**claims, "exp": claims["iat"] - 1})
        async with transaction(sessions, as_system("test")) as session:
            this = col(RefreshToken.token_hash) == digest(body["refresh_token"])
            past = now() - timedelta(seconds=1)
            await session.execute(update(RefreshToken).where(this).values(expires_at=past))
        for token in (old, body["refresh_token"]):
            assert (await introspect(flow.browser, asker, token)).content == NOTHING

    async def test_an_id_token(self, flow: Flow, human: Human, asker: Machine) -> None:
        body = await flow.tokens(human, scope="openid")
        assert (await introspect(flow.browser, asker, body["id_token"])).content == NOTHING


class TestWho:
    @pytest.mark.parametrize(
        "form", [{}, {"client_id": "simpulctl"}, {"client_id": "unknown", "client_secret": "x"}]
    )
    async def test_only_who_keeps_a_secret(
        self, flow: Flow, human: Human, form: dict[str, str]
    ) -> None:
        token = (await flow.tokens(human))["access_token"]
        answer = await flow.browser.post("/oauth/introspect", data={"token": token, **form})
        assert refusal(answer) == (401, "invalid_client")
        assert answer.headers["www-authenticate"].startswith("Basic")

    async def test_with_the_right_one(self, api: AsyncClient, asker: Machine) -> None:
        for secret in ("wrong", ""):
            answer = await api.post(
                "/oauth/introspect", data={"token": "x"}, auth=(asker.client_id, secret)
            )
            assert refusal(answer) == (401, "invalid_client")

    async def test_a_token_must_be_given(self, api: AsyncClient, asker: Machine) -> None:
        answer = await api.post("/oauth/introspect", auth=(asker.client_id, asker.client_secret))
        assert refusal(answer) == (400, "invalid_request")

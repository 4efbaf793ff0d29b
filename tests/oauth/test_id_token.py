"""The ID token that comes with the scope `openid` (OpenID Connect Core 2)."""

import base64
import hashlib
import time
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from joserfc import jwt

from tests.oauth.flow import Flow, token
from tests.oauth.test_client_credentials import claims_of
from tests.world import Human, Machine


def half_hash(text: str) -> str:
    return (
        base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).decode().rstrip("=")
    )


class TestIdToken:
    async def test_says_who_signed_in_and_when(
        self, flow: Flow, human: Human, app: FastAPI
    ) -> None:
        body = await flow.tokens(human, scope="openid reports:read", nonce='n-0S6 "é"')
        decoded = jwt.decode(body["id_token"], app.state.keys.keys(), algorithms=["RS256"])
        kid = app.state.keys.keys().keys[0].kid
        assert decoded.header == {"alg": "RS256", "typ": "JWT", "kid": kid}
        claims = decoded.claims
        issued, signed_in = claims.pop("iat"), claims.pop("auth_time")
        assert abs(issued - time.time()) < 5
        assert issued - 60 < signed_in <= issued
        assert claims == {
            "iss": "http://127.0.0.1:8000",
            "aud": "simpulctl",
            "sub": human.person_id,
            "nonce": 'n-0S6 "é"',
            "exp": issued + 600,
            "at_hash": half_hash(body["access_token"]),
        }

    async def test_keeps_the_time_of_the_sign_in(self, flow: Flow, human: Human) -> None:
        first = claims_of((await flow.tokens(human, scope="openid"))["id_token"])
        code = (await flow.arrive(await flow.open(scope="openid")))["code"]
        second = claims_of((await flow.redeem(code)).json()["id_token"])
        assert second["auth_time"] == first["auth_time"]
        assert "nonce" not in second

    @pytest.mark.parametrize("scope", [None, "reports:read", "profile email"])
    async def test_is_not_given_unasked(self, flow: Flow, human: Human, scope: str | None) -> None:
        assert "id_token" not in await flow.tokens(human, scope=scope)

    async def test_is_not_given_to_machines(self, api: AsyncClient, machine: Machine) -> None:
        answer = await token(
            api,
            grant_type="client_credentials",
            scope="openid reports:read",
            client_id=machine.client_id,
            client_secret=machine.client_secret,
        )
        assert answer.json()["scope"] == "reports:read"
        assert "id_token" not in answer.json()
        only = await token(
            api,
            grant_type="client_credentials",
            scope="openid",
            client_id=machine.client_id,
            client_secret=machine.client_secret,
        )
        assert only.json()["error"] == "invalid_scope"

    async def test_openid_alone_opens_nothing_else(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human, scope="openid")
        assert body["scope"] == "openid"
        headers = {"Authorization": f"Bearer {body['access_token']}"}
        assert (await flow.browser.get("/v1/reports", headers=headers)).status_code == 403

    async def test_opens_no_api(self, flow: Flow, human: Human) -> None:
        body = await flow.tokens(human, scope="openid")
        for path in ("/v1/me", "/oauth/userinfo"):
            answer = await flow.browser.get(
                path, headers={"Authorization": f"Bearer {body['id_token']}"}
            )
            assert answer.status_code == 401

    @pytest.mark.parametrize("nonce", ["\x00", "a\nb", "n" * 513])
    async def test_a_nonce_that_cannot_be_kept_is_refused(
        self, flow: Flow, human: Human, nonce: str
    ) -> None:
        await flow.sign_in(human)
        told: dict[str, Any] = await flow.arrive(await flow.open(scope="openid", nonce=nonce))
        assert told["error"] == "invalid_request"
        assert told["state"] == flow.asked["state"]

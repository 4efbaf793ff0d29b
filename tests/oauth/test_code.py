"""POST /oauth/token with an authorization code."""

import asyncio
import hashlib
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from api.oauth.models import AuthorizationCode, RefreshToken
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.flow import Flow, refusal, status
from tests.world import Human


class TestCode:
    async def test_only_hashes_are_kept(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        code = (await flow.sign_in(human))["code"]
        given = (await flow.redeem(code)).json()["refresh_token"]
        async with transaction(sessions, as_system("test")) as session:
            this = col(AuthorizationCode.code_hash) == hashlib.sha256(code.encode()).hexdigest()
            row = (await session.execute(select(AuthorizationCode).where(this))).scalar_one()
            kept = await session.scalar(
                select(col(RefreshToken.token_hash)).where(
                    col(RefreshToken.family_id) == row.family_id
                )
            )
        assert kept == hashlib.sha256(given.encode()).hexdigest()
        assert timedelta(seconds=59) < row.expires_at - row.created_at <= timedelta(seconds=61)
        assert row.used_at

    async def test_used_again_ends_what_it_gave(self, flow: Flow, human: Human) -> None:
        code = (await flow.sign_in(human))["code"]
        first = (await flow.redeem(code)).json()
        newer = (await flow.refresh(first["refresh_token"])).json()
        assert refusal(await flow.redeem(code)) == (400, "invalid_grant")
        assert refusal(await flow.refresh(newer["refresh_token"])) == (400, "invalid_grant")
        for body in (first, newer):
            assert await status(flow.browser, body["access_token"]) == 401

    async def test_of_many_at_once_one_wins(self, flow: Flow, human: Human) -> None:
        code = (await flow.sign_in(human))["code"]
        answers = await asyncio.gather(*(flow.redeem(code) for _ in range(20)))
        assert sorted(answer.status_code for answer in answers) == [200] + [400] * 19
        won = next(answer.json() for answer in answers if answer.status_code == 200)
        # The others were uses of a used code: what it gave has ended.
        assert refusal(await flow.refresh(won["refresh_token"])) == (400, "invalid_grant")
        assert await status(flow.browser, won["access_token"]) == 401

    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"code_verifier": None}, "invalid_request"),
            ({"code_verifier": ""}, "invalid_request"),
            ({"code_verifier": "short"}, "invalid_request"),
            ({"code_verifier": "é" * 43}, "invalid_request"),
            ({"code_verifier": secrets.token_urlsafe(48)}, "invalid_grant"),
            ({"redirect_uri": "http://127.0.0.1:1/callback"}, "invalid_grant"),
            ({"redirect_uri": None}, "invalid_grant"),
            ({"code": "x"}, "invalid_grant"),
            ({"code": "é\x00"}, "invalid_grant"),
            ({"code": None}, "invalid_request"),
        ],
    )
    async def test_everything_must_match(
        self, flow: Flow, human: Human, changed: dict[str, Any], error: str
    ) -> None:
        code = (await flow.sign_in(human))["code"]
        assert refusal(await flow.redeem(**{"code": code, **changed})) == (400, error)

    async def test_a_challenge_is_no_verifier(self, flow: Flow, human: Human) -> None:
        code = (await flow.sign_in(human))["code"]
        answer = await flow.redeem(code, code_verifier=flow.asked["code_challenge"])
        assert refusal(answer) == (400, "invalid_grant")

    async def test_it_expires(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        code = (await flow.sign_in(human))["code"]
        async with transaction(sessions, as_system("test")) as session:
            this = col(AuthorizationCode.person_id) == UUID(human.person_id)
            await session.execute(update(AuthorizationCode).where(this).values(expires_at=now()))
        assert refusal(await flow.redeem(code)) == (400, "invalid_grant")

    async def test_a_suspended_member_gets_nothing(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        code = (await flow.sign_in(human))["code"]
        async with transaction(sessions, as_system("test")) as session:
            this = col(Membership.person_id) == UUID(human.person_id)
            await session.execute(
                update(Membership).where(this).values(status=MembershipStatus.SUSPENDED)
            )
        assert refusal(await flow.redeem(code)) == (400, "invalid_grant")

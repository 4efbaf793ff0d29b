"""POST /oauth/token with a refresh token."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from api.access.secrets import digest
from api.oauth.models import RefreshToken
from tenants.models import Tenant, TenantStatus
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman
from tests.oauth.flow import Flow, refusal, status
from tests.oauth.test_client_credentials import claims_of
from tests.world import Human

GONE = (400, "invalid_grant")


async def change_membership(sessions: Sessions, human: Human, **values: Any) -> None:
    async with transaction(sessions, as_system("test")) as session:
        this = col(Membership.person_id) == UUID(human.person_id)
        await session.execute(update(Membership).where(this).values(**values))


@asynccontextmanager
async def inactive(sessions: Sessions, code: str) -> AsyncIterator[None]:
    for state in (TenantStatus.INACTIVE, TenantStatus.ACTIVE):
        async with transaction(sessions, as_system("test")) as session:
            this = col(Tenant.code) == code
            await session.execute(update(Tenant).where(this).values(status=state))
        if state == TenantStatus.INACTIVE:
            yield


class TestRefresh:
    async def test_gives_a_new_pair(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        answer = await flow.refresh(first["refresh_token"])
        assert answer.status_code == 200
        second = answer.json()
        assert second["refresh_token"] != first["refresh_token"]
        assert second["scope"] == first["scope"]
        old, new = claims_of(first["access_token"]), claims_of(second["access_token"])
        assert old.pop("jti") != new.pop("jti")
        assert {**old, "iat": 0, "exp": 0} == {**new, "iat": 0, "exp": 0}
        me = await flow.browser.get(
            "/v1/me", headers={"Authorization": f"Bearer {second['access_token']}"}
        )
        assert me.status_code == 200

    async def test_used_again_ends_the_family(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"])).json()
        third = (await flow.refresh(second["refresh_token"])).json()
        assert refusal(await flow.refresh(first["refresh_token"])) == GONE
        assert refusal(await flow.refresh(third["refresh_token"])) == GONE

    async def test_used_again_ends_its_access_tokens(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"])).json()
        held = [body["access_token"] for body in (first, second)]
        assert [await status(flow.browser, token) for token in held] == [200, 200]
        await flow.refresh(first["refresh_token"])
        assert [await status(flow.browser, token) for token in held] == [401, 401]

    async def test_signed_out_means_every_token_of_before(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        old = await flow.tokens(human)
        code = (await flow.arrive(await flow.open()))["code"]
        await change_membership(sessions, human, signed_out_at=now())
        assert refusal(await flow.redeem(code)) == GONE
        assert refusal(await flow.refresh(old["refresh_token"])) == GONE
        code = (await flow.arrive(await flow.open()))["code"]
        new = (await flow.redeem(code)).json()
        assert (await flow.refresh(new["refresh_token"])).status_code == 200

    async def test_another_sign_in_is_another_family(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        code = (await flow.arrive(await flow.open()))["code"]
        other = (await flow.redeem(code)).json()
        for _ in range(2):
            await flow.refresh(first["refresh_token"])
        assert (await flow.refresh(other["refresh_token"])).status_code == 200

    async def test_of_many_at_once_none_survives(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        answers = await asyncio.gather(*(flow.refresh(first["refresh_token"]) for _ in range(20)))
        won = [answer.json() for answer in answers if answer.status_code == 200]
        assert len(won) == 1
        assert refusal(await flow.refresh(won[0]["refresh_token"])) == GONE
        for body in (first, won[0]):
            assert await status(flow.browser, body["access_token"]) == 401

    @pytest.mark.parametrize(
        "status",
        [MembershipStatus.SUSPENDED, MembershipStatus.REMOVED, MembershipStatus.INVITED],
    )
    async def test_only_an_active_member(
        self, flow: Flow, human: Human, sessions: Sessions, status: MembershipStatus
    ) -> None:
        first = await flow.tokens(human)
        await change_membership(sessions, human, status=status)
        assert refusal(await flow.refresh(first["refresh_token"])) == GONE

    async def test_only_in_an_active_tenant(
        self, flow: Flow, make_human: MakeHuman, sessions: Sessions
    ) -> None:
        first = await flow.tokens(await make_human("32.78"))
        async with inactive(sessions, "32.78"):
            assert refusal(await flow.refresh(first["refresh_token"])) == GONE

    async def test_a_demotion_counts(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        first = await flow.tokens(human)
        await change_membership(sessions, human, roles=["viewer"])
        second = (await flow.refresh(first["refresh_token"])).json()
        assert "reports:write" in first["scope"].split()
        assert "reports:write" not in second["scope"].split()
        assert claims_of(second["access_token"])["roles"] == ["viewer"]

    async def test_a_promotion_needs_a_new_sign_in(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        first = await flow.tokens(human, scope="reports:read")
        await change_membership(sessions, human, roles=["verifier"])
        for scope in (None, "reports:read"):
            again = (await flow.refresh(first["refresh_token"], scope=scope)).json()
            assert again["scope"] == "reports:read"
            first = again

    async def test_a_narrower_scope_is_given(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"], scope="reports:read")).json()
        assert second["scope"] == "reports:read"
        third = (await flow.refresh(second["refresh_token"])).json()
        assert third["scope"] == first["scope"]  # what was granted, not what was asked last

    @pytest.mark.parametrize(
        "scope", ["clarifications:verify", "openid", 'reports:read "x', "\x00"]
    )
    async def test_a_wider_scope_is_refused_and_costs_nothing(
        self, flow: Flow, human: Human, scope: str
    ) -> None:
        first = await flow.tokens(human)
        answer = await flow.refresh(first["refresh_token"], scope=scope)
        assert refusal(answer) == (400, "invalid_scope")
        assert (await flow.refresh(first["refresh_token"])).status_code == 200

    async def test_it_expires(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        first = await flow.tokens(human)
        async with transaction(sessions, as_system("test")) as session:
            this = col(RefreshToken.token_hash) == digest(first["refresh_token"])
            await session.execute(update(RefreshToken).where(this).values(expires_at=now()))
        assert refusal(await flow.refresh(first["refresh_token"])) == GONE

    @pytest.mark.parametrize(
        ("token", "error"), [("unknown", GONE), ("é\x00", GONE), ("", (400, "invalid_request"))]
    )
    async def test_an_unknown_token_is_refused(
        self, flow: Flow, token: str, error: tuple[int, str]
    ) -> None:
        assert refusal(await flow.refresh(token)) == error

    async def test_the_secret_alone_is_not_enough(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        for client in ("unknown", None):
            answer = await flow.refresh(first["refresh_token"], client_id=client)
            assert refusal(answer) == (401, "invalid_client")

"""POST /oauth/revoke (RFC 7009)."""

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import func, select
from sqlmodel import col

from api.access.models import Revocation
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeMachine
from tests.oauth.flow import Flow, refusal, status
from tests.oauth.test_client_credentials import claims_of
from tests.world import Human, Machine, client_token


async def revoke(http: AsyncClient, **asked: str | None) -> Response:
    form = {"client_id": "simpulctl", **asked}
    return await http.post("/oauth/revoke", data={n: v for n, v in form.items() if v is not None})


class TestRevoke:
    @pytest.mark.parametrize("hint", [None, "refresh_token", "access_token"])
    async def test_a_refresh_token_ends_all_of_its_sign_in(
        self, flow: Flow, human: Human, hint: str | None
    ) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"])).json()
        answer = await revoke(flow.browser, token=second["refresh_token"], token_type_hint=hint)
        assert (answer.status_code, answer.json()) == (200, {})
        assert answer.headers["cache-control"] == "no-store"
        assert refusal(await flow.refresh(second["refresh_token"])) == (400, "invalid_grant")
        for ended in (first, second):
            assert await status(flow.browser, ended["access_token"]) == 401

    async def test_one_that_was_used_ends_it_too(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"])).json()
        assert (await revoke(flow.browser, token=first["refresh_token"])).status_code == 200
        assert await status(flow.browser, second["access_token"]) == 401

    async def test_another_sign_in_goes_on(self, flow: Flow, human: Human) -> None:
        first = await flow.tokens(human)
        code = (await flow.arrive(await flow.open()))["code"]
        other = (await flow.redeem(code)).json()
        await revoke(flow.browser, token=first["refresh_token"])
        assert await status(flow.browser, other["access_token"]) == 200
        assert (await flow.refresh(other["refresh_token"])).status_code == 200

    async def test_an_access_token_ends_alone(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        first = await flow.tokens(human)
        second = (await flow.refresh(first["refresh_token"])).json()
        for _ in range(2):
            answer = await revoke(flow.browser, token=first["access_token"])
            assert (answer.status_code, answer.json()) == (200, {})
        assert await status(flow.browser, first["access_token"]) == 401
        assert await status(flow.browser, second["access_token"]) == 200
        assert (await flow.refresh(second["refresh_token"])).status_code == 200
        this = col(Revocation.key) == claims_of(first["access_token"])["jti"]
        async with transaction(sessions, as_system("test")) as session:
            assert await session.scalar(select(func.count()).where(this)) == 1

    async def test_a_machine_ends_its_own(self, api: AsyncClient, machine: Machine) -> None:
        token, other = [await client_token(api, machine) for _ in range(2)]
        answer = await api.post(
            "/oauth/revoke", data={"token": token}, auth=(machine.client_id, machine.client_secret)
        )
        assert answer.status_code == 200
        assert [await status(api, each) for each in (token, other)] == [401, 200]

    @pytest.mark.parametrize("token", ["unknown", "a.b.c", "\x00é", "x" * 9000])
    async def test_an_unknown_token_is_as_good_as_ended(self, api: AsyncClient, token: str) -> None:
        answer = await revoke(api, token=token)
        assert (answer.status_code, answer.json()) == (200, {})

    async def test_another_clients_token_is_refused(
        self, flow: Flow, human: Human, make_machine: MakeMachine
    ) -> None:
        theirs, mine = await make_machine("32.73"), await make_machine("32.04")
        body = await flow.tokens(human)
        token = await client_token(flow.browser, theirs)
        secret = {"client_id": mine.client_id, "client_secret": mine.client_secret}
        for foreign in (body["access_token"], body["refresh_token"], token):
            answer = await revoke(flow.browser, token=foreign, **secret)
            assert refusal(answer) == (400, "invalid_grant")
        assert refusal(await revoke(flow.browser, token=token)) == (400, "invalid_grant")
        assert await status(flow.browser, body["access_token"]) == 200
        assert await status(flow.browser, token) == 200
        assert (await flow.refresh(body["refresh_token"])).status_code == 200

    @pytest.mark.parametrize("client", ["unknown", None, "", "SIMPULCTL"])
    async def test_needs_a_client(self, flow: Flow, human: Human, client: str | None) -> None:
        body = await flow.tokens(human)
        answer = await revoke(flow.browser, token=body["refresh_token"], client_id=client)
        assert refusal(answer) == (401, "invalid_client")
        assert await status(flow.browser, body["access_token"]) == 200

    async def test_a_machine_needs_its_secret(self, api: AsyncClient, machine: Machine) -> None:
        token = await client_token(api, machine)
        for secret in (None, "wrong"):
            answer = await revoke(
                api, token=token, client_id=machine.client_id, client_secret=secret
            )
            assert refusal(answer) == (401, "invalid_client")
        assert await status(api, token) == 200

    @pytest.mark.parametrize(
        ("asked", "error"),
        [
            ({"token": None}, "invalid_request"),
            ({"token": ""}, "invalid_request"),
            ({"token": "x", "token_type_hint": "id_token"}, "unsupported_token_type"),
        ],
    )
    async def test_nonsense_is_refused(
        self, api: AsyncClient, asked: dict[str, str | None], error: str
    ) -> None:
        assert refusal(await revoke(api, **asked)) == (400, error)

    async def test_a_token_that_comes_twice_is_refused(self, api: AsyncClient) -> None:
        answer = await api.post(
            "/oauth/revoke",
            content="client_id=simpulctl&token=a&token=b",
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert refusal(answer) == (400, "invalid_request")

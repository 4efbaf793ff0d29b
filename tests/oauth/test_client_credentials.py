"""POST /oauth/token for regional systems."""

import asyncio
import base64
import json
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from joserfc import jwt
from sqlalchemy import select, update
from sqlmodel import col

from api.access.models import Client, ClientStatus
from tenants.models import Tenant, TenantStatus
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeMachine
from tests.oauth.flow import refusal, token
from tests.world import Machine, World, client_token

GRANT = {"grant_type": "client_credentials"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def basic(client_id: str, secret: str) -> dict[str, str]:
    pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def claims_of(access_token: str) -> dict[str, Any]:
    part = access_token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


class TestClientCredentials:
    async def test_gives_a_token_of_rfc_9068(
        self, api: AsyncClient, app: FastAPI, machine: Machine
    ) -> None:
        answer = await api.post(
            "/oauth/token", data=GRANT, auth=(machine.client_id, machine.client_secret)
        )
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        body = answer.json()
        assert set(body) == {"access_token", "token_type", "expires_in", "scope"}
        assert (body["token_type"], body["expires_in"]) == ("Bearer", 600)
        assert body["scope"] == "reports:read reports:write"
        decoded = jwt.decode(body["access_token"], app.state.keys.keys(), algorithms=["RS256"])
        assert decoded.header == {
            "alg": "RS256",
            "typ": "at+jwt",
            "kid": app.state.keys.keys().keys[0].thumbprint(),
        }
        claims = decoded.claims
        assert UUID(claims.pop("jti"))
        issued = claims.pop("iat")
        assert abs(issued - time.time()) < 5
        assert claims == {
            "iss": "http://127.0.0.1:8000",
            "aud": "simpul",
            "sub": machine.client_id,
            "client_id": machine.client_id,
            "tenant": "32.04",
            "kind": "client",
            "roles": [],
            "scope": "reports:read reports:write",
            "exp": issued + 600,
        }

    async def test_takes_the_secret_in_the_form(self, api: AsyncClient, machine: Machine) -> None:
        answer = await token(
            api, **GRANT, client_id=machine.client_id, client_secret=machine.client_secret
        )
        assert answer.status_code == 200
        me = await api.get(
            "/v1/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"}
        )
        assert me.json()["id"] == machine.client_id

    async def test_a_narrower_scope_is_given(self, api: AsyncClient, machine: Machine) -> None:
        answer = await api.post(
            "/oauth/token",
            data={**GRANT, "scope": "openid reports:read"},
            auth=(machine.client_id, machine.client_secret),
        )
        assert answer.json()["scope"] == "reports:read"

    @pytest.mark.parametrize(
        "scope",
        ["reports:read channels:read", "clarifications:verify", "no-such-scope", 'a" \\ \x00b'],
    )
    async def test_a_wider_scope_is_refused(
        self, api: AsyncClient, machine: Machine, scope: str
    ) -> None:
        answer = await api.post(
            "/oauth/token",
            data={**GRANT, "scope": scope},
            auth=(machine.client_id, machine.client_secret),
        )
        assert refusal(answer) == (400, "invalid_scope")

    async def test_never_more_than_a_client_may_have(
        self, api: AsyncClient, make_machine: MakeMachine
    ) -> None:
        greedy = await make_machine(scopes=("reports:read", "clarifications:verify"))
        auth = (greedy.client_id, greedy.client_secret)
        answer = await api.post("/oauth/token", data=GRANT, auth=auth)
        assert answer.json()["scope"] == "reports:read"
        nothing = await make_machine(scopes=("clarifications:verify",))
        auth = (nothing.client_id, nothing.client_secret)
        assert refusal(await api.post("/oauth/token", data=GRANT, auth=auth)) == (
            400,
            "invalid_scope",
        )

    async def test_an_unknown_client_and_a_wrong_secret_look_alike(
        self, api: AsyncClient, machine: Machine
    ) -> None:
        headers = [
            basic(machine.client_id, "wrong"),
            basic(str(uuid4()), "wrong"),
            basic("not-a-uuid\x00", "wrong"),
            basic(machine.client_id, ""),
            basic("simpulctl", "wrong"),
            {"Authorization": "Basic " + base64.b64encode(b"\xff\xfe:\xff").decode()},
            {"Authorization": "Basic !!!"},
            {"Authorization": "Basic "},
            {"Authorization": "Bearer x"},
        ]
        answers = [await api.post("/oauth/token", data=GRANT, headers=h) for h in headers]
        answers += [
            await token(api, **GRANT, client_id=machine.client_id, client_secret="wrong"),
            await token(api, **GRANT, client_id=machine.client_id),
            await token(api, **GRANT, client_id=str(uuid4()), client_secret="wrong"),
            await token(api, **GRANT),
        ]
        assert {refusal(answer) for answer in answers} == {(401, "invalid_client")}
        assert len({answer.content for answer in answers}) == 1
        for answer in answers:
            assert answer.headers["www-authenticate"].startswith('Basic realm="simpul"')

    async def test_a_revoked_client_gets_none(
        self, api: AsyncClient, sessions: Sessions, machine: Machine
    ) -> None:
        async with transaction(sessions, as_system("test")) as session:
            this = col(Client.id) == UUID(machine.client_id)
            await session.execute(update(Client).where(this).values(status=ClientStatus.REVOKED))
        answer = await api.post(
            "/oauth/token", data=GRANT, auth=(machine.client_id, machine.client_secret)
        )
        assert refusal(answer) == (401, "invalid_client")

    async def test_a_client_of_an_inactive_tenant_gets_none(
        self, api: AsyncClient, sessions: Sessions, make_machine: MakeMachine
    ) -> None:
        machine = await make_machine("32.79")
        auth = (machine.client_id, machine.client_secret)
        async with transaction(sessions, as_system("test")) as session:
            this = col(Tenant.code) == "32.79"
            await session.execute(update(Tenant).where(this).values(status=TenantStatus.INACTIVE))
        try:
            assert refusal(await api.post("/oauth/token", data=GRANT, auth=auth)) == (
                401,
                "invalid_client",
            )
        finally:
            async with transaction(sessions, as_system("test")) as session:
                await session.execute(update(Tenant).where(this).values(status=TenantStatus.ACTIVE))
        assert (await api.post("/oauth/token", data=GRANT, auth=auth)).status_code == 200

    @pytest.mark.parametrize("grant", ["authorization_code", "refresh_token"])
    async def test_a_client_never_acts_for_a_person(
        self, api: AsyncClient, machine: Machine, grant: str
    ) -> None:
        answer = await api.post(
            "/oauth/token",
            data={"grant_type": grant, "code": "x", "refresh_token": "x"},
            auth=(machine.client_id, machine.client_secret),
        )
        assert refusal(answer) == (400, "unauthorized_client")

    async def test_an_application_never_acts_for_itself(self, api: AsyncClient) -> None:
        answer = await token(api, **GRANT, client_id="simpulctl")
        assert refusal(answer) == (400, "unauthorized_client")


class TestLastUsed:
    async def test_is_kept_to_the_hour(
        self, api: AsyncClient, machine: Machine, sessions: Sessions
    ) -> None:
        assert await last_used(sessions, machine) is None
        await client_token(api, machine)
        first = await last_used(sessions, machine)
        assert first is not None
        assert abs((now() - first).total_seconds()) < 60
        await client_token(api, machine)
        assert await last_used(sessions, machine) == first
        old = first - timedelta(minutes=61)
        async with transaction(sessions, as_system("test")) as session:
            this = col(Client.id) == machine.client_id
            await session.execute(update(Client).where(this).values(last_used_at=old))
        await client_token(api, machine)
        assert (await last_used(sessions, machine) or old) >= first

    async def test_many_at_once_wait_for_nobody(
        self, api: AsyncClient, machine: Machine, sessions: Sessions
    ) -> None:
        await asyncio.gather(*(client_token(api, machine) for _ in range(30)))
        assert await last_used(sessions, machine) is not None

    async def test_who_changes_the_client_goes_first(
        self, api: AsyncClient, machine: Machine, sessions: Sessions
    ) -> None:
        """What he changes may be whether the client has any token at all."""
        async with transaction(sessions, as_system("test")) as session:
            this = col(Client.id) == machine.client_id
            await session.execute(update(Client).where(this).values(scopes=["reports:read"]))
            asking = asyncio.create_task(
                api.post(
                    "/oauth/token", data=GRANT, auth=(machine.client_id, machine.client_secret)
                )
            )
            await asyncio.sleep(0.5)
            assert not asking.done()
        assert (await asking).json()["scope"] == "reports:read"
        assert await last_used(sessions, machine) is not None

    async def test_a_refusal_is_no_use(
        self, api: AsyncClient, machine: Machine, sessions: Sessions
    ) -> None:
        await api.post("/oauth/token", data=GRANT, auth=(machine.client_id, "wrong"))
        await api.post(
            "/oauth/token",
            data={**GRANT, "scope": "clarifications:verify"},
            auth=(machine.client_id, machine.client_secret),
        )
        assert await last_used(sessions, machine) is None


async def last_used(sessions: Sessions, machine: Machine) -> datetime | None:
    async with transaction(sessions, as_system("test")) as session:
        this = col(Client.id) == machine.client_id
        found: datetime | None = await session.scalar(select(col(Client.last_used_at)).where(this))
    return found


class TestForm:
    async def test_credentials_come_one_way(self, api: AsyncClient, machine: Machine) -> None:
        answer = await api.post(
            "/oauth/token",
            data={**GRANT, "client_secret": machine.client_secret},
            auth=(machine.client_id, machine.client_secret),
        )
        assert refusal(answer) == (400, "invalid_request")

    @pytest.mark.parametrize(
        ("body", "headers"),
        [
            (b"", FORM),
            (b"grant_type=", FORM),
            (b"grant_type=client_credentials&grant_type=client_credentials", FORM),
            (b'{"grant_type": "client_credentials"}', {"Content-Type": "application/json"}),
            (b"nonsense", {"Content-Type": "multipart/form-data; boundary=x"}),
            (
                (
                    b'--x\r\nContent-Disposition: form-data; name="grant_type"; filename="f"'
                    b"\r\n\r\nclient_credentials\r\n--x--\r\n"
                ),
                {"Content-Type": "multipart/form-data; boundary=x"},
            ),
            (b"grant_type=client_credentials&" + b"a=1&" * 5000, FORM),
        ],
    )
    async def test_a_bad_form_is_refused(
        self, api: AsyncClient, body: bytes, headers: dict[str, str]
    ) -> None:
        answer = await api.post("/oauth/token", content=body, headers=headers)
        assert refusal(answer) == (400, "invalid_request")

    @pytest.mark.parametrize("grant", ["password", 'x"\\', "\x00", "%ED%A0%80", "implicit"])
    async def test_another_grant_is_refused(self, api: AsyncClient, grant: str) -> None:
        assert refusal(await token(api, grant_type=grant)) == (400, "unsupported_grant_type")

    async def test_the_query_is_not_read(self, api: AsyncClient, world: World) -> None:
        machine = world.clients["32.04"]
        answer = await api.post(
            f"/oauth/token?client_id={machine.client_id}&client_secret={machine.client_secret}",
            data=GRANT,
        )
        assert refusal(answer) == (401, "invalid_client")

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response
from psycopg import AsyncConnection

from api.access.roles import CLIENT_PERMISSIONS
from tenants.session import Sessions
from tests.members.people import Joined, admin_of, invited, join
from tests.tenants.attempts import ask
from tests.world import Caller, Machine, World, client_token

LIST = "/v1/clients"
HOME = "32.75"


async def created(admin: Caller, **changes: Any) -> dict[str, Any]:
    body = {"name": "Sistem Contoh", "scopes": ["reports:read", "reports:write"], **changes}
    answer = await admin.post(LIST, body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def asked(world: World, client: dict[str, Any], secret: str | None = None) -> Response:
    """What the token endpoint answers to this client with this secret."""
    return await world.api.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(client["id"], secret or client["client_secret"]),
    )


@pytest.fixture
async def office(world: World, sessions: Sessions) -> tuple[Joined, Caller]:
    return await admin_of(sessions, world.api, HOME)


@pytest.fixture
async def admin(office: tuple[Joined, Caller]) -> Caller:
    return office[1]


class TestCreateClient:
    async def test_tells_the_secret_once(self, office: tuple[Joined, Caller]) -> None:
        joined, admin = office
        body = {"name": "Sistem", "scopes": ["reports:write", "reports:read", "reports:write"]}
        answer = await admin.post(LIST, body)
        client = answer.json()
        assert answer.status_code == 201
        assert set(client) == {
            *("id", "status", "version", "name", "scopes", "responsible_id", "client_id"),
            *("previous_secret_until", "last_used_at", "created_at", "updated_at"),
            "client_secret",
        }
        assert (answer.headers["location"], answer.headers["etag"]) == (
            f"{LIST}/{client['id']}",
            '"1"',
        )
        assert client["client_id"] == client["id"]
        assert client["scopes"] == ["reports:read", "reports:write"]
        assert client["responsible_id"] == joined.member_id
        read = (await admin.get(answer.headers["location"])).json()
        assert read == {n: v for n, v in client.items() if n not in {"client_id", "client_secret"}}

    async def test_it_works(self, world: World, admin: Caller) -> None:
        client = await created(admin)
        machine = Machine(client["client_id"], client["client_secret"], client["scopes"])
        caller = Caller(world.api, await client_token(world.api, machine), HOME)
        assert (await caller.get("/v1/me")).json()["permissions"] == client["scopes"]
        assert (await caller.get("/v1/reports")).status_code == 200
        assert (await caller.get("/v1/channels")).status_code == 403

    async def test_only_the_hash_is_kept(self, admin: Caller, superuser_url: str) -> None:
        client = await created(admin)
        query = "select to_jsonb(c)::text from client c where id = %(id)s"
        [(row,)] = ask(superuser_url, query, id=client["id"])
        assert client["client_secret"] not in row
        query = "select body from audit_event where body like %(id)s"
        [(body,)] = ask(superuser_url, query, id=f"%{client['id']}%")
        assert '"create_client"' in body
        assert client["client_secret"] not in body
        assert client["name"] not in body

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"name": ""}, "/name", "string-too-short"),
            ({"scopes": []}, "/scopes", "too-short"),
            ({"scopes": ["reports:read", "members:write"]}, "/scopes/1", "not-for-clients"),
            ({"scopes": ["clients:write"]}, "/scopes/0", "not-for-clients"),
            ({"scopes": ["units:write"]}, "/scopes/0", "not-for-clients"),
            ({"scopes": ["clarifications:verify"]}, "/scopes/0", "not-for-clients"),
            ({"scopes": ["everything"]}, "/scopes/0", "enum"),
            ({"responsible_id": str(uuid4())}, "/responsible_id", "not-found"),
            ({"client_secret": "x"}, "/client_secret", "extra-forbidden"),
        ],
    )
    async def test_says_what_to_change(
        self, admin: Caller, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        answer = await admin.post(LIST, {"name": "x", "scopes": ["reports:read"], **changes})
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]

    async def test_who_answers_for_it_is_an_active_member_here(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        member, asleep = [await join(sessions, HOME, "operator") for _ in range(2)]
        await admin.patch(asleep.path, {"status": "suspended"}, 1)
        stranger = await join(sessions, "32.73", "operator")
        guest = await invited(admin)
        assert (await created(admin, responsible_id=member.member_id))["responsible_id"] == (
            member.member_id
        )
        for wrong in (asleep.member_id, stranger.member_id, guest["id"]):
            body = {"name": "x", "scopes": ["reports:read"], "responsible_id": wrong}
            answer = await admin.post(LIST, body)
            assert answer.json()["errors"][0]["pointer"] == "/responsible_id"

    async def test_who_is_suspended_meanwhile_answers_for_nothing(
        self, admin: Caller, sessions: Sessions, superuser_url: str
    ) -> None:
        member = await join(sessions, HOME, "operator")
        body = {"name": "x", "scopes": ["reports:read"], "responsible_id": member.member_id}
        async with await AsyncConnection.connect(superuser_url) as holder:
            suspend = "update membership set status = 'suspended' where id = %s"
            locked = "select from membership where id = %s for update"
            await holder.execute(locked, [member.member_id])
            await holder.execute(suspend, [member.member_id])
            waiting = asyncio.create_task(admin.post(LIST, body))
            await asyncio.sleep(0.5)
            assert not waiting.done()
            await holder.commit()
            answer = await waiting
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/responsible_id"

    async def test_needs_its_scopes(self, admin: Caller) -> None:
        answer = await admin.post(LIST, {"name": "x"})
        [error] = answer.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/scopes", "missing")

    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_only_an_admin_may(self, world: World, role: str) -> None:
        caller = await world.caller("32.04", role)
        answer = await caller.post(LIST, {"name": "x", "scopes": ["reports:read"]})
        assert answer.status_code == 403
        assert (await caller.get(LIST)).status_code == 403


class TestMachines:
    async def test_none_ever_manages_people_or_clients(
        self, world: World, admin: Caller, superuser_url: str
    ) -> None:
        """Not even one whose row was given what no operation gives."""
        client = await created(admin)
        given = "{reports:read,members:write,clients:write,clients:read,units:write}"
        planted = "update client set scopes = %(scopes)s where id = %(id)s"
        ask(superuser_url, planted, scopes=given, id=client["id"])
        token = (await asked(world, client)).json()["access_token"]
        caller = Caller(world.api, token, HOME)
        assert (await caller.get("/v1/me")).json()["permissions"] == ["reports:read"]
        for path, body in (
            ("/v1/members", {"email": "a@b.example", "name": "x", "roles": ["admin"]}),
            (LIST, {"name": "x", "scopes": ["reports:read"]}),
            ("/v1/units", {"name": "x", "kind": "other"}),
        ):
            assert (await caller.post(path, body)).status_code == 403
        assert not {"members:write", "clients:write", "units:write"} & set(CLIENT_PERMISSIONS)


class TestRotate:
    async def test_both_secrets_are_good_for_a_while(
        self, world: World, admin: Caller, superuser_url: str
    ) -> None:
        client = await created(admin)
        answer = await admin.post(f"{LIST}/{client['id']}/rotate", {"overlap_hours": 1}, version=1)
        rotated = answer.json()
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert rotated["client_secret"] != client["client_secret"]
        assert rotated["previous_secret_until"]
        for secret in (client["client_secret"], rotated["client_secret"]):
            assert (await asked(world, client, secret)).status_code == 200
        past = "update client set previous_secret_until = now() where id = %(id)s"
        ask(superuser_url, past, id=client["id"])
        assert (await asked(world, client)).status_code == 401
        assert (await asked(world, rotated)).status_code == 200
        now = (await admin.get(f"{LIST}/{client['id']}")).json()
        assert now["previous_secret_until"] is None

    async def test_a_day_unless_it_is_said(self, admin: Caller) -> None:
        client = await created(admin)
        answer = await admin.post(f"{LIST}/{client['id']}/rotate", version=1)
        day = answer.json()["updated_at"][:11], answer.json()["previous_secret_until"][:11]
        assert answer.status_code == 200
        assert day[0] < day[1]

    async def test_twice_drops_the_oldest(self, world: World, admin: Caller) -> None:
        client = await created(admin)
        path = f"{LIST}/{client['id']}/rotate"
        second = (await admin.post(path, version=1)).json()
        third = (await admin.post(path, version=2)).json()
        statuses = [(await asked(world, one)).status_code for one in (client, second, third)]
        assert statuses == [401, 200, 200]

    async def test_without_overlap_everything_of_before_ends(
        self, world: World, admin: Caller
    ) -> None:
        client = await created(admin)
        token = (await asked(world, client)).json()["access_token"]
        answer = await admin.post(f"{LIST}/{client['id']}/rotate", {"overlap_hours": 0}, version=1)
        assert answer.json()["previous_secret_until"] is None
        assert (await Caller(world.api, token, HOME).get("/v1/me")).status_code == 401
        assert (await asked(world, client)).status_code == 401
        await asyncio.sleep(1.1)  # tokens name whole seconds
        token = (await asked(world, answer.json())).json()["access_token"]
        assert (await Caller(world.api, token, HOME).get("/v1/me")).status_code == 200

    @pytest.mark.parametrize("hours", [-1, 169, 1.5, "24", None])
    async def test_a_week_at_most(self, admin: Caller, hours: object) -> None:
        client = await created(admin)
        path = f"{LIST}/{client['id']}/rotate"
        answer = await admin.post(path, {"overlap_hours": hours}, version=1)
        assert answer.status_code == 422
        assert (await admin.post(path, {"overlap_hours": 168}, version=1)).status_code == 200

    async def test_needs_the_version_that_was_read(self, admin: Caller) -> None:
        path = f"{LIST}/{(await created(admin))['id']}"
        for version, status in ((None, 428), (9, 412)):
            assert (await admin.post(f"{path}/rotate", version=version)).status_code == status
            assert (await admin.delete(path, version)).status_code == status


class TestRevoke:
    async def test_ends_it_for_good(self, world: World, admin: Caller) -> None:
        client = await created(admin)
        rotated = (await admin.post(f"{LIST}/{client['id']}/rotate", version=1)).json()
        token = (await asked(world, client)).json()["access_token"]
        assert (await admin.delete(f"{LIST}/{client['id']}", 2)).status_code == 204
        # A list asks the token alone who is there.
        assert (await Caller(world.api, token, HOME).get("/v1/reports")).status_code == 401
        for one in (client, rotated):
            assert (await asked(world, one)).status_code == 401
        left = (await admin.get(f"{LIST}/{client['id']}")).json()
        assert (left["status"], left["version"]) == ("revoked", 3)
        again = await admin.delete(f"{LIST}/{client['id']}", 3)
        assert (again.status_code, again.json()["allowed"]) == (409, [])
        rotate = await admin.post(f"{LIST}/{client['id']}/rotate", version=3)
        assert rotate.json()["code"] == "transition-not-allowed"


class TestSecretInKeptAnswers:
    async def test_a_repeat_has_none(self, world: World, admin: Caller, superuser_url: str) -> None:
        key, body = str(uuid4()), {"name": f"Sistem {uuid4()}", "scopes": ["reports:read"]}
        first = await admin.post(LIST, body, key=key)
        again = await admin.post(LIST, body, key=key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["location"] == first.headers["location"]
        assert again.json() == {**first.json(), "client_secret": None}
        assert (await asked(world, first.json())).status_code == 200

        rotate, path = str(uuid4()), f"{LIST}/{first.json()['id']}/rotate"
        rotated = await admin.post(path, version=1, key=rotate)
        repeated = await admin.post(path, version=1, key=rotate)
        assert repeated.json() == {**rotated.json(), "client_secret": None}
        assert (await asked(world, rotated.json())).status_code == 200

        query = "select to_jsonb(k)::text from idempotency_key k where key in (%(a)s, %(b)s)"
        rows = ask(superuser_url, query, a=key, b=rotate)
        assert len(rows) == 2
        for (row,) in rows:
            assert first.json()["client_secret"] not in row
            assert rotated.json()["client_secret"] not in row


class TestListClients:
    async def test_filters_and_shows_no_secret(
        self, world: World, sessions: Sessions, superuser_url: str
    ) -> None:
        joined, admin = await admin_of(sessions, world.api, "32.76")
        made = [await created(admin) for _ in range(3)]
        assert (await admin.delete(f"{LIST}/{made[0]['id']}", 1)).status_code == 204
        ids = [client["id"] for client in made]
        for query, wanted in (
            ("", ids[::-1]),
            ("status=active", ids[:0:-1]),
            ("status=revoked", ids[:1]),
            (f"responsible_id={joined.member_id}&sort=created_at", ids),
            (f"responsible_id={uuid4()}", []),
        ):
            page = await admin.get(f"{LIST}?{query}")
            assert [row["id"] for row in page.json()["data"]] == wanted
            assert "client_secret" not in page.text
            assert "hash" not in page.text
        used = "update client set last_used_at = '2026-01-02T03:04:05Z' where id = %(id)s"
        ask(superuser_url, used, id=ids[1])
        found = (await admin.get(f"{LIST}/{ids[1]}")).json()
        assert found["last_used_at"] == "2026-01-02T03:04:05Z"

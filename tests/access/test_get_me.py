from uuid import UUID

import psycopg
import pytest
from httpx2 import AsyncClient

from tests.world import World

ME = "/v1/me"


class TestGetMe:
    async def test_a_person_with_his_tenant_and_permissions(self, world: World) -> None:
        human = world.people["32.04"]["verifier"]
        me = (await (await world.caller("32.04", "verifier")).get(ME)).json()
        permissions = me.pop("permissions")
        assert me == {
            "id": human.person_id,
            "kind": "person",
            "name": "Verifier Contoh 32.04",
            "email": human.email,
            "tenant": {"code": "32.04", "name": "Kabupaten Bandung", "kind": "regency"},
            "roles": ["verifier"],
        }
        assert permissions == sorted(permissions)
        assert "clarifications:verify" in permissions

    async def test_a_client_without_roles(self, world: World) -> None:
        machine = world.clients["32.73"]
        me = (await (await world.caller("32.73", "client")).get(ME)).json()
        assert (me["id"], me["kind"], me["name"]) == (machine.client_id, "client", "Sistem 32.73")
        assert (me["email"], me["roles"]) == (None, [])
        assert me["tenant"] == {"code": "32.73", "name": "Kota Bandung", "kind": "city"}
        assert me["permissions"] == machine.scopes

    async def test_the_province(self, world: World) -> None:
        me = (await (await world.caller("32", "admin")).get(ME)).json()
        assert me["tenant"] == {"code": "32", "name": "Provinsi Jawa Barat", "kind": "province"}

    @pytest.mark.parametrize(
        ("header", "reason"),
        [
            (None, ""),
            ("", ""),
            ("Basic dGVzdDp0ZXN0", ""),
            ("Bearer", ""),
            ("Bearer a.b.c", "token not valid"),
            ("Bearer " + "x" * 9000, "token too long"),
        ],
    )
    async def test_without_a_token_it_says_why(
        self, api: AsyncClient, world: World, header: str | None, reason: str
    ) -> None:
        assert world
        headers = {} if header is None else {"Authorization": header}
        answer = await api.get(ME, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        challenge = answer.headers["www-authenticate"]
        assert challenge.startswith('Bearer realm="simpul"')
        assert (reason in challenge) if reason else ("error" not in challenge)

    async def test_a_removed_member_is_nobody(self, world: World, superuser_url: str) -> None:
        viewer = await world.caller("32.01", "viewer")
        person = UUID(world.people["32.01"]["viewer"].person_id)
        change = "update membership set status = %s where person_id = %s"
        async with await psycopg.AsyncConnection.connect(
            superuser_url, autocommit=True
        ) as database:
            await database.execute(change, ["removed", person])
            try:
                answer = await viewer.get(ME)
            finally:
                await database.execute(change, ["active", person])
        assert answer.status_code == 401
        assert "no longer a member" in answer.headers["www-authenticate"]
        assert (await viewer.get(ME)).status_code == 200

"""The table of DESIGN 4, written down once more."""

import pytest

from api.access.permissions import Permission, is_decision
from api.access.roles import Role, permissions_of
from tests.reports.bodies import LIST, body, submitted
from tests.world import Caller, World, client_token, sign_in

VIEWER = {
    "tenants:read",
    "units:read",
    "channels:read",
    "reports:read",
    "claims:read",
    "clarifications:read",
    "relays:read",
    "media:read",
    "policies:read",
    "rollups:read",
}
OPERATOR = VIEWER | {
    "channels:write",
    "reports:write",
    "claims:write",
    "clarifications:write",
    "relays:write",
    "media:write",
    "members:read",
}
VERIFIER = OPERATOR | {
    "claims:triage",
    "claims:reporter",
    "clarifications:verify",
    "relays:request",
}
ADMIN = VIEWER | {
    "members:read",
    "members:write",
    "clients:read",
    "clients:write",
    "media:write",  # not in DESIGN: he uploads the list of those whom he invites
    "units:write",
    "webhooks:read",
    "webhooks:write",
    "tenants:write",
    "audit:read",
}
REGENCY = {"viewer": VIEWER, "operator": OPERATOR, "verifier": VERIFIER, "admin": ADMIN}
PROVINCE = {
    **REGENCY,
    "verifier": VERIFIER | {"channels:verify", "reports:review"},
    "admin": ADMIN | {"registrations:review", "periods:write", "policies:write"},
}


class TestRoles:
    @pytest.mark.parametrize("role", list(REGENCY))
    @pytest.mark.parametrize(("code", "table"), [("32", PROVINCE), ("32.04", REGENCY)])
    async def test_may_what_the_table_says(
        self, world: World, code: str, table: dict[str, set[str]], role: str
    ) -> None:
        me = (await (await world.caller(code, role)).get("/v1/me")).json()
        assert set(me["permissions"]) == table[role]

    @pytest.mark.parametrize("code", ["32", "32.73"])
    async def test_a_client_may_what_an_operator_may(self, world: World, code: str) -> None:
        me = (await (await world.caller(code, "client")).get("/v1/me")).json()
        assert set(me["permissions"]) == OPERATOR

    def test_a_set_of_roles_may_all_that_each_may(self) -> None:
        assert permissions_of(["admin", "operator"], province=False) == ADMIN | OPERATOR
        assert permissions_of(Role, province=True) == set(Permission)

    def test_an_unknown_role_may_nothing(self) -> None:
        assert permissions_of(["owner", "", "ADMIN"], province=True) == set()

    def test_decisions_are_read_again(self) -> None:
        decisions = {permission for permission in Permission if is_decision(permission)}
        assert decisions == {
            "channels:verify",
            "claims:reporter",
            "claims:triage",
            "clarifications:verify",
            "members:write",
            "registrations:review",
            "reports:review",
        }

    def test_permissions_are_alphabetised(self) -> None:
        assert list(Permission) == sorted(Permission)


class TestScopes:
    async def test_cut_what_a_client_may(self, world: World) -> None:
        token = await client_token(world.api, world.clients["32.04"], scope="reports:read")
        client = Caller(world.api, token, "32.04")
        assert (await client.get("/v1/me")).json()["permissions"] == ["reports:read"]
        assert (await client.get(LIST)).status_code == 200
        refused = await client.post(LIST, body())
        assert (refused.status_code, refused.json()["code"]) == (403, "permission-required")
        assert refused.json()["permission"] == "reports:write"
        assert (await client.get("/v1/channels")).json()["permission"] == "channels:read"

    async def test_cut_what_a_person_may(self, world: World) -> None:
        human = world.people["32"]["verifier"]
        tokens = await sign_in(world.api, human, scope="reports:read tenants:read")
        reader = Caller(world.api, tokens["access_token"], "32")
        permissions = (await reader.get("/v1/me")).json()["permissions"]
        assert permissions == ["reports:read", "tenants:read"]
        report = await submitted(world)
        path = f"{LIST}/{report['id']}/accept"
        answer = await reader.post(path, version=report["version"])
        assert (answer.status_code, answer.json()["permission"]) == (403, "reports:review")

    async def test_give_nobody_more_than_his_roles(self, world: World) -> None:
        human = world.people["32.04"]["viewer"]
        tokens = await sign_in(world.api, human, scope="reports:read reports:write audit:read")
        viewer = Caller(world.api, tokens["access_token"], "32.04")
        assert (await viewer.get("/v1/me")).json()["permissions"] == ["reports:read"]


class TestDecisions:
    async def test_need_a_person(self, world: World) -> None:
        report = await submitted(world)
        client = await world.caller("32", "client")
        path = f"{LIST}/{report['id']}/accept"
        answer = await client.post(path, version=report["version"])
        assert (answer.status_code, answer.json()["code"]) == (403, "person-required")

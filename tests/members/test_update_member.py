import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response

from api.settings import Settings
from tenants.session import Sessions
from tests.members.conftest import HOME
from tests.members.people import LIST, Joined, accept, invited, join, letters_to, secret_in
from tests.tenants.attempts import ask
from tests.world import Caller, World, sign_in


async def refreshed(world: World, tokens: dict[str, Any]) -> Response:
    return await world.api.post(
        "/oauth/token",
        data={
            "grant_type": "refresh_token",
            "refresh_token": tokens["refresh_token"],
            "client_id": "simpulctl",
        },
    )


class TestUpdateMember:
    async def test_changes_roles_and_unit_and_clears_them(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        unit = await admin.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        body = {"roles": ["verifier", "viewer", "viewer"], "unit_id": unit.json()["id"]}
        answer = await admin.patch(member.path, body, 1)
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert answer.json()["roles"] == ["viewer", "verifier"]
        assert answer.json()["unit_id"] == unit.json()["id"]
        cleared = await admin.patch(member.path, {"unit_id": None}, 2)
        assert (cleared.json()["unit_id"], cleared.json()["version"]) == (None, 3)

    async def test_the_same_again_is_no_change(self, admin: Caller, sessions: Sessions) -> None:
        member = await join(sessions, HOME, "viewer", "operator")
        same = {"roles": ["operator", "viewer"], "status": "active"}
        assert (await admin.patch(member.path, same, 1)).json()["version"] == 1

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"roles": []}, "/roles", "too-short"),
            ({"roles": None}, "/roles", "missing"),
            ({"roles": ["owner"]}, "/roles/0", "enum"),
            ({"status": None}, "/status", "missing"),
            ({"status": "removed"}, "/status", "enum"),
            ({"unit_id": str(uuid4())}, "/unit_id", "not-found"),
            ({"successor_id": str(uuid4())}, "/successor_id", "not-applicable"),
            (
                {"status": "suspended", "successor_id": str(uuid4())},
                "/successor_id",
                "not-found",
            ),
            ({"email": "a@contoh.example"}, "/email", "extra-forbidden"),
        ],
    )
    async def test_says_what_to_change(
        self,
        admin: Caller,
        sessions: Sessions,
        changes: dict[str, object],
        pointer: str,
        code: str,
    ) -> None:
        member = await join(sessions, HOME, "viewer")
        answer = await admin.patch(member.path, changes, 1)
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]
        assert (await admin.get(member.path)).json()["version"] == 1

    async def test_needs_the_version_that_was_read(self, admin: Caller, sessions: Sessions) -> None:
        member = await join(sessions, HOME, "viewer")
        assert (await admin.patch(member.path, {"roles": ["admin"]}, None)).status_code == 428
        assert (await admin.patch(member.path, {"roles": ["admin"]}, 9)).status_code == 412

    async def test_an_archived_unit_is_kept_and_not_given(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        unit = await admin.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        here, late = await join(sessions, HOME, "viewer"), await join(sessions, HOME, "viewer")
        given = {"unit_id": unit.json()["id"]}
        assert (await admin.patch(here.path, given, 1)).status_code == 200
        await admin.patch(f"/v1/units/{unit.json()['id']}", {"status": "archived"}, 1)
        assert (await admin.patch(late.path, given, 1)).status_code == 422
        kept = await admin.patch(here.path, {"roles": ["operator"]}, 2)
        assert (kept.status_code, kept.json()["unit_id"]) == (200, unit.json()["id"])

    async def test_nobody_is_made_active_for_him(self, admin: Caller) -> None:
        member = await invited(admin)
        for status in ("active", "suspended"):
            answer = await admin.patch(f"{LIST}/{member['id']}", {"status": status}, 1)
            assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
        changed = await admin.patch(f"{LIST}/{member['id']}", {"roles": ["viewer"]}, 1)
        assert (changed.json()["status"], changed.json()["roles"]) == ("invited", ["viewer"])

    async def test_is_written_into_the_chain_without_names(
        self, admin: Caller, sessions: Sessions, superuser_url: str
    ) -> None:
        member = await join(sessions, HOME, "viewer")
        await admin.patch(member.path, {"roles": ["operator"]}, 1)
        query = "select body from audit_event where body like %(id)s"
        [(body,)] = ask(superuser_url, query, id=f"%{member.member_id}%")
        assert '"action":"update_member"' in body
        assert '"roles":["operator"]' in body
        assert member.human.email not in body


class TestRoles:
    async def test_a_lost_role_is_lost_at_once(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        tokens = await sign_in(world.api, member.human)
        caller = Caller(world.api, tokens["access_token"], HOME)
        assert (await caller.get(LIST)).status_code == 200
        assert (await admin.patch(member.path, {"roles": ["viewer"]}, 1)).status_code == 200
        refused = await caller.get("/v1/me")
        assert refused.status_code == 401
        assert "token revoked" in refused.headers["www-authenticate"]
        await asyncio.sleep(1.1)  # tokens name whole seconds
        again = await refreshed(world, tokens)
        assert again.status_code == 200, again.text
        caller = Caller(world.api, again.json()["access_token"], HOME)
        me = (await caller.get("/v1/me")).json()
        assert me["roles"] == ["viewer"]
        assert (await caller.get(LIST)).status_code == 403

    async def test_another_unit_ends_no_session(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        caller = await member.caller(world.api)
        unit = await admin.post("/v1/units", {"name": f"Dinas {uuid4()}", "kind": "agency"})
        await admin.patch(member.path, {"unit_id": unit.json()["id"]}, 1)
        assert (await caller.get("/v1/me")).status_code == 200

    async def test_an_admin_may_give_himself_a_role(self, other: tuple[Joined, Caller]) -> None:
        joined, caller = other
        answer = await caller.patch(joined.path, {"roles": ["admin", "verifier"]}, 1)
        assert (answer.status_code, answer.json()["roles"]) == (200, ["verifier", "admin"])


class TestSuspension:
    async def test_ends_whatever_he_has_in_hand(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        elsewhere = await join(sessions, "32.73", "operator", email=member.human.email)
        tokens = await sign_in(world.api, member.human)
        caller = Caller(world.api, tokens["access_token"], HOME)
        there = await elsewhere.caller(world.api)
        suspended = await admin.patch(member.path, {"status": "suspended"}, 1)
        assert (suspended.status_code, suspended.json()["status"]) == (200, "suspended")
        assert suspended.json()["signed_out_at"]
        # A list asks the token alone who is there.
        assert (await caller.get("/v1/reports")).status_code == 401
        assert (await refreshed(world, tokens)).status_code == 400
        assert (await there.get("/v1/reports")).status_code == 200
        back = await admin.patch(member.path, {"status": "active"}, 2)
        assert back.json()["status"] == "active"
        await asyncio.sleep(1.1)
        assert (await (await member.caller(world.api)).get("/v1/me")).status_code == 200

    async def test_it_is_not_the_way_to_take_an_invitation_back(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin)
        await admin.patch(f"{LIST}/{member['id']}", {"status": "suspended"}, 1)
        [letter] = await letters_to(sessions, settings, member["email"])
        assert await accept(sessions, secret_in(letter))

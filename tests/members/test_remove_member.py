import asyncio
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response

from api.settings import Settings
from tenants.session import Sessions
from tests.members.conftest import HOME
from tests.members.people import (
    LIST,
    Joined,
    accept,
    admin_of,
    invited,
    join,
    letters_to,
    secret_in,
)
from tests.tenants.attempts import ask
from tests.world import Caller, World

ADMINS = (
    "select count(*) from membership m join tenant t on t.id = m.tenant_id"
    " where t.code = %(code)s and m.status = 'active' and 'admin' = any(m.roles)"
)


class TestRemoveMember:
    async def test_keeps_the_row_and_the_name(self, admin: Caller, sessions: Sessions) -> None:
        member = await join(sessions, HOME, "operator")
        assert (await admin.delete(member.path, 1)).status_code == 204
        found = (await admin.get(member.path)).json()
        assert (found["status"], found["name"]) == ("removed", "Anggota Contoh")
        assert (found["version"], found["email"]) == (2, member.human.email)

    async def test_somebody_of_before_we_noted_when_he_joined_keeps_his_name(
        self, admin: Caller, sessions: Sessions, superuser_url: str
    ) -> None:
        member = await join(sessions, HOME, "operator")
        noted = "update membership set joined_at = null where id = %(id)s"
        ask(superuser_url, noted, id=member.member_id)
        await admin.delete(member.path, 1)
        assert (await admin.get(member.path)).json()["name"] == "Anggota Contoh"

    async def test_ends_what_he_has_in_hand(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        caller = await member.caller(world.api)
        await admin.delete(member.path, 1)
        assert (await caller.get("/v1/reports")).status_code == 401

    async def test_an_invitation_is_void_then(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin)
        assert (await admin.delete(f"{LIST}/{member['id']}", 1)).status_code == 204
        [letter] = await letters_to(sessions, settings, member["email"])
        assert not await accept(sessions, secret_in(letter))

    async def test_an_invitation_that_is_accepted_meanwhile(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        """Either the member joined or the invitation is void; nobody waits for the other."""
        for _ in range(10):
            member = await invited(admin)
            [letter] = await letters_to(sessions, settings, member["email"])
            path = f"{LIST}/{member['id']}"
            removed, joined = await asyncio.gather(
                admin.delete(path, 1), accept(sessions, secret_in(letter), wait=0.05)
            )
            assert (removed.status_code, joined) in {(204, False), (412, True)}
            status = "active" if joined else "removed"
            assert (await admin.get(path)).json()["status"] == status

    async def test_only_once_and_with_the_version(self, admin: Caller, sessions: Sessions) -> None:
        member = await join(sessions, HOME, "viewer")
        assert (await admin.delete(member.path, None)).status_code == 428
        assert (await admin.delete(member.path, 7)).status_code == 412
        assert (await admin.delete(member.path, 1)).status_code == 204
        again = await admin.delete(member.path, 2)
        assert (again.status_code, again.json()["allowed"]) == (409, [])
        changed = await admin.patch(member.path, {"roles": ["admin"]}, 2)
        assert changed.json()["code"] == "transition-not-allowed"


class TestLastAdmin:
    @pytest.mark.parametrize(
        "change", [{"roles": ["operator"]}, {"status": "suspended"}, None], ids=str
    )
    async def test_stays(
        self, world: World, sessions: Sessions, fresh: str, change: dict[str, Any] | None
    ) -> None:
        joined, caller = await admin_of(sessions, world.api, fresh)
        # None of these can invite anybody.
        asleep = await join(sessions, fresh, "admin")
        await caller.patch(asleep.path, {"status": "suspended"}, 1)
        await invited(caller, roles=["admin"])
        await join(sessions, fresh, "operator", "verifier")
        if change is None:
            answer = await caller.delete(joined.path, 1)
        else:
            answer = await caller.patch(joined.path, change, 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "last-admin")
        assert (await caller.get(joined.path)).json()["version"] == 1

    async def test_may_go_when_there_is_another(
        self, world: World, sessions: Sessions, fresh: str
    ) -> None:
        joined, caller = await admin_of(sessions, world.api, fresh)
        await join(sessions, fresh, "admin")
        assert (await caller.delete(joined.path, 1)).status_code == 204

    @pytest.mark.parametrize("who", ["each other", "themselves"])
    async def test_two_admins_at_once(
        self, world: World, sessions: Sessions, fresh: str, superuser_url: str, who: str
    ) -> None:
        for _ in range(5):
            await _empty(superuser_url, fresh)
            pairs = [await admin_of(sessions, world.api, fresh) for _ in range(2)]
            answers = await _leave(pairs, crosswise=who == "each other")
            # Who was removed first has lost his right, or his token, before his own turn.
            statuses = sorted(answer.status_code for answer in answers)
            assert statuses[0] == 204
            assert statuses[1] in ({401, 403} if who == "each other" else {409})
            assert ask(superuser_url, ADMINS, code=fresh) == [(1,)]


async def _leave(pairs: list[tuple[Joined, Caller]], *, crosswise: bool) -> list[Response]:
    targets = [joined for joined, _ in (reversed(pairs) if crosswise else pairs)]
    callers = [caller for _, caller in pairs]
    return await asyncio.gather(
        *(c.delete(t.path, 1) for c, t in zip(callers, targets, strict=True))
    )


async def _empty(superuser_url: str, code: str) -> None:
    ask(
        superuser_url,
        "update membership set status = 'removed' where tenant_id ="
        " (select id from tenant where code = %(code)s)",
        code=code,
    )


class TestSuccessor:
    @pytest.mark.parametrize("way", ["remove", "suspend"])
    async def test_is_needed_for_who_answers_for_a_client(
        self, admin: Caller, sessions: Sessions, way: str
    ) -> None:
        member, successor = [await join(sessions, HOME, "operator") for _ in range(2)]
        client = await _client(admin, member)
        revoked = await _client(admin, member)
        assert (await admin.delete(f"/v1/clients/{revoked['id']}", 1)).status_code == 204
        refused = await _end(admin, member, way)
        assert (refused.status_code, refused.json()["code"]) == (409, "successor-required")
        assert refused.json()["client_ids"] == [client["id"]]
        assert (await admin.get(member.path)).json()["status"] == "active"

        done = await _end(admin, member, way, successor.member_id)
        assert done.is_success
        now = (await admin.get(f"/v1/clients/{client['id']}")).json()
        assert (now["responsible_id"], now["version"]) == (successor.member_id, 2)
        kept = (await admin.get(f"/v1/clients/{revoked['id']}")).json()
        assert kept["responsible_id"] == member.member_id

    @pytest.mark.parametrize("way", ["remove", "suspend"])
    async def test_is_another_active_member_here(
        self, admin: Caller, sessions: Sessions, way: str
    ) -> None:
        member = await join(sessions, HOME, "operator")
        await _client(admin, member)
        asleep = await join(sessions, HOME, "operator")
        await admin.patch(asleep.path, {"status": "suspended"}, 1)
        stranger = await join(sessions, "32.73", "operator")
        guest = await invited(admin)
        place = "?successor_id" if way == "remove" else "/successor_id"
        wrong = [member.member_id, asleep.member_id, stranger.member_id, guest["id"], str(uuid4())]
        for successor in wrong:
            answer = await _end(admin, member, way, successor)
            assert answer.status_code == 422
            assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [
                (place, "not-found")
            ]

    async def test_a_client_made_meanwhile_is_not_left_alone(
        self, admin: Caller, sessions: Sessions, superuser_url: str
    ) -> None:
        """Whichever comes first, no live client belongs to a suspended member."""
        for _ in range(6):
            member = await join(sessions, HOME, "operator")
            made, ended = await asyncio.gather(
                admin.post("/v1/clients", _body(member)), _end(admin, member, "suspend")
            )
            assert {made.status_code, ended.status_code} in ({201, 409}, {422, 200})
        query = (
            "select count(*) from client c join membership m on m.id = c.responsible_id"
            " where c.status = 'active' and m.status = 'suspended'"
        )
        assert ask(superuser_url, query) == [(0,)]


def _body(member: Joined) -> dict[str, Any]:
    return {"name": "Sistem", "scopes": ["reports:write"], "responsible_id": member.member_id}


async def _client(admin: Caller, member: Joined) -> dict[str, Any]:
    answer = await admin.post("/v1/clients", _body(member))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def _end(admin: Caller, member: Joined, way: str, successor: str | None = None) -> Response:
    if way == "remove":
        query = f"?successor_id={successor}" if successor else ""
        return await admin.delete(f"{member.path}{query}", 1)
    body = {"status": "suspended", **({"successor_id": successor} if successor else {})}
    return await admin.patch(member.path, body, 1)

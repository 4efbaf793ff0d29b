import pytest

from tenants.session import Sessions
from tests.members.conftest import HOME, Recording
from tests.members.people import LIST, invited, join
from tests.world import Caller, World

PRIVATE = {
    *("email", "person_id", "invited_at", "invitation_expires_at", "joined_at", "signed_out_at"),
}


class TestListMembers:
    async def test_pages_filters_and_counts(
        self, world: World, sessions: Sessions, fresh: str
    ) -> None:
        made = [(await join(sessions, fresh, "viewer")).member_id for _ in range(3)]
        admin = await join(sessions, fresh, "admin", "operator")
        caller = await admin.caller(world.api)
        first = await caller.get(f"{LIST}?limit=3&include=total")
        assert first.json()["total"] == 4
        assert [row["id"] for row in first.json()["data"]] == [admin.member_id, *made[:0:-1]]
        rest = await caller.get(f"{LIST}?limit=3&cursor={first.json()['next_cursor']}")
        assert [row["id"] for row in rest.json()["data"]] == [made[0]]
        by_role = (await caller.get(f"{LIST}?role=operator")).json()["data"]
        assert [row["id"] for row in by_role] == [admin.member_id]
        guest = await invited(caller)
        by_status = (await caller.get(f"{LIST}?status=invited&status=removed")).json()["data"]
        assert [row["id"] for row in by_status] == [guest["id"]]

    async def test_filters_by_unit(self, admin: Caller) -> None:
        unit = await admin.post("/v1/units", {"name": "Dinas Saring", "kind": "agency"})
        member = await invited(admin, unit_id=unit.json()["id"])
        page = (await admin.get(f"{LIST}?unit_id={unit.json()['id']}")).json()
        assert [(row["id"], row["unit_id"]) for row in page["data"]] == [
            (member["id"], unit.json()["id"])
        ]

    async def test_colleagues_see_names_and_roles_alone(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        guest = await invited(admin)
        operator = await (await join(sessions, HOME, "operator")).caller(world.api)
        page = await operator.get(f"{LIST}?limit=200")
        assert len(page.json()["data"]) > 2
        for row in page.json()["data"]:
            assert row["name"]
            assert row["roles"]
            assert {row[name] for name in PRIVATE} == {None}
        assert "@" not in page.text
        one = await operator.get(f"{LIST}/{guest['id']}")
        assert (one.json()["name"], one.json()["email"]) == (guest["name"], None)

    async def test_a_token_without_the_scope_sees_no_more(
        self, world: World, sessions: Sessions
    ) -> None:
        from tests.world import sign_in

        admin = await join(sessions, HOME, "admin")
        tokens = await sign_in(world.api, admin.human, scope="members:read")
        caller = Caller(world.api, tokens["access_token"], HOME)
        assert (await caller.get(admin.path)).json()["email"] is None

    async def test_a_viewer_may_not(self, world: World) -> None:
        answer = await (await world.caller("32.04", "viewer")).get(LIST)
        assert (answer.status_code, answer.json()["permission"]) == (403, "members:read")

    @pytest.mark.parametrize("query", ["role=owner", "status=gone", "unit_id=x", "tenant=32.04"])
    async def test_refuses_what_it_does_not_know(self, admin: Caller, query: str) -> None:
        assert (await admin.get(f"{LIST}?{query}")).status_code == 422

    async def test_the_province_has_no_say_in_a_regency(
        self, world: World, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "viewer")
        province = await world.caller("32", "admin")
        for answer in (
            await province.get(member.path),
            await province.patch(member.path, {"status": "suspended"}, 1),
            await province.delete(member.path, 1),
        ):
            assert answer.status_code == 404
        listed = (await province.get(f"{LIST}?limit=200")).json()["data"]
        assert listed
        assert not [row for row in listed if row["id"] == member.member_id]
        assert (await admin.get(member.path)).json()["status"] == "active"

    async def test_takes_as_many_statements_for_many_as_for_one(
        self, admin: Caller, sessions: Sessions, statements: Recording
    ) -> None:
        for _ in range(3):
            await join(sessions, HOME, "viewer")
        counts = []
        for limit in (1, 200):
            with statements() as sent:
                page = (await admin.get(f"{LIST}?limit={limit}&sort=created_at")).json()
            counts.append((len(page["data"]) > 3, len(sent)))
        assert [more for more, _ in counts] == [False, True]
        assert counts[0][1] == counts[1][1] > 2

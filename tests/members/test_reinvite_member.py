from api.settings import Settings
from tenants.session import Sessions
from tests.members.people import LIST, accept, invitation, invited, join, letters_to, secret_in
from tests.world import Caller, World


class TestReinviteMember:
    async def test_sends_a_new_link_and_the_old_one_is_void(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin)
        answer = await admin.post(f"{LIST}/{member['id']}/reinvite", version=1)
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert answer.json()["invitation_expires_at"] > member["invitation_expires_at"]
        old, new = [secret_in(one) for one in await letters_to(sessions, settings, member["email"])]
        assert not await accept(sessions, old)
        assert await accept(sessions, new)

    async def test_needs_the_version_that_was_read(self, admin: Caller) -> None:
        path = f"{LIST}/{(await invited(admin))['id']}/reinvite"
        assert (await admin.post(path)).status_code == 428
        assert (await admin.post(path, version=7)).status_code == 412

    async def test_only_who_is_invited(self, admin: Caller, sessions: Sessions) -> None:
        member = await join(sessions, admin.tenant, "viewer")
        answer = await admin.post(f"{member.path}/reinvite", version=1)
        assert (answer.status_code, answer.json()["code"]) == (409, "transition-not-allowed")
        assert answer.json()["allowed"] == ["remove_member", "update_member"]

    async def test_the_letter_goes_where_the_person_is_now(
        self, admin: Caller, sessions: Sessions, settings: Settings, superuser_url: str
    ) -> None:
        """The old address may be somebody else's by now, and the link opens the account."""
        from tests.members.people import address
        from tests.tenants.attempts import ask

        member, moved = await invited(admin), address()
        ask(
            superuser_url,
            "update person set email = %(new)s where email = %(old)s",
            new=moved,
            old=member["email"],
        )
        answer = await admin.post(f"{LIST}/{member['id']}/reinvite", version=1)
        assert answer.json()["email"] == member["email"]
        assert len(await letters_to(sessions, settings, moved)) == 1
        assert len(await letters_to(sessions, settings, member["email"])) == 1

    async def test_nobody_is_flooded(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin)
        path = f"{LIST}/{member['id']}"
        answers = [await admin.post(f"{path}/reinvite", version=n) for n in range(1, 6)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429]
        assert answers[-1].json()["code"] == "too-many-requests"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 3600
        assert len(await letters_to(sessions, settings, member["email"])) == 5
        # Nor by ending the invitation and beginning it again.
        assert (await admin.delete(path, 5)).status_code == 204
        answer = await admin.post(LIST, invitation(email=member["email"]))
        assert answer.status_code == 429
        assert (await admin.get(path)).json()["status"] == "removed"
        assert (await admin.post(LIST, invitation())).status_code == 201

    async def test_another_office_writes_to_him_all_the_same(
        self, admin: Caller, world: World
    ) -> None:
        """A refusal there would tell that somebody else invites him, too."""
        member = await invited(admin)
        for version in range(1, 6):
            await admin.post(f"{LIST}/{member['id']}/reinvite", version=version)
        elsewhere = await world.caller("32.04", "admin")
        await invited(elsewhere, email=member["email"])

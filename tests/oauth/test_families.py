"""What an owner sees and ends of his sign-ins, and what families remember."""

from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlmodel import col

from api.oauth import families
from api.oauth.families import SignedInApp
from api.oauth.models import RefreshFamily, SignIn
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman
from tests.oauth.flow import Flow, refusal, status
from tests.oauth.test_refresh import GONE, change_membership
from tests.world import Human


async def apps_of(sessions: Sessions, human: Human) -> list[SignedInApp]:
    async with transaction(sessions, as_system("test")) as session:
        return await session.run_sync(families.of_person, UUID(human.person_id))


class TestOfPerson:
    async def test_lists_where_he_is_signed_in(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        assert await apps_of(sessions, human) == []
        arrived = await flow.sign_in(human)
        async with transaction(sessions, as_system("test")) as session:
            mine = col(SignIn.person_id) == UUID(human.person_id)
            await session.execute(update(SignIn).where(mine).values(device="Firefox"))
        await flow.redeem(arrived["code"])
        code = (await flow.arrive(await flow.open()))["code"]
        second = (await flow.redeem(code)).json()
        newer, older = await apps_of(sessions, human)
        assert (newer.client_id, newer.tenant, newer.device) == ("simpulctl", "32.04", "Firefox")
        assert newer.tenant_name
        assert newer.created_at > older.created_at
        assert newer.last_used_at is None
        await flow.refresh(second["refresh_token"])
        used, _ = await apps_of(sessions, human)
        assert used.id == newer.id
        assert used.last_used_at is not None
        assert used.last_used_at >= newer.created_at

    async def test_not_what_is_over(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        await flow.tokens(human)
        (app,) = await apps_of(sessions, human)
        await change_membership(sessions, human, signed_out_at=now())
        assert await apps_of(sessions, human) == []
        await change_membership(sessions, human, signed_out_at=app.created_at)
        assert len(await apps_of(sessions, human)) == 1
        await change_membership(sessions, human, status="suspended")
        assert await apps_of(sessions, human) == []

    async def test_not_what_was_ended(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        first = await flow.tokens(human)
        for _ in range(2):
            await flow.refresh(first["refresh_token"])
        assert await apps_of(sessions, human) == []


class TestEnd:
    async def test_his_own_with_its_access_tokens(
        self, flow: Flow, human: Human, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human)
        code = (await flow.arrive(await flow.open()))["code"]
        other = (await flow.redeem(code)).json()
        newer, older = await apps_of(sessions, human)
        for wanted in (True, False):
            async with transaction(sessions, as_system("test")) as session:
                ended = await session.run_sync(families.end_own, UUID(human.person_id), older.id)
            assert ended is wanted
        assert [app.id for app in await apps_of(sessions, human)] == [newer.id]
        assert refusal(await flow.refresh(body["refresh_token"])) == GONE
        assert await status(flow.browser, body["access_token"]) == 401
        assert await status(flow.browser, other["access_token"]) == 200

    async def test_not_somebody_elses(
        self, flow: Flow, human: Human, make_human: MakeHuman, sessions: Sessions
    ) -> None:
        body = await flow.tokens(human)
        (app,) = await apps_of(sessions, human)
        stranger = await make_human("32.04")
        async with transaction(sessions, as_system("test")) as session:
            for family in (app.id, uuid4()):
                person = UUID(stranger.person_id)
                assert not await session.run_sync(families.end_own, person, family)
        assert await status(flow.browser, body["access_token"]) == 200

    async def test_all_of_them(self, flow: Flow, human: Human, sessions: Sessions) -> None:
        first = await flow.tokens(human)
        code = (await flow.arrive(await flow.open()))["code"]
        second = (await flow.redeem(code)).json()
        async with transaction(sessions, as_system("test")) as session:
            await session.run_sync(families.end_all, UUID(human.person_id))
            mine = select(RefreshFamily).where(col(RefreshFamily.person_id) == human.person_id)
            rows = (await session.scalars(mine)).all()
            assert [row.revoked_at is not None for row in rows] == [True, True]
        for body in (first, second):
            assert refusal(await flow.refresh(body["refresh_token"])) == GONE
            assert await status(flow.browser, body["access_token"]) == 401

"""What is under way while a password, a client or its secret changes, stopped where it would slip by.

Each test holds a lock that one of the two needs, and lets go when both have come as far as they can.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient, Response
from psycopg import AsyncConnection
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update
from sqlmodel import col

from api.access.models import Client, Membership, MembershipStatus, Person
from api.links.models import Purpose
from api.links.service import issue
from api.oauth import account
from api.oauth.passwords import hash_password
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeMachine, new_browser
from tests.oauth.flow import Flow, status, token
from tests.oauth.test_second_factor import later
from tests.oauth.visitor import Visitor
from tests.tenants.attempts import ask
from tests.world import Human, Machine, World, client_token

GRANT = {"grant_type": "client_credentials"}
NEW = "kuda pohon langit biru"
WAITING = (
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = "
    "current_database()"
)
Begin = Callable[..., Awaitable["asyncio.Task[Response]"]]


@pytest.fixture
def begin(superuser_url: str) -> Begin:
    """Starts something; gives it when it waits for a lock, or is done because nothing stops it."""

    async def start(what: Coroutine[Any, Any, Response]) -> asyncio.Task[Response]:
        [[before]] = ask(superuser_url, WAITING)
        task = asyncio.create_task(what)
        for _ in range(500):
            await asyncio.sleep(0.02)
            [[waiting]] = ask(superuser_url, WAITING)
            if task.done() or waiting > before:
                break
        assert task.done() or waiting > before
        return task

    return start


@asynccontextmanager
async def held(superuser_url: str, statement: str, *values: object) -> AsyncIterator[None]:
    """A lock that somebody else has for a while."""
    async with await AsyncConnection.connect(superuser_url) as holder:
        await holder.execute(statement, values)
        yield
        await holder.rollback()


@asynccontextmanager
async def changing(sessions: Sessions, human: Human) -> AsyncIterator[None]:
    """His password is being changed: all is written, and nothing is committed yet."""
    hashed = await hash_password(NEW)
    async with transaction(sessions, as_system("test")) as session:
        await account.set_password(session, UUID(human.person_id), hashed, action="reset_password")
        await session.flush()
        yield


async def change(visitor: Visitor) -> Response:
    given = {"password": visitor.human.password, "new_password": NEW, "password_again": NEW}
    return await visitor.send("/account/password", **given)


class TestSignIn:
    async def test_the_old_password_that_was_right_is_wrong_by_now(
        self, visitor: Visitor, sessions: Sessions, begin: Begin
    ) -> None:
        async with changing(sessions, visitor.human):
            arriving = await begin(visitor.sign_in())
        answer = await arriving
        assert not await visitor.is_signed_in()
        wrong = await visitor.sign_in("salah")
        assert (answer.status_code, answer.headers.get("location")) == (401, None)
        assert wrong.status_code == 401

    async def test_the_session_that_it_began_ends(
        self, visitor: Visitor, other: Visitor, begin: Begin, superuser_url: str
    ) -> None:
        await visitor.sign_in()
        async with held(superuser_url, "lock table second_factor in access exclusive mode"):
            arriving = await begin(other.sign_in())
            changed = await begin(change(visitor))
        await arriving
        assert (await changed).headers["location"] == "/account?done=password"
        assert not await other.is_signed_in()
        assert await visitor.is_signed_in()

    async def test_a_code_after_the_old_password_is_too_late(
        self, visitor: Visitor, sessions: Sessions, begin: Begin
    ) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        visitor.browser.cookies.clear()
        assert (await visitor.sign_in()).headers["location"].startswith("/login/code")
        async with changing(sessions, visitor.human):
            arriving = await begin(visitor.give_code(later(timed)))
        assert (await arriving).headers["location"].startswith("/login")
        assert not await visitor.is_signed_in()

    async def test_the_session_that_a_code_began_ends(
        self, visitor: Visitor, other: Visitor, begin: Begin, superuser_url: str
    ) -> None:
        await visitor.sign_in()
        timed, _ = await visitor.enrol()
        await other.sign_in()
        lock = "select from second_factor where person_id = %s for update"
        async with held(superuser_url, lock, visitor.human.person_id):
            arriving = await begin(other.give_code(later(timed)))
            changed = await begin(change(visitor))
        await arriving
        assert (await changed).headers["location"] == "/account?done=password"
        assert not await other.is_signed_in()

    async def test_an_invitation_is_not_accepted_with_it(
        self, app: FastAPI, visitor: Visitor, sessions: Sessions, begin: Begin
    ) -> None:
        place, person = app.state.directory.by_code("32.73"), UUID(visitor.human.person_id)
        async with transaction(sessions, as_system("test")) as session:
            membership = Membership(
                tenant_id=place.id,
                person_id=person,
                roles=["viewer"],
                status=MembershipStatus.INVITED,
                invited_at=now(),
            )
            session.add(membership)
            await session.flush()
            secret = await issue(
                session, Purpose.INVITATION, person, tenant=place.id, membership=membership.id
            )
        path = f"/invitation/{secret}"
        async with changing(sessions, visitor.human):
            arriving = await begin(visitor.send(path, password=visitor.human.password))
        answer = await arriving
        assert not await visitor.is_signed_in()
        assert answer.status_code == 401
        async with transaction(sessions, as_system("test")) as session:
            query = select(col(Membership.status)).where(col(Membership.id) == membership.id)
            assert await session.scalar(query) == MembershipStatus.INVITED
        assert (await visitor.send(path, password=NEW)).headers["location"] == "/account"

    async def test_two_at_once_with_a_hash_that_is_renewed(
        self, app: FastAPI, human: Human, sessions: Sessions
    ) -> None:
        weak = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),))
        async with transaction(sessions, as_system("test")) as session:
            this = col(Person.id) == UUID(human.person_id)
            await session.execute(
                update(Person).where(this).values(password_hash=weak.hash(human.password))
            )
        crowd = [Visitor(new_browser(app), human) for _ in range(4)]
        answers = await asyncio.gather(*(one.sign_in() for one in crowd))
        assert [answer.status_code for answer in answers] == [303] * 4
        assert all([await one.is_signed_in() for one in crowd])


class TestPassword:
    async def test_who_was_signed_out_meanwhile_changes_nothing(
        self, visitor: Visitor, sessions: Sessions, begin: Begin
    ) -> None:
        """Who knows the old password, and is at the form when its owner resets it."""
        await visitor.sign_in()
        page = await visitor.browser.get("/account/password")
        given = {"password": visitor.human.password, "new_password": NEW + " dua"}
        async with changing(sessions, visitor.human):
            late = await begin(visitor.send_from(page, "/account/password", **given))
        assert (await late).headers["location"] == "/login"
        visitor.browser.cookies.clear()
        assert (await visitor.sign_in(NEW)).status_code == 303


class TestCodes:
    async def test_none_is_given_once_it_changes(
        self, visitor: Visitor, sessions: Sessions, begin: Begin
    ) -> None:
        await visitor.sign_in()
        flow = Flow(visitor.browser)
        async with changing(sessions, visitor.human):
            asking = await begin(flow.open())
        assert (await asking).headers["location"].startswith("/login")

    @pytest.mark.parametrize("kept", [False, True], ids=["another-session", "a-copy-of-the-kept"])
    async def test_one_that_is_being_made_is_void(
        self, visitor: Visitor, other: Visitor, begin: Begin, superuser_url: str, *, kept: bool
    ) -> None:
        await visitor.sign_in()
        if kept:
            other.browser.cookies["simpul_session"] = visitor.browser.cookies["simpul_session"]
        else:
            await other.sign_in()
        flow = Flow(other.browser)
        async with held(superuser_url, "select from tenant where code = '32.04' for update"):
            asking = await begin(flow.open())
            changed = await begin(change(visitor))
        code = (await flow.arrive(await asking))["code"]
        assert (await changed).headers["location"] == "/account?done=password"
        assert (await flow.redeem(code)).status_code == 400

    async def test_what_one_gives_ends(
        self, visitor: Visitor, other: Visitor, begin: Begin, superuser_url: str
    ) -> None:
        await visitor.sign_in()
        flow = Flow(other.browser)
        code = (await flow.sign_in(other.human))["code"]
        lock = "select from membership where person_id = %s for update"
        async with held(superuser_url, lock, visitor.human.person_id):
            redeeming = await begin(flow.redeem(code))
            changed = await begin(change(visitor))
        tokens = (await redeeming).json()
        assert (await changed).headers["location"] == "/account?done=password"
        assert (await flow.refresh(tokens["refresh_token"])).status_code == 400
        assert await status(other.browser, tokens["access_token"]) == 401


CHAIN = (
    "select pg_advisory_xact_lock(hashtextextended('audit:' || id, 0)) from tenant"
    " where code = '32.04'"
)


class TestMachine:
    @pytest.mark.parametrize("rotating", [False, True], ids=["revoked", "rotated"])
    async def test_gets_no_token_that_outlives_its_end(
        self,
        api: AsyncClient,
        world: World,
        machine: Machine,
        begin: Begin,
        superuser_url: str,
        *,
        rotating: bool,
    ) -> None:
        admin, path = await world.caller("32.04", "admin"), f"/v1/clients/{machine.client_id}"
        secret = {"client_id": machine.client_id, "client_secret": machine.client_secret}
        async with held(superuser_url, CHAIN):
            rotate = admin.post(f"{path}/rotate", {"overlap_hours": 0}, version=1)
            ending = await begin(rotate if rotating else admin.delete(path, 1))
            if not rotating:
                rotate.close()
            await asyncio.sleep(1.1)  # a token of a later second than the end
            asking = await begin(token(api, **GRANT, **secret))
        assert (await ending).is_success, (await ending).text
        answer = await asking
        if answer.status_code == 200:
            assert await status(api, answer.json()["access_token"]) == 401
        assert answer.status_code == 401

    async def test_the_former_secret_is_good_for_the_overlap(
        self, api: AsyncClient, world: World, machine: Machine, begin: Begin, superuser_url: str
    ) -> None:
        admin, path = await world.caller("32.04", "admin"), f"/v1/clients/{machine.client_id}"
        secret = {"client_id": machine.client_id, "client_secret": machine.client_secret}
        async with held(superuser_url, CHAIN):
            ending = await begin(admin.post(f"{path}/rotate", {"overlap_hours": 1}, version=1))
            asking = await begin(token(api, **GRANT, **secret))
        assert (await ending).is_success, (await ending).text
        assert (await asking).status_code == 200

    async def test_is_not_locked_by_who_does_not_know_the_secret(
        self, api: AsyncClient, machine: Machine, superuser_url: str
    ) -> None:
        lock = "select from client where id = %s for update"
        async with held(superuser_url, lock, machine.client_id):
            wrong = token(api, **GRANT, client_id=machine.client_id, client_secret="salah")
            assert (await asyncio.wait_for(wrong, 5)).status_code == 401

    async def test_waits_for_no_other_worker_of_its_own(
        self, api: AsyncClient, machine: Machine, sessions: Sessions
    ) -> None:
        await client_token(api, machine)  # notes the hour
        async with transaction(sessions, as_system("test")) as session:
            mine = col(Client.id) == UUID(machine.client_id)
            await session.scalar(select(col(Client.id)).where(mine).with_for_update(read=True))
            crowd = (client_token(api, machine) for _ in range(20))
            await asyncio.wait_for(asyncio.gather(*crowd), 20)

    @pytest.mark.parametrize(
        ("times", "at_once"),
        [
            pytest.param(4, 20, id="small"),
            pytest.param(200, 50, id="as-often-as-promised", marks=pytest.mark.long),
        ],
    )
    async def test_crowds_never_lock_each_other_out(
        self,
        api: AsyncClient,
        make_machine: MakeMachine,
        sessions: Sessions,
        times: int,
        at_once: int,
    ) -> None:
        machine = await make_machine()
        mine = col(Client.id) == UUID(machine.client_id)
        for _ in range(times):
            async with transaction(sessions, as_system("test")) as session:
                await session.execute(update(Client).where(mine).values(last_used_at=None))
            await asyncio.gather(*(client_token(api, machine) for _ in range(at_once)))
            async with transaction(sessions, as_system("test")) as session:
                assert await session.scalar(select(col(Client.last_used_at)).where(mine))

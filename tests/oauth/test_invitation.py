"""GET and POST /invitation/{secret}."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import select, update
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.links.models import OneTimeLink, Purpose
from api.links.service import issue
from tenants.models import Tenant, TenantStatus
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.oauth.conftest import MakeHuman, new_browser
from tests.oauth.flow import Flow
from tests.oauth.visitor import Visitor, error_of
from tests.tenants.attempts import ask
from tests.world import Human, World

CHOSEN = "kuda pohon langit biru"
Invite = Callable[..., Awaitable[str]]
CHAIN = "select body from audit_event where body like %(subject)s"


@pytest.fixture
def newcomer() -> Human:
    """Somebody who has no account."""
    return Human(f"{secrets.token_hex(6)}@uji.simpul.example", CHOSEN, "", "32.04", ["operator"])


@pytest.fixture
def invite(app: FastAPI, world: World, sessions: Sessions) -> Invite:
    """Invites somebody to a tenant; gives the path of the link."""
    assert world

    async def make(human: Human, tenant: str = "32.04", name: str = "Siti Undangan") -> str:
        async with transaction(sessions, as_system("test")) as session:
            query = select(Person).where(col(Person.email) == human.email)
            person = (await session.scalars(query)).one_or_none()
            if person is None:
                person = Person(email=human.email, name="Belum Bernama")
                session.add(person)
                await session.flush()
            place = app.state.directory.by_code(tenant)
            membership = Membership(
                tenant_id=place.id,
                person_id=person.id,
                roles=["operator", "viewer"],
                status=MembershipStatus.INVITED,
                invited_name=name,
                invited_email=human.email,
                invited_at=now(),
            )
            session.add(membership)
            await session.flush()
            secret = await issue(
                session,
                Purpose.INVITATION,
                person.id,
                tenant=place.id,
                membership=membership.id,
            )
        human.person_id = str(person.id)
        return f"/invitation/{secret}"

    return make


async def membership_of(sessions: Sessions, human: Human, tenant_id: UUID) -> Membership:
    async with transaction(sessions, as_system("test")) as session:
        query = select(Membership).where(
            col(Membership.person_id) == UUID(human.person_id),
            col(Membership.tenant_id) == tenant_id,
        )
        return (await session.scalars(query)).one()


class TestNewcomer:
    async def test_chooses_a_password_and_is_in(
        self,
        app: FastAPI,
        browser: AsyncClient,
        newcomer: Human,
        invite: Invite,
        sessions: Sessions,
        superuser_url: str,
    ) -> None:
        path = await invite(newcomer)
        visitor = Visitor(browser, newcomer)
        for _ in range(2):  # looking spends nothing
            page = await browser.get(path)
            assert page.status_code == 200
        for shown in ("Siti Undangan", newcomer.email, "Operator, Pembaca", "Kabupaten Bandung"):
            assert shown in page.text
        assert page.headers["referrer-policy"] == "no-referrer"
        answer = await visitor.send(path, password=CHOSEN, password_again=CHOSEN)
        assert answer.headers["location"] == "/account"
        account = (await browser.get("/account")).text
        assert "Siti Undangan" in account
        assert "Kabupaten Bandung" in account

        place = app.state.directory.by_code("32.04")
        row = await membership_of(sessions, newcomer, place.id)
        assert (row.status, row.version) == (MembershipStatus.ACTIVE, 2)
        assert row.joined_at
        [[body]] = ask(superuser_url, CHAIN, subject=f"%{row.id}%")
        noted = json.loads(body)
        assert noted["action"] == "accept_invitation"
        assert noted["actor"] == {"kind": "person", "id": newcomer.person_id}
        tokens = await Flow(browser).open()
        assert "code=" in tokens.headers["location"]

    async def test_a_bad_password_spends_nothing(
        self, browser: AsyncClient, newcomer: Human, invite: Invite
    ) -> None:
        path, visitor = await invite(newcomer), Visitor(browser, newcomer)
        for bad, why in (
            ("pendek", "pendek"),
            ("rahasia2026!", "umum"),
            ("Siti Undangan 1", "nama atau surel"),
        ):
            answer = await visitor.send(path, password=bad)
            assert answer.status_code == 422
            assert why in error_of(answer)
        assert not await visitor.is_signed_in()
        assert (await visitor.send(path, password=CHOSEN)).status_code == 303

    async def test_one_of_many_at_once_wins(
        self, app: FastAPI, newcomer: Human, invite: Invite, sessions: Sessions, superuser_url: str
    ) -> None:
        path = await invite(newcomer)
        crowd = [Visitor(new_browser(app), newcomer) for _ in range(6)]
        pages = [await each.browser.get(path) for each in crowd]
        answers = await asyncio.gather(
            *(
                each.send_from(page, path, password=f"{CHOSEN} {number}")
                for number, (each, page) in enumerate(zip(crowd, pages, strict=True))
            )
        )
        assert sorted(answer.status_code for answer in answers) == [303] + [410] * 5
        [won] = [n for n, answer in enumerate(answers) if answer.status_code == 303]
        assert (await crowd[0].sign_in(f"{CHOSEN} {won}")).status_code == 303
        row = await membership_of(sessions, newcomer, app.state.directory.by_code("32.04").id)
        assert row.version == 2
        assert len(ask(superuser_url, CHAIN, subject=f"%{row.id}%")) == 1

    async def test_two_offices_at_once_give_one_password(
        self, app: FastAPI, newcomer: Human, invite: Invite
    ) -> None:
        paths = [await invite(newcomer, code) for code in ("32.04", "32.73")]
        crowd = [Visitor(new_browser(app), newcomer) for _ in paths]
        pages = [await each.browser.get(path) for each, path in zip(crowd, paths, strict=True)]
        answers = await asyncio.gather(
            *(
                each.send_from(page, path, password=f"{CHOSEN} {number}")
                for number, (each, page, path) in enumerate(zip(crowd, pages, paths, strict=True))
            )
        )
        assert sorted(answer.status_code for answer in answers) in ([303, 401], [303, 409])
        [won] = [n for n, answer in enumerate(answers) if answer.status_code == 303]
        late = 1 - won
        again = await crowd[late].send(paths[late], password=f"{CHOSEN} {won}")
        assert again.status_code == 303
        assert (await crowd[late].browser.get("/account")).text.count("Operator, Pembaca") == 2


class TestKnown:
    async def test_gives_his_password(
        self, visitor: Visitor, invite: Invite, app: FastAPI, sessions: Sessions
    ) -> None:
        path = await invite(visitor.human, "32.73", name="Nama Karangan Orang")
        page = await visitor.browser.get(path)
        assert "sudah punya akun" in page.text
        assert 'name="password_again"' not in page.text
        wrong = await visitor.send(path, password=CHOSEN)
        assert wrong.status_code == 401
        place = app.state.directory.by_code("32.73")
        row = await membership_of(sessions, visitor.human, place.id)
        assert row.status == MembershipStatus.INVITED
        answer = await visitor.send(path, password=visitor.human.password)
        assert answer.headers["location"] == "/account"
        account = (await visitor.browser.get("/account")).text
        assert "Orang Uji" in account  # an office does not rename people
        assert "Nama Karangan" not in account
        row = await membership_of(sessions, visitor.human, place.id)
        assert row.status == MembershipStatus.ACTIVE

    async def test_and_his_second_factor(self, visitor: Visitor, invite: Invite) -> None:
        await visitor.sign_in()
        _, codes = await visitor.enrol()
        path = await invite(visitor.human, "32.73")
        answer = await visitor.send(path, password=visitor.human.password)
        assert answer.headers["location"].startswith("/login/code")
        assert not await visitor.is_signed_in()
        assert (await visitor.give_code(codes[0])).headers["location"] == "/account"

    async def test_wrong_passwords_are_limited(self, visitor: Visitor, invite: Invite) -> None:
        path = await invite(visitor.human, "32.73")
        for _ in range(10):
            await visitor.send(path, password="bukan ini sandinya")
        answer = await visitor.send(path, password=visitor.human.password)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1


class TestGone:
    async def test_used_expired_withdrawn_and_made_up(
        self,
        app: FastAPI,
        browser: AsyncClient,
        make_human: MakeHuman,
        invite: Invite,
        sessions: Sessions,
    ) -> None:
        people = [await make_human() for _ in range(3)]
        used, expired, withdrawn = [await invite(human) for human in people]
        await Visitor(new_browser(app), people[0]).send(used, password=people[0].password)
        pages = {path: await browser.get(path) for path in (expired, withdrawn)}
        async with transaction(sessions, as_system("test")) as session:
            link = col(OneTimeLink.person_id) == UUID(people[1].person_id)
            old = now() - timedelta(seconds=1)
            await session.execute(update(OneTimeLink).where(link).values(expires_at=old))
            row = col(Membership.person_id) == UUID(people[2].person_id)
            gone = MembershipStatus.REMOVED
            await session.execute(update(Membership).where(row).values(status=gone))
        for human, path in zip(people[1:], pages, strict=True):
            visitor = Visitor(browser, human)
            sent = await visitor.send_from(pages[path], path, password=human.password)
            assert sent.status_code == 410
        for path in (used, expired, withdrawn, f"/invitation/{'x' * 43}", "/invitation/é%00"):
            page = await browser.get(path)
            assert page.status_code == 410
            assert "admin di kantor" in page.text

    async def test_of_a_tenant_that_is_not_active(
        self,
        app: FastAPI,
        browser: AsyncClient,
        newcomer: Human,
        invite: Invite,
        sessions: Sessions,
    ) -> None:
        path = await invite(newcomer, "32.01")
        this = col(Tenant.id) == app.state.directory.by_code("32.01").id
        async with transaction(sessions, as_system("test")) as session:
            await session.execute(update(Tenant).where(this).values(status=TenantStatus.INACTIVE))
        try:
            assert (await browser.get(path)).status_code == 410
        finally:
            async with transaction(sessions, as_system("test")) as session:
                await session.execute(update(Tenant).where(this).values(status=TenantStatus.ACTIVE))
        assert (await browser.get(path)).status_code == 200

    async def test_needs_our_form(
        self, browser: AsyncClient, newcomer: Human, invite: Invite
    ) -> None:
        path = await invite(newcomer)
        assert (await browser.post(path, data={"password": CHOSEN})).status_code == 403
        assert (await browser.get(path)).status_code == 200

    async def test_a_reset_link_is_no_invitation(
        self, browser: AsyncClient, newcomer: Human, invite: Invite
    ) -> None:
        path = await invite(newcomer)
        assert (await browser.get(path.replace("invitation", "reset"))).status_code == 410

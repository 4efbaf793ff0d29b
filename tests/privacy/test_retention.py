"""What goes in time, and what stays a day less."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

import api.worker
from api.jobs.queue import defer, queue
from api.media.models import Asset, AssetStatus
from api.privacy import erasing
from api.privacy.people import Whom, find
from api.privacy.retention import (
    erase_late_names,
    forget_applicants,
    forget_invitations,
    people_who_left,
)
from api.privacy.tasks import erase_who_left, forget
from api.registrations.models import Registration, RegistrationStatus
from api.settings import RetentionSettings, Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.clarifications import bodies as clarifications
from tests.members.people import address, join
from tests.members.people import invited as invite
from tests.privacy.somebody import HOME, application
from tests.reports import bodies as reports
from tests.reports.bodies import ASSET
from tests.tenants.attempts import ask
from tests.world import World

TERMS = RetentionSettings()
CONTACT = "select contact_name, phone, region, letter_asset_id from registration where id = %(id)s"
STATUS = "select status, invited_name, invited_email from membership where id = %(id)s"
ERASED = "select erased_at is not null from person where id = %(id)s"
RECORDED = "select count(*) from audit_event where action = %(action)s and subject = %(subject)s"
_THIS = " where id = %(id)s"
LEAVE = (
    "update membership set status = 'removed', updated_at = now() - %(days)s * interval '1 day'"
    " where id = %(id)s"
)


async def registered(app: FastAPI, sessions: Sessions, status: str, days: int) -> Registration:
    """A registration with a letter, decided so many days ago."""
    province = app.state.directory.province.id
    given: dict[str, Any] = {**ASSET, "purpose": "letter", "status": AssetStatus.READY}
    letter = Asset(tenant_id=province, quarantine_key=f"32/{uuid4()}", **given)
    decided = now() - timedelta(days=days)
    row = application(
        app.state.directory,
        address(),
        RegistrationStatus(status),
        decided_at=decided,
        letter_asset_id=letter.id,
    )
    async with transaction(sessions, as_tenant(province, "test")) as session:
        session.add(letter)
        await session.flush()
        session.add(row)
    return row


class TestApplicants:
    @pytest.mark.parametrize(
        ("status", "term"),
        [
            ("rejected", TERMS.rejected_registration_days),
            ("approved", TERMS.approved_registration_days),
        ],
    )
    async def test_their_contacts_go(
        self,
        app: FastAPI,
        sessions: Sessions,
        world: World,
        superuser_url: str,
        status: str,
        term: int,
    ) -> None:
        assert world
        old = await registered(app, sessions, status, term + 1)
        young = await registered(app, sessions, status, term - 1)
        async with transaction(sessions, as_tenant(old.tenant_id, "test")) as session:
            assert await forget_applicants(session) == 1
        assert ask(superuser_url, CONTACT, id=old.id) == [("(dihapus)", None, old.region, None)]
        [kept] = ask(superuser_url, CONTACT, id=young.id)
        assert kept == (young.contact_name, young.phone, young.region, young.letter_asset_id)
        letters = "select id from asset where id = any(%(ids)s)"
        ids = [old.letter_asset_id, young.letter_asset_id]
        assert ask(superuser_url, letters, ids=ids) == [(young.letter_asset_id,)]
        given = {"action": "forget_applicant", "subject": str(old.id)}
        assert ask(superuser_url, RECORDED, **given) == [(1,)]
        async with transaction(sessions, as_tenant(old.tenant_id, "test")) as session:
            assert await forget_applicants(session) == 0

    async def test_the_terms_are_settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SIMPUL_RETENTION__PERSON_DAYS", "30")
        monkeypatch.setenv("SIMPUL_RETENTION__REJECTED_REGISTRATION_DAYS", "7")
        found = Settings().retention
        assert (found.person_days, found.rejected_registration_days) == (30, 7)


class TestInvitations:
    async def test_an_unanswered_one_goes(
        self, app: FastAPI, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        admin = await world.caller(HOME, "admin")
        old, young = await invite(admin), await invite(admin)
        term = TERMS.unanswered_invitation_days
        for member, days in ((old, term + 1), (young, term - 1)):
            ask(
                superuser_url,
                "update membership set invited_at = now() - %(days)s * interval '1 day'"
                " where id = %(id)s",
                days=days,
                id=member["id"],
            )
        place = app.state.directory.by_code(HOME)
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            assert await forget_invitations(session) == 1
        assert ask(superuser_url, STATUS, id=old["id"]) == [("removed", None, None)]
        [(status, name, _)] = ask(superuser_url, STATUS, id=young["id"])
        assert (status, name) == ("invited", "Undangan Contoh")
        given = {"action": "forget_invitation", "subject": old["id"]}
        assert ask(superuser_url, RECORDED, **given) == [(1,)]

    async def test_a_withdrawn_one_keeps_no_name(
        self, app: FastAPI, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        admin = await world.caller(HOME, "admin")
        old, young = await invite(admin), await invite(admin)
        term = TERMS.unanswered_invitation_days
        for member, days in ((old, term + 1), (young, term - 1)):
            gone = await admin.delete(f"/v1/members/{member['id']}", member["version"])
            assert gone.status_code == 204
            ask(superuser_url, LEAVE, days=days, id=member["id"])
        since = "select updated_at < now() - interval '180 days' from membership where id = %(id)s"
        place = app.state.directory.by_code(HOME)
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            assert await forget_invitations(session) == 1
        assert ask(superuser_url, STATUS, id=old["id"]) == [("removed", None, None)]
        assert ask(superuser_url, since, id=old["id"]) == [(True,)]
        [(_, name, _)] = ask(superuser_url, STATUS, id=young["id"])
        assert name == "Undangan Contoh"
        given = {"action": "forget_invitation", "subject": old["id"]}
        assert ask(superuser_url, RECORDED, **given) == [(1,)]


class TestLateNames:
    async def test_what_he_wrote_while_he_was_erased_is_renamed(
        self,
        app: FastAPI,
        sessions: Sessions,
        world: World,
        superuser_url: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        one = await join(sessions, HOME, "operator")
        caller = await one.caller(world.api)
        made: list[str] = []
        rest = erasing._erase_account

        async def late(session: AsyncSession, whom: Whom) -> Counter[str]:
            """His office is done, and his token is good until the commit."""
            answers = [
                await caller.post(reports.LIST, reports.body()),
                await caller.post(clarifications.LIST, clarifications.body()),
            ]
            made.extend(answer.json()["id"] for answer in answers)
            return await rest(session, whom)

        monkeypatch.setattr(erasing, "_erase_account", late)
        async with transaction(sessions, as_system("test")) as session:
            whom = await find(session, one.human.person_id)
            assert whom
            await erasing.erase(session, whom)
        place = app.state.directory.by_code(HOME)
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            assert await erase_late_names(session) == 2
        for table, identifier in zip(("report", "clarification"), made, strict=True):
            query = f"select created_by_name, version from {table} where id = %(id)s"
            assert ask(superuser_url, query, id=identifier) == [("(dihapus)", 2)]
        given = {"action": "erase_person", "subject": one.human.person_id}
        assert ask(superuser_url, RECORDED, **given) == [(2,)]
        async with transaction(sessions, as_tenant(place.id, "test")) as session:
            assert await erase_late_names(session) == 0


class TestWhoLeft:
    async def test_is_erased(self, sessions: Sessions, world: World, superuser_url: str) -> None:
        assert world
        long, lately, back = [await join(sessions, HOME, "viewer") for _ in range(3)]
        still = await join(sessions, "32.73", "viewer", email=back.human.email)
        ask(
            superuser_url,
            "update membership set updated_at = '2020-01-01'" + _THIS,
            id=still.member_id,
        )
        for one, days in (
            (long, TERMS.person_days + 1),
            (lately, TERMS.person_days - 1),
            (back, TERMS.person_days + 1),
        ):
            ask(superuser_url, LEAVE, days=days, id=one.member_id)
        await erase_who_left(sessions)
        erased = [
            ask(superuser_url, ERASED, id=one.human.person_id)[0][0] for one in (long, lately, back)
        ]
        assert erased == [True, False, False]
        given = {"action": "erase_person", "subject": long.human.person_id}
        assert ask(superuser_url, RECORDED, **given) == [(1,)]
        async with transaction(sessions, as_system("test")) as session:
            assert UUID(long.human.person_id) not in await people_who_left(session)

    async def test_one_who_waits_for_a_decision_stops_nobody(
        self, app: FastAPI, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        assert world
        waits, other = [await join(sessions, HOME, "viewer") for _ in range(2)]
        province, pending = app.state.directory.province.id, RegistrationStatus.PENDING
        async with transaction(sessions, as_tenant(province, "test")) as session:
            session.add(application(app.state.directory, waits.human.email, pending))
        for one in (waits, other):
            ask(superuser_url, LEAVE, days=TERMS.person_days + 1, id=one.member_id)
        await erase_who_left(sessions)
        for one, gone in ((waits, False), (other, True)):
            assert ask(superuser_url, ERASED, id=one.human.person_id) == [(gone,)]


async def test_the_worker_does_it_every_night(
    app: FastAPI, sessions: Sessions, world: World, settings: Settings, superuser_url: str
) -> None:
    assert world
    row = await registered(app, sessions, "rejected", TERMS.rejected_registration_days + 1)
    one = await join(sessions, HOME, "viewer")
    ask(superuser_url, LEAVE, days=TERMS.person_days + 1, id=one.member_id)
    periodic = queue.periodic_registry.periodic_tasks
    crons = [known.cron for (name, _), known in periodic.items() if name == "privacy.forget"]
    assert crons == ["53 2 * * *"]
    async with transaction(sessions, as_system("test")) as session:
        await defer(session, forget, timestamp=0)
    await api.worker.run(settings, wait=False)
    assert ask(superuser_url, CONTACT, id=row.id)[0][0] == "(dihapus)"
    assert ask(superuser_url, ERASED, id=one.human.person_id) == [(True,)]

"""A person becomes nobody: everywhere, at once, and the chains stay whole."""

import asyncio
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from api.access.models import Person
from api.privacy.erasing import Erased, erase
from api.privacy.guarding import ErasureRefusedError
from api.privacy.people import find
from api.registrations.models import RegistrationStatus
from tenants.rows import now
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.audit.chains import breaks, chain
from tests.members.people import LIST, accept, address, join, letters_to, secret_in
from tests.members.people import invited as invite
from tests.privacy.somebody import (
    HOME,
    NAME,
    SECOND,
    THIRD,
    Somebody,
    application,
    end_clients,
)
from tests.tenants.attempts import ask
from tests.world import Caller, World

Json = dict[str, Any]
_STATUS = "select status from membership where id = %(id)s"
_MINUTE = timedelta(minutes=1)
# Every text column of every table that may hold an address or a name.
WHERE = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and table_name not like 'procrastinate%'
      and data_type in ('text', 'character varying', 'jsonb', 'ARRAY')
"""


async def erased(sessions: Sessions, asked: str) -> Erased:
    async with transaction(sessions, as_system("test")) as session:
        whom = await find(session, asked)
        assert whom
        return await erase(session, whom)


async def refusal(sessions: Sessions, asked: str) -> str:
    with pytest.raises(ErasureRefusedError) as refused:
        await erased(sessions, asked)
    return str(refused.value)


def places_of(superuser_url: str, word: str) -> set[str]:
    """Where a word stands in the database."""
    found = set()
    with psycopg.connect(superuser_url) as connection:
        for table, column in connection.execute(WHERE).fetchall():
            query = f'select 1 from "{table}" where strpos("{column}"::text, %s) > 0 limit 1'
            if connection.execute(query.encode(), [word]).fetchone():
                found.add(f"{table}.{column}")
    return found


class TestErase:
    async def test_leaves_no_trace_of_name_and_address(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        await end_clients(sessions, somebody)
        assert "person.email" in places_of(superuser_url, somebody.email)
        assert "idempotency_key.body" in places_of(superuser_url, "Laporan Wulan")
        done = await erased(sessions, somebody.email)
        assert places_of(superuser_url, somebody.email) == set()
        assert set(done.tenants) == {"32", HOME, SECOND, THIRD}
        assert done.tenants[HOME] == Counter(
            memberships=1,
            reports=1,
            clarifications=1,
            impersonations=1,
            custodians=1,
            reminders=1,
            answers=1,
        )
        assert done.tenants[THIRD] == Counter(office_contacts=1)
        assert done.account["person"] == done.account["mail"] == done.account["links"] == 1
        [(name, email, hashed, at)] = ask(
            superuser_url,
            "select name, email, password_hash, erased_at from person where id = %(id)s",
            id=somebody.id,
        )
        assert (name, email) == ("(dihapus)", f"erased-{somebody.id}@simpul.invalid")
        assert hashed is None
        assert at <= now()

    async def test_what_refers_to_him_stays(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str, world: World
    ) -> None:
        await end_clients(sessions, somebody)
        caller = await world.caller(HOME, "operator")
        path = f"/v1/reports/{somebody.made['report']}"
        before = (await caller.get(path)).json()
        await erased(sessions, str(somebody.id))
        after = (await caller.get(path)).json()
        assert after["created_by"]["name"] == "(dihapus)"
        assert after["version"] == before["version"] + 1
        assert after["title"] == "Laporan Wulan"
        edited = (await caller.get(f"/v1/reports/{somebody.made['edited']}")).json()
        assert edited["created_by"]["name"] != "(dihapus)"
        [(authors,)] = ask(
            superuser_url,
            "select author_ids from report where id = %(id)s",
            id=somebody.made["report"],
        )
        assert authors == [somebody.id]
        [(read,)] = ask(
            superuser_url,
            "select count(*) from policy_acknowledgement where person_id = %(id)s",
            id=somebody.id,
        )
        assert read == 1

    async def test_his_tokens_and_sessions_end(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        await end_clients(sessions, somebody)
        assert (await somebody.caller.get("/v1/me")).status_code == 200
        family = ask(
            superuser_url, "select id from refresh_family where person_id = %(id)s", id=somebody.id
        )
        await erased(sessions, somebody.email)
        assert (await somebody.caller.get("/v1/me")).status_code == 401
        # A token that was given while he was being erased is as new as the erasure: by its family.
        ended = "select kind from revocation where key = %(key)s"
        assert ask(superuser_url, ended, key=str(family[0][0])) == [("family",)]
        for table in (
            *("sign_in", "authorization_code", "refresh_family", "second_factor"),
            *("recovery_code", "one_time_link"),
        ):
            query = f"select count(*) from {table} where person_id = %(id)s"
            assert ask(superuser_url, query, id=somebody.id) == [(0,)], table

    async def test_the_chains_record_it_and_hold(
        self, app: FastAPI, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        await end_clients(sessions, somebody)
        await erased(sessions, somebody.email)
        with psycopg.connect(superuser_url) as connection:
            for code in ("32", HOME, SECOND, THIRD):
                links = chain(connection, app.state.directory.by_code(code).id)
                assert breaks(links) == []
                body = json.loads(links[-1].body)
                assert (body["action"], body["subject"]) == ("erase_person", str(somebody.id))
                assert body["actor"] == {"kind": "system"}
                assert somebody.email not in links[-1].body

    async def test_colleagues_see_a_member_without_a_name(
        self, sessions: Sessions, somebody: Somebody, world: World
    ) -> None:
        await end_clients(sessions, somebody)
        await erased(sessions, somebody.email)
        admin = await world.caller(HOME, "admin")
        row = (await admin.get(f"{LIST}/{somebody.joined.member_id}")).json()
        assert (row["status"], row["name"]) == ("removed", "(dihapus)")
        assert row["email"].endswith("@simpul.invalid")

    async def test_the_same_address_can_be_invited_again(
        self, sessions: Sessions, somebody: Somebody, world: World
    ) -> None:
        await end_clients(sessions, somebody)
        await erased(sessions, somebody.email)
        admin = await world.caller(HOME, "admin")
        member = await invite(admin, email=somebody.email, name="Wulan Kembali")
        assert member["id"] != somebody.joined.member_id
        async with transaction(sessions, as_system("test")) as session:
            mine = col(Person.email) == somebody.email
            person = (await session.scalars(select(Person).where(mine))).one()
        assert person.id != somebody.id
        assert person.erased_at is None

    async def test_a_client_keeps_its_name(
        self, sessions: Sessions, world: World, superuser_url: str
    ) -> None:
        """A report that a machine made shows the machine's name, though a person answers for it."""
        one = await join(sessions, "32.01", "operator")
        machine = await world.caller("32.01", "client")
        made = await machine.post(
            "/v1/channels", {"platform": "x", "handle": f"u{one.member_id[-12:]}", "name": "x"}
        )
        assert made.status_code == 201
        report = await machine.post("/v1/reports", _body())
        ask(
            superuser_url,
            "update report set author_ids = array[%(id)s::uuid] where id = %(report)s",
            id=one.human.person_id,
            report=report.json()["id"],
        )
        await erased(sessions, one.human.email)
        seen = (await machine.get(f"/v1/reports/{report.json()['id']}")).json()
        assert seen["created_by"] == report.json()["created_by"]


def _body() -> Json:
    return {"period": "2026-10", "kind": "training", "title": "Dari mesin"}


class TestRegistrations:
    async def test_by_their_state(
        self, app: FastAPI, sessions: Sessions, superuser_url: str, world: World
    ) -> None:
        assert world
        email, directory = address(), app.state.directory
        async with transaction(sessions, as_tenant(directory.province.id, "test")) as session:
            for status in ("unconfirmed", "approved", "rejected"):
                session.add(application(directory, email, RegistrationStatus(status)))
        done = await erased(sessions, email)
        assert done.tenants == {"32": Counter(registrations=3)}
        assert done.account == Counter()
        rows = ask(
            superuser_url,
            "select status, contact_name, phone, region from registration"
            " where email like 'erased-%%' and contact_name <> %(name)s and created_at > %(at)s",
            name=NAME,
            at=now().replace(microsecond=0) - _MINUTE,
        )
        ours = sorted(row for row in rows if row[3] == THIRD)[-2:]
        assert ours == [
            ("approved", "(dihapus)", None, THIRD),
            ("rejected", "(dihapus)", None, THIRD),
        ]
        assert places_of(superuser_url, email) == set()

    async def test_a_pending_one_is_decided_first(self, app: FastAPI, sessions: Sessions) -> None:
        email, directory = address(), app.state.directory
        async with transaction(sessions, as_tenant(directory.province.id, "test")) as session:
            session.add(application(directory, email, RegistrationStatus.PENDING))
        assert f"registration of {THIRD}" in await refusal(sessions, email)


class TestRefused:
    async def test_the_last_admin(self, sessions: Sessions, fresh: str, superuser_url: str) -> None:
        admin = await join(sessions, fresh, "admin")
        refused = await refusal(sessions, admin.human.email)
        assert refused == f"He is the last admin of {fresh}: make somebody else admin first."
        assert ask(superuser_url, _STATUS, id=admin.member_id) == [("active",)]
        await join(sessions, fresh, "admin")
        await erased(sessions, admin.human.email)
        assert ask(superuser_url, _STATUS, id=admin.member_id) == [("removed",)]

    async def test_who_answers_for_a_client(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        refused = await refusal(sessions, somebody.email)
        assert refused.startswith(f"He answers for clients of {HOME}: name a successor first")
        assert "person.email" in places_of(superuser_url, somebody.email)
        assert (await somebody.caller.get("/v1/me")).status_code == 200

    async def test_of_two_last_admins_at_once_one_stays(
        self, sessions: Sessions, fresh: str, superuser_url: str
    ) -> None:
        admins = [await join(sessions, fresh, "admin") for _ in range(2)]
        found = await asyncio.gather(
            *(erased(sessions, admin.human.email) for admin in admins), return_exceptions=True
        )
        refused = [each for each in found if isinstance(each, ErasureRefusedError)]
        assert len(refused) == 1, found
        left = [ask(superuser_url, _STATUS, id=admin.member_id)[0][0] for admin in admins]
        assert sorted(left) == ["active", "removed"]


class TestInvited:
    async def test_his_invitation_is_void(
        self, app: FastAPI, sessions: Sessions, world: World
    ) -> None:
        admin: Caller = await world.caller(HOME, "admin")
        member = await invite(admin, name="Tamu Tak Datang")
        email = (await admin.get(f"{LIST}/{member['id']}")).json()["email"]
        [letter] = await letters_to(sessions, app.state.settings, email)
        await erased(sessions, email)
        row = (await admin.get(f"{LIST}/{member['id']}")).json()
        assert (row["status"], row["name"], row["email"]) == ("removed", "-", None)
        assert not await accept(sessions, secret_in(letter))

"""What a person is given: all of his, and nothing of anybody else."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from api.privacy.export import OTHER, export
from api.privacy.people import NOBODY, Whom, find
from api.registrations.models import RegistrationStatus
from tenants.session import Sessions, as_system, as_tenant, transaction
from tests.channels.bodies import register
from tests.members.people import invited, join
from tests.privacy.somebody import HOME, SECOND, THIRD, Somebody, application, note
from tests.tenants.attempts import ask
from tests.world import World

Json = dict[str, Any]


async def exported(sessions: Sessions, asked: str) -> Json:
    async with transaction(sessions, as_system("test")) as session:
        whom = await find(session, asked)
        assert whom
        return await export(session, whom)


class TestFind:
    async def test_by_address_and_by_id(self, sessions: Sessions, somebody: Somebody) -> None:
        async with transaction(sessions, as_system("test")) as session:
            for asked in (f" {somebody.email.upper()} ", str(somebody.id)):
                found = await find(session, asked)
                assert found
                assert found.id == somebody.id
            for nobody in ("nobody@contoh.example", str(NOBODY), "x\0", "x" * 300, ""):
                assert await find(session, nobody) is None

    async def test_an_applicant_without_an_account(self, app: FastAPI, sessions: Sessions) -> None:
        email = "pemohon-ekspor@contoh.example"
        directory = app.state.directory
        async with transaction(sessions, as_tenant(directory.province.id, "test")) as session:
            session.add(application(directory, email, RegistrationStatus.PENDING))
        found = await exported(sessions, email)
        assert found["account"] == {}
        [row] = found["tenants"]["32"]["registrations"]
        assert (row["email"], row["phone"]) == (email, "0812-000")
        async with transaction(sessions, as_system("test")) as session:
            assert await find(session, email) == Whom(NOBODY, email)


class TestContent:
    async def test_has_every_kind(self, sessions: Sessions, somebody: Somebody) -> None:
        found = await exported(sessions, somebody.email)
        account, tenants = found["account"], found["tenants"]
        assert set(account) == {
            *("person", "browser_sessions", "second_factor", "links", "mail_pending"),
            *("applications", "application_codes", "office_contacts"),
        }
        assert set(tenants) == {"32", HOME, SECOND}
        assert set(tenants["32"]) == {"registrations"}
        assert set(tenants[SECOND]) == {"memberships"}
        assert set(tenants[HOME]) == {
            *("memberships", "clients_answered_for", "channels_kept", "uploads"),
            *("policy_acknowledgements", "policy_reminders", "repeatable_answers"),
            *("reports", "clarifications", "channels", "impersonations", "audit"),
        }
        [person] = account["person"]
        assert person["email"] == somebody.email
        assert person["has_password"] is True
        [contact] = account["office_contacts"]
        assert (contact["tenant"], contact["phone"]) == (THIRD, "022-1234")
        [kept] = tenants[HOME]["repeatable_answers"]
        assert kept["operation"] == "create_report"

    async def test_says_what_his_part_was(self, sessions: Sessions, somebody: Somebody) -> None:
        home = (await exported(sessions, somebody.email))["tenants"][HOME]
        parts = {
            row["id"]: (row["created"], row["wrote"], row["decided"]) for row in home["reports"]
        }
        assert parts == {
            somebody.made["report"]: (True, True, False),
            somebody.made["edited"]: (False, True, False),
        }
        [clarification] = home["clarifications"]
        assert clarification["title"] == "Klarifikasi Wulan"
        assert (clarification["wrote"], clarification["approved"]) == (True, False)
        assert [row["file_name"] for row in home["uploads"]] == ["wulan.pdf"]
        actions = [row["action"] for row in sorted(home["audit"], key=lambda row: row["seq"])]
        assert actions[:3] == ["create_report", "update_report", "submit_report"]

    async def test_a_decision_in_another_tenant(self, sessions: Sessions, world: World) -> None:
        verifier = world.people["32"]["verifier"]
        caller = await world.caller("32", "verifier")
        made = await register(await world.caller("32.01", "operator"))
        path = f"/v1/channels/{made['id']}/reject"
        assert (await caller.post(path, {"reason": "x"}, version=1)).status_code == 200
        found = await exported(sessions, verifier.email)
        rows = {row["id"]: row for row in found["tenants"]["32.01"]["channels"]}
        assert rows[made["id"]]["decided"] is True
        assert rows[made["id"]]["wrote"] is False

    async def test_moments_are_moments(self, sessions: Sessions, somebody: Somebody) -> None:
        found = await exported(sessions, somebody.email)
        at = datetime.fromisoformat(found["account"]["person"][0]["created_at"])
        assert at.utcoffset() is not None

    async def test_tells_no_secret(
        self, sessions: Sessions, somebody: Somebody, superuser_url: str
    ) -> None:
        text = json.dumps(await exported(sessions, somebody.email))
        secrets = ask(
            superuser_url,
            "select password_hash from person where id = %(id)s"
            " union all select seed from second_factor where person_id = %(id)s"
            " union all select secret_hash from sign_in where person_id = %(id)s"
            " union all select secret_hash from one_time_link where person_id = %(id)s"
            " union all select code_hash from authorization_code where person_id = %(id)s"
            " union all select sealed from mail_message where recipient = %(email)s",
            id=somebody.id,
            email=somebody.email,
        )
        assert len(secrets) >= 6
        assert [secret for (secret,) in secrets if secret in text] == []


class TestOthers:
    async def test_their_ids_are_replaced(
        self, app: FastAPI, sessions: Sessions, world: World
    ) -> None:
        admin = await join(sessions, HOME, "admin")
        caller = await admin.caller(world.api)
        guest = await invited(caller)
        friend = await join(sessions, HOME, "operator")
        one = UUID(admin.human.person_id)
        await note(app, sessions, "remove_member", one, successor=friend.human.person_id)
        found = await exported(sessions, admin.human.email)
        home = found["tenants"][HOME]
        [invite] = [row for row in home["audit"] if row["action"] == "invite_member"]
        assert invite["subject"] == OTHER
        [about] = home["audit_about"]
        assert about["subject"] == str(one)
        assert about["facts"] == {"successor": OTHER}
        text = json.dumps(found)
        for theirs in (guest["id"], friend.human.person_id, friend.member_id, guest["email"]):
            assert theirs not in text

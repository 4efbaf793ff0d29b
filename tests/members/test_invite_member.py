import asyncio
from typing import Any
from uuid import uuid4

import pytest
from psycopg import AsyncConnection
from sqlalchemy import select
from sqlmodel import col

from api.access.models import Person
from api.settings import Settings
from tenants.session import Sessions, as_system, transaction
from tests.members.conftest import HOME, Recording, Work
from tests.members.people import (
    LIST,
    Joined,
    accept,
    address,
    invitation,
    invited,
    join,
    letters_to,
    secret_in,
)
from tests.tenants.attempts import ask
from tests.world import Caller, World

EVERY_FIELD = {
    *("id", "status", "version", "name", "roles", "unit_id", "email", "person_id", "invited_at"),
    *("invitation_expires_at", "joined_at", "signed_out_at", "created_at", "updated_at"),
}


def shape(answer: Any) -> dict[str, Any]:
    """An answer without what is new in each."""
    new = {"id", "email", "invited_at", "invitation_expires_at", "created_at", "updated_at"}
    return {name: value for name, value in answer.json().items() if name not in new}


class TestInviteMember:
    async def test_answers_with_what_the_office_wrote(self, admin: Caller) -> None:
        body = invitation(
            email="Undangan@Contoh.EXAMPLE", roles=["verifier", "operator", "verifier"]
        )
        answer = await admin.post(LIST, body)
        member = answer.json()
        assert answer.status_code == 201
        assert set(member) == EVERY_FIELD
        assert (answer.headers["location"], answer.headers["etag"]) == (
            f"{LIST}/{member['id']}",
            '"1"',
        )
        assert (member["status"], member["email"]) == ("invited", "undangan@contoh.example")
        assert (member["roles"], member["name"]) == (["operator", "verifier"], body["name"])
        assert (member["person_id"], member["joined_at"]) == (None, None)
        assert (await admin.get(answer.headers["location"])).json() == member

    async def test_writes_a_letter_in_both_languages(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin, name="Ibu Contoh")
        [letter] = await letters_to(sessions, settings, member["email"])
        assert letter["subject"].startswith("Undangan ")
        assert " / Invitation from " in letter["subject"]
        text = letter["text"]
        assert text.index("Yth. Ibu Contoh,") < text.index("Dear Ibu Contoh,")
        assert text.count("WIB") == 2
        assert text.count("Anggota Contoh") == 4  # who invites, and whom to ask
        assert len(secret_in(letter)) == 43

    async def test_the_letter_goes_out_and_its_link_opens_the_door(
        self, admin: Caller, sessions: Sessions, settings: Settings, work: Work
    ) -> None:
        member = await invited(admin)
        await work()
        assert settings.mail.outbox
        sent = [m.read_text("utf-8") for m in settings.mail.outbox.iterdir()]
        [text] = [one for one in sent if f"To: {member['email']}" in one]
        assert "/invitation/" in text
        assert await letters_to(sessions, settings, member["email"]) == []

    async def test_after_accepting_the_person_is_known(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        member = await invited(admin)
        [letter] = await letters_to(sessions, settings, member["email"])
        assert await accept(sessions, secret_in(letter))
        now = (await admin.get(f"{LIST}/{member['id']}")).json()
        assert (now["status"], now["email"]) == ("active", member["email"])
        assert now["person_id"]
        assert now["joined_at"]
        assert now["invitation_expires_at"] is None

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"email": "bukan surel"}, "/email", "email"),
            ({"name": ""}, "/name", "string-too-short"),
            ({"name": "=HYPERLINK(1)"}, "/name", "string-pattern-mismatch"),
            ({"name": "a\nb"}, "/name", "line-break"),
            ({"name": "a\u202eb"}, "/name", "control-character"),
            ({"roles": []}, "/roles", "too-short"),
            ({"roles": ["owner"]}, "/roles/0", "enum"),
            ({"unit_id": str(uuid4())}, "/unit_id", "not-found"),
            ({"status": "active"}, "/status", "extra-forbidden"),
        ],
    )
    async def test_says_what_to_change(
        self, admin: Caller, changes: dict[str, object], pointer: str, code: str
    ) -> None:
        answer = await admin.post(LIST, invitation(**changes))
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]

    @pytest.mark.parametrize("role", ["viewer", "operator", "verifier", "client"])
    async def test_only_an_admin_may(self, world: World, role: str) -> None:
        answer = await (await world.caller("32.04", role)).post(LIST, invitation())
        assert answer.status_code == 403

    async def test_a_repeat_with_the_same_key_sends_one_letter(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        body, key = invitation(), str(uuid4())
        first = await admin.post(LIST, body, key=key)
        assert (await admin.post(LIST, body, key=key)).content == first.content
        assert len(await letters_to(sessions, settings, body["email"])) == 1


class TestMemberExists:
    async def test_names_the_member(self, admin: Caller) -> None:
        member = await invited(admin)
        again = await admin.post(LIST, invitation(email=member["email"].upper()))
        assert (again.status_code, again.json()["code"]) == (409, "member-exists")
        assert again.json()["existing_id"] == member["id"]

    async def test_of_many_at_once_one_is_invited(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        # Known elsewhere: making the person does not put the requests in a row.
        known = await join(sessions, "32.73", "operator")
        body = invitation(email=known.human.email)
        answers = await asyncio.gather(*(admin.post(LIST, body) for _ in range(4)))
        assert sorted(a.status_code for a in answers) == [201, *[409] * 3]
        assert {a.json()["code"] for a in answers if a.status_code == 409} == {"member-exists"}
        assert len(await letters_to(sessions, settings, body["email"])) == 1

    async def test_a_removed_member_is_invited_into_the_same_row(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        member = await join(sessions, HOME, "operator")
        assert (await admin.delete(member.path, 1)).status_code == 204
        answer = await admin.post(
            LIST, invitation(email=member.human.email, name="Nama Baru", roles=["viewer"])
        )
        again = answer.json()
        assert (answer.status_code, again["id"]) == (201, member.member_id)
        assert (again["status"], again["roles"], again["version"]) == ("invited", ["viewer"], 3)
        assert (again["name"], again["person_id"]) == ("Nama Baru", None)


class TestNothingIsTold:
    """Whoever invites an address learns nothing of who has it."""

    async def test_a_known_address_answers_as_an_unknown_one(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        one = await admin.post(LIST, invitation(email=known.human.email))
        two = await admin.post(LIST, invitation())
        assert (one.status_code, shape(one)) == (two.status_code, shape(two))
        assert set(one.headers) == set(two.headers)
        for answer in (one, two):
            read = await admin.get(answer.headers["location"])
            assert read.json() == answer.json()
            assert known.human.person_id not in read.text
            assert "Anggota Contoh" not in read.text
        listed = (await admin.get(f"{LIST}?status=invited&limit=200")).text
        assert known.human.person_id not in listed

    async def test_not_even_when_the_invitation_is_taken_back(
        self, admin: Caller, sessions: Sessions
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        member = await invited(admin, email=known.human.email)
        assert (await admin.delete(f"{LIST}/{member['id']}", 1)).status_code == 204
        removed = (await admin.get(f"{LIST}/{member['id']}")).json()
        assert (removed["status"], removed["name"]) == ("removed", "Undangan Contoh")
        assert removed["person_id"] is None

    async def test_the_letters_are_alike(
        self, admin: Caller, sessions: Sessions, settings: Settings
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        texts = []
        for member in (await invited(admin, email=known.human.email), await invited(admin)):
            [letter] = await letters_to(sessions, settings, member["email"])
            text = letter["text"].replace(secret_in(letter), "")
            texts.append([line for line in text.splitlines() if "WIB" not in line])
        assert texts[0] == texts[1]

    async def test_the_statements_are_the_same(
        self, admin: Caller, sessions: Sessions, statements: Recording
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        seen = []
        for body in (invitation(email=known.human.email), invitation()):
            with statements() as sent:
                assert (await admin.post(LIST, body)).status_code == 201
            seen.append(sent)
        assert len(seen[0]) > 8
        assert seen[0] == seen[1]

    async def test_the_chain_names_no_person_and_no_address(
        self, admin: Caller, sessions: Sessions, superuser_url: str
    ) -> None:
        known = await join(sessions, "32.73", "operator")
        member = await invited(admin, email=known.human.email, name="Nama Rahasia")
        query = "select body from audit_event where body like %(id)s"
        [(body,)] = ask(superuser_url, query, id=f"%{member['id']}%")
        assert '"action":"invite_member"' in body
        for private in (known.human.email, "Nama Rahasia", known.human.person_id):
            assert private not in body

    async def test_what_another_office_calls_somebody_stays_there(
        self, admin: Caller, world: World, sessions: Sessions
    ) -> None:
        email = address()
        there = await world.caller("32.04", "admin")
        assert (
            await there.post(LIST, invitation(email=email, name="Nama Di Sana"))
        ).status_code == 201
        here = await invited(admin, email=email, name="Nama Di Sini")
        assert here["name"] == "Nama Di Sini"
        async with transaction(sessions, as_system("test")) as session:
            query = select(col(Person.id)).where(col(Person.email) == email)
            assert len((await session.scalars(query)).all()) == 1


async def test_who_lost_his_role_while_he_waited_invites_nobody(
    other: tuple[Joined, Caller], superuser_url: str
) -> None:
    """The role is read again once the lock is ours."""
    joined, second = other
    async with await AsyncConnection.connect(superuser_url) as holder:
        query = "select id from tenant where code = %s"
        [tenant] = await (await holder.execute(query, [HOME])).fetchone() or (None,)
        lock = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"
        await holder.execute(lock, [f"members:{tenant}"])
        waiting = asyncio.create_task(second.post(LIST, invitation()))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        demote = "update membership set roles = '{viewer}' where id = %s"
        await holder.execute(demote, [joined.member_id])
        await holder.commit()
        answer = await waiting
    assert (answer.status_code, answer.json()["permission"]) == (403, "members:write")

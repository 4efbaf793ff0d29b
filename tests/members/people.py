"""People for the tests of these rooms: members who can sign in, and the letters that others get."""

import asyncio
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient
from sqlalchemy import select
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.encryption.sealing import sealer_of
from api.links.models import Purpose
from api.links.service import spend
from api.mail.models import MailMessage
from api.oauth.passwords import hash_password
from api.settings import Settings
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction
from tests.world import Caller, Human, sign_in

LIST = "/v1/members"
PASSWORD = "kata sandi untuk uji coba"
LINK = re.compile(r"http://127\.0\.0\.1:8000/invitation/([A-Za-z0-9_-]{43})")
Json = dict[str, Any]


@dataclass
class Joined:
    """A member who accepted, and who he is here."""

    human: Human
    member_id: str

    @property
    def path(self) -> str:
        return f"{LIST}/{self.member_id}"

    async def caller(self, api: AsyncClient) -> Caller:
        tokens = await sign_in(api, self.human)
        return Caller(api, tokens["access_token"], self.human.tenant)


@cache
def _hash() -> "asyncio.Future[str]":
    return asyncio.ensure_future(hash_password(PASSWORD))


def address() -> str:
    """An e-mail address that nobody has."""
    return f"u{uuid4().hex[:16]}@contoh.example"


async def join(sessions: Sessions, code: str, *roles: str, email: str | None = None) -> Joined:
    """A new active member of a tenant; the person too, unless the address has one."""
    email, hashed = email or address(), await _hash()
    async with transaction(sessions, as_system("test")) as session:
        person = await session.scalar(select(Person).where(col(Person.email) == email))
        if person is None:
            person = Person(email=email, name="Anggota Contoh", password_hash=hashed)
            session.add(person)
            await session.flush()
        tenant = (
            await session.scalars(select(col(Tenant.id)).where(col(Tenant.code) == code))
        ).one()
        member = Membership(
            tenant_id=tenant, person_id=person.id, roles=list(roles), joined_at=now()
        )
        session.add(member)
    human = Human(email, PASSWORD, str(person.id), code, list(roles))
    return Joined(human, str(member.id))


async def admin_of(sessions: Sessions, api: AsyncClient, code: str) -> tuple[Joined, Caller]:
    """A new admin of a tenant, signed in."""
    admin = await join(sessions, code, "admin")
    return admin, await admin.caller(api)


def invitation(**changes: Any) -> Json:
    """A request that is taken, with these fields instead of its own."""
    return {"email": address(), "name": "Undangan Contoh", "roles": ["operator"], **changes}


async def invited(caller: Caller, **changes: Any) -> Json:
    """A new invited member."""
    answer = await caller.post(LIST, invitation(**changes))
    assert answer.status_code == 201, answer.text
    made: Json = answer.json()
    return made


async def letters_to(sessions: Sessions, settings: Settings, email: str) -> list[Json]:
    """The subjects and texts of what waits to be sent to an address, oldest first."""
    sealer = sealer_of(settings)
    query = select(MailMessage).where(col(MailMessage.recipient) == email)
    async with transaction(sessions, as_system("test")) as session:
        found = await session.scalars(query.order_by(col(MailMessage.created_at)))
        return [json.loads(sealer.unseal(m.sealed, f"mail:{m.id}")) for m in found]


def secret_in(letter: Json) -> str:
    """The secret of the link in a letter."""
    found = set(LINK.findall(letter["text"]))
    assert len(found) == 1
    secret: str = found.pop()
    return secret


async def accept(sessions: Sessions, secret: str, wait: float = 0) -> bool:
    """Accept an invitation as its page does, in some seconds; False if the link is void."""
    async with transaction(sessions, as_system("test")) as session:
        link = await spend(session, Purpose.INVITATION, secret)
        if link is None:
            return False
        await asyncio.sleep(wait)
        query = select(Membership).where(col(Membership.id) == link.membership_id)
        member = (await session.scalars(query)).one()
        member.status, member.joined_at = MembershipStatus.ACTIVE, now()
        member.touch()
    return True

"""Whom a command is about: an account, or who has none: applicants, contacts, reporters of claims."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, Person
from api.claims.erasing import reporters_of
from api.oauth.service import may_be_email, normal_email
from api.registrations.models import Registration
from tenants.directory import all_places
from tenants.models import Tenant
from tenants.session import as_system, as_tenant, entered

# An id that no row has: what looks for an applicant by it finds nothing.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Whom:
    """Somebody of whom we keep something. `id` is `NOBODY` for an applicant without an account."""

    id: UUID
    email: str
    name: str = ""
    erased: bool = False

    @property
    def has_account(self) -> bool:
        """Whether there is a person's row."""
        return self.id != NOBODY


async def find(session: AsyncSession, asked: str) -> Whom | None:
    """The person of an e-mail address or id; None when we keep nothing of anybody of that kind."""
    async with entered(session, as_system("privacy: who is meant")):
        person = await _person(session, asked)
        if person is not None:
            return whom(person)
        email = normal_email(asked)
        if not may_be_email(email):
            return None
        if await session.scalar(select(col(Tenant.id)).where(is_contact(email)).limit(1)):
            return Whom(NOBODY, email)
        for place in await all_places(session):
            async with entered(session, as_tenant(place.id, "privacy: an applicant")):
                mine = select(col(Registration.id)).where(col(Registration.email) == email)
                if await session.scalar(mine.limit(1)) is not None:
                    return Whom(NOBODY, email)
                if await reporters_of(session, email):
                    return Whom(NOBODY, email)
    return None


async def _person(session: AsyncSession, asked: str) -> Person | None:
    query = select(Person)
    try:
        this = col(Person.id) == UUID(asked.strip())
    except ValueError:
        email = normal_email(asked)
        if not may_be_email(email):
            return None
        this = col(Person.email) == email
    return await session.scalar(query.where(this))


def is_contact(email: str) -> ColumnElement[bool]:
    """Whether an office's public address is this one, which an admin may have spelled otherwise."""
    return func.lower(col(Tenant.email)) == email


def whom(person: Person) -> Whom:
    """A person as the commands know him."""
    return Whom(person.id, person.email, person.name, erased=person.erased_at is not None)


async def memberships_of(session: AsyncSession, person: UUID) -> list[Membership]:
    """All memberships of a person in all tenants, whatever their status."""
    async with entered(session, as_system("privacy: memberships")):
        query = select(Membership).where(col(Membership.person_id) == person)
        rows = await session.scalars(query, execution_options={"populate_existing": True})
        return list(rows)

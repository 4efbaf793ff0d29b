"""A tenant's people as callers, for seeding through the services."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership
from api.access.principal import Kind, Principal
from api.access.roles import Role, permissions_of
from api.conditional import IfMatch
from tenants.directory import Directory, Place
from tenants.models import Tenant
from tenants.rows import Versioned
from tenants.session import Sessions, as_system, transaction


@dataclass(frozen=True)
class Office:
    """One tenant's office: its name, and a caller for each role."""

    place: Place
    name: str
    number: int  # its place in the order of codes; varies what is invented
    callers: dict[Role, Principal]
    sessions: Sessions

    @asynccontextmanager
    async def act(self, role: Role) -> AsyncIterator[tuple[AsyncSession, Principal]]:
        """One transaction in this office's name, as a request of this person would have it."""
        caller = self.callers[role]
        async with transaction(self.sessions, caller.scope()) as session:
            yield session, caller


def seen(row: Versioned) -> IfMatch:
    """The precondition of somebody who has just read the row."""
    return IfMatch(f'"{row.version}"')


async def offices(sessions: Sessions, directory: Directory) -> list[Office]:
    """All offices, the province's first."""
    async with transaction(sessions, as_system("demo: who there is")) as session:
        members = list(await session.scalars(select(Membership)))
        rows = await session.execute(select(col(Tenant.id), col(Tenant.name)))
        names = {row.id: row.name for row in rows}
    made = []
    for number, code in enumerate(sorted(directory.codes)):
        place = directory.by_code(code)
        if place:
            callers = {
                Role(member.roles[0]): _caller(member, place)
                for member in members
                if member.tenant_id == place.id
            }
            made.append(Office(place, names[place.id], number, callers, sessions))
    return made


def _caller(member: Membership, place: Place) -> Principal:
    granted = permissions_of(member.roles, province=place.is_province)
    scopes = frozenset(permission.value for permission in granted)
    return Principal(Kind.PERSON, member.person_id, place, tuple(member.roles), scopes)

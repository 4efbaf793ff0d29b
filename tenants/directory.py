"""Codes and ids of the tenants, kept in memory: at most 39 rows that are added, never removed.

Only what never changes is kept (id, code, kind); names and status are read where they are needed.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from tenants.models import Tenant, TenantKind
from tenants.session import Sessions, as_system, transaction


@dataclass(frozen=True)
class Place:
    """A tenant's unchanging part."""

    id: UUID
    code: str
    kind: TenantKind

    @property
    def is_province(self) -> bool:
        """Whether it has province reach besides its own."""
        return self.kind is TenantKind.PROVINCE


class Directory:
    """Finds tenants by code and by id; `load` fills it, and a session carries it in its `info`."""

    def __init__(self) -> None:
        self._by_code: dict[str, Place] = {}
        self._by_id: dict[UUID, Place] = {}

    async def load(self, sessions: Sessions) -> None:
        """Read all tenants; called at start and when a code is not known yet."""
        async with transaction(sessions, as_system("directory of tenants")) as session:
            await self.learn(session)

    async def learn(self, session: AsyncSession) -> None:
        """Read all tenants in a session of any scope that may: every one but that of the jobs."""
        for place in await all_places(session):
            self._by_code[place.code] = self._by_id[place.id] = place

    def knows(self, identifier: UUID) -> bool:
        """Whether the tenant of this id was there when we looked last."""
        return identifier in self._by_id

    def by_code(self, code: str) -> Place | None:
        """The tenant of a code, or None."""
        return self._by_code.get(code)

    def by_id(self, identifier: UUID) -> Place:
        """The tenant of an id that a row holds."""
        return self._by_id[identifier]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all tenants of this deployment."""
        return frozenset(self._by_code)

    @property
    def province(self) -> Place:
        """The one tenant with province reach."""
        return next(place for place in self._by_code.values() if place.is_province)


async def all_places(session: AsyncSession) -> list[Place]:
    """The tenants as the database has them now, in the order of their codes."""
    rows = await session.execute(
        select(col(Tenant.id), col(Tenant.code), col(Tenant.kind)).order_by(col(Tenant.code))
    )
    return [Place(identifier, code, TenantKind(kind)) for identifier, code, kind in rows]


def directory_of(session: AsyncSession) -> Directory:
    """The directory that this session carries."""
    directory: Directory = session.info["directory"]
    return directory


async def directory_with(session: AsyncSession, *tenants: UUID) -> Directory:
    """The session's directory, read again if it lacks one: `simpul bootstrap` is another process."""
    directory = directory_of(session)
    if not all(directory.knows(tenant) for tenant in tenants):
        await directory.learn(session)
    return directory

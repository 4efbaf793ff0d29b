"""Who stands behind what is written: the person ids that four eyes compares."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Client, ClientStatus, Membership, MembershipStatus, Person
from api.access.principal import Principal
from api.errors import UnauthenticatedError


@dataclass(frozen=True)
class Author:
    """The caller as rows keep him; for a client the person is its responsible member of now."""

    person_id: UUID
    name: str
    kind: str


async def author_of(session: AsyncSession, caller: Principal) -> Author:
    """Read the caller's person and name in his own tenant.

    Raises `UnauthenticatedError` when the member is no longer active or the client was revoked.
    """
    if caller.is_person:
        query = (
            select(col(Person.id), col(Person.name))
            .join(Membership, col(Membership.person_id) == col(Person.id))
            .where(
                col(Person.id) == caller.id,
                col(Membership.status) == MembershipStatus.ACTIVE,
            )
        )
    else:
        query = (
            select(col(Membership.person_id), col(Client.name))
            .join(Membership, col(Membership.id) == col(Client.responsible_id))
            .where(col(Client.id) == caller.id, col(Client.status) == ClientStatus.ACTIVE)
        )
    found = (await session.execute(query)).one_or_none()
    if found is None:
        raise UnauthenticatedError("no longer a member")
    return Author(found[0], found[1], caller.kind.value)

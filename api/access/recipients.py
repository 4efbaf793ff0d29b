"""Who of a tenant gets letters about its work."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import cast, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.access.roles import Role


class Recipient(NamedTuple):
    """An active member, as a letter needs him."""

    name: str
    email: str


async def recipients(session: AsyncSession, roles: Iterable[Role]) -> list[Recipient]:
    """The active members of the session's tenant who have one of these roles."""
    held = cast(col(Membership.roles), ARRAY(TEXT))
    found = await session.execute(
        select(col(Person.name), col(Person.email))
        .join(Membership, col(Person.id) == col(Membership.person_id))
        .where(
            col(Membership.status) == MembershipStatus.ACTIVE,
            held.overlap([role.value for role in roles]),
        )
        .order_by(col(Membership.id))
    )
    return [Recipient(name, email) for name, email in found]

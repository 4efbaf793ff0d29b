"""Finding the person whom a provider vouches for. Run as simpul_system: no tenant is known yet."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.oauth.subjects import members_of
from tenants.models import Tenant


async def find_person(session: AsyncSession, email: str) -> UUID | None:
    """The person of a verified address who is an active member somewhere, or None."""
    # Before it is lower-cased: the sign for kelvin would become the letter k of somebody else.
    if not email.isascii() or not email.isprintable():
        return None
    query = select(col(Person.id)).where(col(Person.email) == email.lower())
    person: UUID | None = await session.scalar(query)
    if person is None or not await session.run_sync(members_of, person):
        return None
    return person


async def find_province(session: AsyncSession, code: str) -> Tenant | None:
    """The province, whose office people ask."""
    return await session.scalar(select(Tenant).where(col(Tenant.code) == code))

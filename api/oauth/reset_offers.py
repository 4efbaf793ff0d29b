"""Sending links for new passwords, in the worker: what it finds is told by no answer's time."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.encryption.sealing import sealer_of
from api.links.models import Purpose
from api.links.service import issue
from api.mail.service import send
from api.oauth import account, letters, service
from api.settings import settings_of
from tenants.models import Tenant, TenantStatus

CONTEXT = "reset"


async def offer(session: AsyncSession, sealed: str) -> None:
    """Send a link to the account of this address, if it has one that is of use somewhere."""
    settings = settings_of(session)
    email = sealer_of(settings).unseal(sealed, CONTEXT)
    if not service.may_be_email(email):
        return
    found = select(col(Person.id)).where(col(Person.email) == email)
    person_id: UUID | None = await session.scalar(found)
    if person_id is None:
        return
    active = any(place.active for place in await account.places_of(session, person_id))
    if active or await _needs_it_to_accept(session, person_id):
        secret = await issue(session, Purpose.RESET, person_id)
        await send(session, email, letters.reset(f"{settings.base_url}/reset/{secret}"))


async def _needs_it_to_accept(session: AsyncSession, person_id: UUID) -> bool:
    """Whether he is invited, and has a password from elsewhere that he must know to accept."""
    query = (
        select(col(Membership.id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Tenant, col(Tenant.id) == col(Membership.tenant_id))
        .where(
            col(Person.id) == person_id,
            col(Person.password_hash).is_not(None),
            col(Membership.status) == MembershipStatus.INVITED,
            col(Tenant.status) == TenantStatus.ACTIVE,
        )
    )
    return await session.scalar(query.limit(1)) is not None

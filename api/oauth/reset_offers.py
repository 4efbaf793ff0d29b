"""Sending links for new passwords, in the worker: what it finds is told by no answer's time."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.encryption.sealing import sealer_of
from api.links.models import Purpose
from api.links.service import issue
from api.mail.service import send
from api.oauth import account, letters, service
from api.settings import settings_of

CONTEXT = "reset"


async def offer(session: AsyncSession, sealed: str) -> None:
    """Send a link to the account of this address, if it has one that is active somewhere."""
    settings = settings_of(session)
    email = sealer_of(settings).unseal(sealed, CONTEXT)
    if not service.may_be_email(email):
        return
    found = select(col(Person.id)).where(col(Person.email) == email)
    person_id: UUID | None = await session.scalar(found)
    if person_id is None:
        return
    if any(place.active for place in await account.places_of(session, person_id)):
        secret = await issue(session, Purpose.RESET, person_id)
        await send(session, email, letters.reset(f"{settings.base_url}/reset/{secret}"))

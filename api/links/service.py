"""Making, reading and spending one-time links, in the system scope. Only the holder has the secret."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.secrets import digest, new_secret
from api.links.models import OneTimeLink, Purpose
from tenants.rows import now
from tenants.session import as_system, entered

LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(hours=1)}


async def issue(
    session: AsyncSession,
    purpose: Purpose,
    person: UUID,
    *,
    tenant: UUID | None = None,
    membership: UUID | None = None,
) -> str:
    """A new link's secret; earlier links of the same purpose for the same end are void from now on."""
    secret = new_secret()
    async with entered(session, as_system("issue a link")):
        await withdraw(session, purpose, person, membership=membership)
        session.add(
            OneTimeLink(
                secret_hash=digest(secret),
                purpose=purpose,
                person_id=person,
                tenant_id=tenant,
                membership_id=membership,
                expires_at=now() + LASTS[purpose],
            )
        )
    return secret


async def withdraw(
    session: AsyncSession, purpose: Purpose, person: UUID, *, membership: UUID | None = None
) -> None:
    """Make the unused links of a person (and membership) void."""
    async with entered(session, as_system("withdraw links")):
        await session.execute(
            delete(OneTimeLink).where(
                col(OneTimeLink.purpose) == purpose,
                col(OneTimeLink.person_id) == person,
                col(OneTimeLink.membership_id).is_not_distinct_from(membership),
                col(OneTimeLink.used_at).is_(None),
            )
        )


async def look(session: AsyncSession, purpose: Purpose, secret: str) -> OneTimeLink | None:
    """The link while it is good. Looking does not spend it: mail scanners open links too."""
    async with entered(session, as_system("look at a link")):
        return await session.scalar(
            select(OneTimeLink).where(
                col(OneTimeLink.secret_hash) == digest(secret),
                col(OneTimeLink.purpose) == purpose,
                col(OneTimeLink.used_at).is_(None),
                col(OneTimeLink.expires_at) > func.now(),
            )
        )


async def spend(session: AsyncSession, purpose: Purpose, secret: str) -> OneTimeLink | None:
    """The link if it was still good, spent in the same statement: of two at once one gets it."""
    async with entered(session, as_system("spend a link")):
        return await session.scalar(
            update(OneTimeLink)
            .where(
                col(OneTimeLink.secret_hash) == digest(secret),
                col(OneTimeLink.purpose) == purpose,
                col(OneTimeLink.used_at).is_(None),
                col(OneTimeLink.expires_at) > func.now(),
            )
            .values(used_at=func.now())
            .returning(OneTimeLink),
            execution_options={"synchronize_session": False},
        )


async def forget_old(session: AsyncSession) -> None:
    """Delete what can no longer be used, in the system scope."""
    await session.execute(delete(OneTimeLink).where(col(OneTimeLink.expires_at) < func.now()))

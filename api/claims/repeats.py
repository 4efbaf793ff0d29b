"""Which open claim a message repeats: at its own office, or where that office's claim went on."""

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.claims.models import Claim
from api.claims.selections import OPEN
from tenants.directory import directory_of
from tenants.session import as_tenant, entered


async def find_open(session: AsyncSession, region: str, text_hash: str) -> Claim | None:
    """The open claim of a message that was told of in the session's tenant, locked; None without one.

    One that was transferred or escalated is followed to the office that answers it now.
    """
    found = await open_here(session, region, text_hash)
    if found is not None:
        return found
    same = _same(region, text_hash)
    went_on = same.where(col(Claim.continued_as).is_not(None), col(Claim.closed_at).is_(None))
    latest = went_on.order_by(col(Claim.received_at).desc()).limit(1)
    claim = await session.scalar(latest)
    return await _end_of(session, claim) if claim else None


async def open_here(session: AsyncSession, region: str, text_hash: str) -> Claim | None:
    """The open claim of a message in the session's tenant alone, locked; None without one."""
    return await session.scalar(_locked(_same(region, text_hash)))


async def _end_of(session: AsyncSession, claim: Claim) -> Claim | None:
    """The open claim at the end of a chain, locked; None if it was closed meanwhile."""
    directory = directory_of(session)
    while True:
        place = directory.by_code(claim.continued_by or "")
        if place is None:
            return None
        async with entered(session, as_tenant(place.id, "where a claim went on")):
            this = select(Claim).where(col(Claim.reference) == claim.continued_as)
            found = await session.scalar(_locked(this))
            following = await session.scalar(this) if found is None else None
        if following is None:
            return found
        claim = following


def _same(region: str, text_hash: str) -> Select[Claim]:
    return select(Claim).where(col(Claim.region) == region, col(Claim.text_hash) == text_hash)


def _locked(statement: Select[Claim]) -> Select[Claim]:
    # Read afresh: whoever waited for the lock must see what the one before him wrote.
    locked = statement.where(OPEN).with_for_update()
    return locked.execution_options(populate_existing=True)

"""Where a claim stands for those outside: what goes on as another claim is followed to its end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.claims.models import Claim, ClaimStatus
from api.clarifications.links import public_link
from api.clarifications.models import PublicClarification, PublicState
from api.settings import Settings
from tenants.context import PUBLIC
from tenants.directory import directory_of
from tenants.session import as_tenant, entered


@dataclass(frozen=True)
class Answer:
    """The published clarification that answers a claim, as everybody may read it."""

    number: str
    slug: str
    title: str
    verdict: str
    state: str
    public_reason: str | None
    published_at: datetime
    updated_at: datetime

    @property
    def is_retracted(self) -> bool:
        """Whether only its reason is left to read."""
        return self.state == PublicState.RETRACTED

    def url(self, settings: Settings) -> str:
        """Where everybody reads it."""
        return public_link(settings, self.slug)


async def answer_of(session: AsyncSession, number: str | None) -> Answer | None:
    """The answer of this number; None unless it is everybody's to read."""
    if number is None:
        return None
    shown = PublicClarification
    async with entered(session, PUBLIC):
        row = (
            await session.execute(
                select(
                    *(col(shown.number), col(shown.slug), col(shown.title), col(shown.verdict)),
                    *(col(shown.state), col(shown.public_reason)),
                    *(col(shown.published_at), col(shown.updated_at)),
                ).where(col(shown.number) == number)
            )
        ).first()
    return Answer(*row) if row else None


async def end_of(session: AsyncSession, claim: Claim) -> Claim:
    """The claim that answers for this one now, across transfers, escalations and duplicates."""
    seen = {claim.id}
    while following := await _next(session, claim):
        if following.id in seen:  # two that were closed as duplicates of each other
            break
        seen.add(following.id)
        claim = following
    return claim


async def _next(session: AsyncSession, claim: Claim) -> Claim | None:
    if claim.continued_as and claim.continued_by:
        place = directory_of(session).by_code(claim.continued_by)
        tenant, reference = (place.id if place else claim.tenant_id), claim.continued_as
    elif claim.status == ClaimStatus.DUPLICATE and claim.duplicate_of:
        tenant, reference = claim.tenant_id, claim.duplicate_of
    else:
        return None
    async with entered(session, as_tenant(tenant, "where a claim stands")):
        return await session.scalar(select(Claim).where(col(Claim.reference) == reference))

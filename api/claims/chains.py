"""Claims that continue each other across tenants. They name each other by public references.

Whose they are is looked up in the reach of the province, which sees every claim; each is written in
the scope of its own tenant.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.claims import rules
from api.claims.models import Claim
from tenants.context import Reach, Scope
from tenants.directory import directory_of
from tenants.session import as_tenant, entered


async def before(session: AsyncSession, claim: Claim) -> list[Claim]:
    """All claims that went on as this one, or were closed as its duplicates, each locked.

    At once or by way of others.

    In any scope. Those of one step come in the order of their tenants' codes.
    """
    found: list[Claim] = []
    references, seen = [claim.reference], {(claim.tenant_id, claim.id)}
    while references:
        places = [each for each in await _continued(session, references) if each not in seen]
        step = [await _locked(session, *place) for place in places]
        references = [each.reference for each in step]
        seen.update(places)
        found += step
    return found


async def outcomes(session: AsyncSession, claims: Sequence[Claim]) -> dict[str, str]:
    """How the claims ended that these went on as, by the references of these; in any scope."""
    following = {each.reference: each.continued_as for each in claims}
    found: dict[str, str] = {}
    while following:
        steps = await _steps(session, following.values())
        ahead: dict[str, str | None] = {}
        for reference, continued in following.items():
            step = steps.get(continued or "")
            if step and step.status in rules.WENT_ON:
                ahead[reference] = step.continued_as
            elif step and step.status not in rules.OPEN:
                found[reference] = step.status
        following = ahead
    return found


async def origins(session: AsyncSession, claims: Sequence[Claim]) -> dict[UUID, list[UUID]]:
    """Ids of the claims that these continue, by the ids of these, the latest first; in any scope."""
    found: dict[UUID, list[UUID]] = {claim.id: [] for claim in claims}
    earlier = {claim.id: claim.origin_claim for claim in claims if claim.origin_claim}
    while earlier:
        steps = await _steps(session, earlier.values())
        reached = {claim: steps[name] for claim, name in earlier.items() if name in steps}
        for claim, step in reached.items():
            found[claim].append(step.id)
        earlier = {claim: step.origin_claim for claim, step in reached.items() if step.origin_claim}
    return found


async def _continued(session: AsyncSession, references: Sequence[str]) -> list[tuple[UUID, UUID]]:
    statement = select(col(Claim.tenant_id), col(Claim.id)).where(
        col(Claim.tenant_id).in_(_every_tenant(session)),
        col(Claim.continued_as).in_(references) | col(Claim.duplicate_of).in_(references),
    )
    async with entered(session, everywhere(session)):
        rows = [(tenant, identifier) for tenant, identifier in await session.execute(statement)]
    directory = directory_of(session)
    return sorted(rows, key=lambda found: (directory.by_id(found[0]).code, found[1]))


class _Step(NamedTuple):
    reference: str
    id: UUID
    status: str
    continued_as: str | None
    origin_claim: str | None


async def _steps(session: AsyncSession, references: Iterable[str | None]) -> dict[str, _Step]:
    columns = (getattr(Claim, name) for name in _Step._fields)
    statement = select(*columns).where(
        col(Claim.tenant_id).in_(_every_tenant(session)),
        col(Claim.reference).in_({name for name in references if name}),
    )
    async with entered(session, everywhere(session)):
        return {row.reference: _Step(*row) for row in await session.execute(statement)}


async def _locked(session: AsyncSession, tenant: UUID, identifier: UUID) -> Claim:
    this = select(Claim).where(col(Claim.id) == identifier).with_for_update()
    async with entered(session, as_tenant(tenant, "a claim that went on elsewhere")):
        fresh = this.execution_options(populate_existing=True)
        return (await session.scalars(fresh)).one()


def _every_tenant(session: AsyncSession) -> list[UUID]:
    """All of them, because the indexes begin with the tenant."""
    directory = directory_of(session)
    places = (directory.by_code(code) for code in directory.codes)
    return [place.id for place in places if place]


def everywhere(session: AsyncSession) -> Scope:
    """The reach that sees every claim, whoever asks: for what he may know of a chain of his own."""
    reason = "claims that continue each other across tenants"
    return Scope(Reach.PROVINCE, directory_of(session).province.id, reason)

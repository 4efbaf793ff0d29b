"""When the clock of a regency or city has run out, the province answers."""

from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.audit.service import record_by_system
from api.claims.models import Claim, ClaimStatus
from api.claims.selections import OVERDUE
from api.claims.transfers import facts_of, go_on
from api.events.schemas import EventType
from api.events.service import record as tell
from api.jobs.queue import Runtime
from tenants.directory import Place, directory_of
from tenants.session import as_tenant, current_scope, entered, transaction

_log = structlog.get_logger("api.claims")
_REASON = "the clock of a claim ran out"
_AT_ONCE = 500  # of one tenant in one run; the next run goes on


async def escalate_overdue(runtime: Runtime) -> int:
    """Escalate what is overdue, one claim in a transaction; how many. Safe to run at the same time."""
    escalated = 0
    for place, identifier in await _overdue(runtime):
        try:
            async with transaction(runtime.sessions, as_tenant(place.id, _REASON)) as session:
                escalated += await escalate(session, place, identifier)
        except Exception:  # noqa: BLE001 - whatever it was, it is logged
            # The others' clocks run as well; this one is tried again in the next run.
            _log.exception("claim-not-escalated", claim=str(identifier))
    return escalated


async def _overdue(runtime: Runtime) -> list[tuple[Place, UUID]]:
    found: list[tuple[Place, UUID]] = []
    async for session in runtime.each_tenant("claims whose clock ran out"):
        tenant = current_scope(session).tenant
        place = directory_of(session).by_id(tenant) if tenant else directory_of(session).province
        if place.is_province:  # nobody stands above it: its own stay, overdue
            continue
        due = select(col(Claim.id)).where(OVERDUE).order_by(col(Claim.due_at)).limit(_AT_ONCE)
        found += [(place, identifier) for identifier in await session.scalars(due)]
    return found


async def escalate(session: AsyncSession, place: Place, identifier: UUID) -> bool:
    """Have the province answer this claim; False if somebody was quicker."""
    this = select(Claim).where(col(Claim.id) == identifier, OVERDUE).with_for_update()
    claim = await session.scalar(this)
    if claim is None:
        return False
    province = directory_of(session).province
    following = await go_on(session, claim, province, ClaimStatus.ESCALATED)
    facts = facts_of(claim, following)
    _tell(session, claim, facts)
    async with entered(session, as_tenant(province.id, _REASON)):
        _tell(session, following, {**facts, "origin_tenant": place.code})
    return True


def _tell(session: AsyncSession, claim: Claim, facts: dict[str, Any]) -> None:
    """In the scope of the claim's tenant: its chain and its event."""
    record_by_system(session, "escalate_claim", claim.id, **facts)
    data = {"id": str(claim.id), "region": claim.region, **facts}
    tell(session, EventType.CLAIM_ESCALATED, data)

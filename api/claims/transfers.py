"""A claim that goes on at another office: a new claim there, or the one that is open there already."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.claims import reporters, rules
from api.claims.clock import due_at
from api.claims.models import Claim, ClaimStatus
from api.claims.numbering import add_open
from api.claims.repeats import open_here
from api.claims.routing import is_active
from api.claims.schemas import ClaimTransfer
from api.conditional import IfMatch
from api.errors import FieldError, InvalidBodyError, Text
from api.settings import settings_of
from tenants.directory import Place, directory_of
from tenants.rows import now
from tenants.session import as_tenant, entered

# What a claim that goes on takes along; what its office did with it stays there.
_SAME = ("text", "text_hash", "links", "medium", "seen_on", "sightings", "suggestions", "source")
_NOBODY = Text(
    "Tidak ada pemerintah daerah aktif berkode ini.", "No active government has this code."
)
_ITSELF = Text("Isu ini sudah di kantor Anda.", "This claim is at your office already.")


async def transfer_claim(
    session: AsyncSession, caller: Principal, identifier: UUID, body: ClaimTransfer, seen: IfMatch
) -> Claim:
    """Have another office answer a claim. Raises `InvalidBodyError` for one that cannot."""
    claim = await find_own(session, Claim, identifier, lock=True)
    seen.check(claim)
    status = rules.LIFE.follow("transfer_claim", claim.status)
    place = await _receiver(session, caller, body.tenant)
    following = await go_on(session, claim, place, ClaimStatus(status))
    claim.note = body.reason
    facts = facts_of(claim, following)
    record(session, caller, "transfer_claim", claim.id, place.id, **facts)
    return claim


async def go_on(session: AsyncSession, claim: Claim, place: Place, status: ClaimStatus) -> Claim:
    """Continue a locked open claim at `place`, in the scope of its tenant; gives the claim there.

    Where the same message is open there, the claim joins it: its sightings are counted together.
    """
    values = _values(session, claim, place)
    following = None
    async with entered(session, as_tenant(place.id, "a claim that goes on here")):
        while following is None:
            following = await open_here(session, values["region"], claim.text_hash)
            if following is not None:
                following.sightings += claim.sightings
                continue
            following = await add_open(session, lambda number: Claim(**values, reference=number))
    claim.status = status
    claim.continued_as, claim.continued_by = following.reference, place.code
    claim.touch()
    await session.flush()
    await reporters.move(session, claim, following)
    return following


def facts_of(claim: Claim, following: Claim) -> dict[str, Any]:
    """What the chains of both offices note of a claim that goes on."""
    return {
        "reference": claim.reference,
        "continued_as": following.reference,
        "continued_by": claim.continued_by,
    }


def _values(session: AsyncSession, claim: Claim, place: Place) -> dict[str, Any]:
    moment = now()
    return {
        **{name: getattr(claim, name) for name in _SAME},
        "tenant_id": place.id,
        # The province answers for any region, another office for its own.
        "region": claim.region if place.is_province else place.code,
        "received_at": moment,
        "due_at": due_at(moment, settings_of(session)),
        "origin_claim": claim.reference,
        "origin_tenant": directory_of(session).by_id(claim.tenant_id).code,
    }


async def _receiver(session: AsyncSession, caller: Principal, code: str) -> Place:
    if code == caller.tenant.code:
        raise InvalidBodyError([FieldError("/tenant", "already-there", _ITSELF)])
    place = directory_of(session).by_code(code)
    if place is None or not await is_active(session, place):
        raise InvalidBodyError([FieldError("/tenant", "not-found", _NOBODY)])
    return place

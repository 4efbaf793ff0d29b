"""Taking claims in, reading and assigning them. One transaction per request: nothing here commits."""

from uuid import UUID

from sqlalchemy import ColumnElement, false, not_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import author_of
from api.access.models import Membership, MembershipStatus
from api.access.principal import Principal
from api.access.reach import find, find_own, within
from api.access.references import require_free
from api.audit.service import record
from api.claims import rules, telling
from api.claims.intake import Incoming, Source, receive
from api.claims.models import Claim
from api.claims.routing import tenant_for
from api.claims.schemas import ClaimCreate, ClaimQuery
from api.claims.selections import OVERDUE
from api.conditional import IfMatch
from api.errors import FieldError, InvalidBodyError, Text
from api.events.schemas import EventType
from api.events.service import record as tell
from api.listing import Found, find_page, where_given
from api.media.attachments import pointers, require_ready, unknown
from tenants.session import as_tenant, entered

_FILTERS = ("status", "region", "external_reference")
_MEMBER = Text("Tidak ada anggota aktif dengan id ini.", "No active member has this id.")
_FILES = Text(
    "Berkas tetap di kantor Anda; kirim teks atau tautannya.",
    "Files stay with your office; send the text or a link.",
)
_REFERENCE = Text(
    "Hanya untuk isu yang ditangani kantor Anda sendiri.",
    "For claims that your own office answers alone.",
)


async def create_claim(session: AsyncSession, caller: Principal, body: ClaimCreate) -> Claim:
    """Take a message in at the office that answers for its region; the claim that it became.

    That of an exact repeat exists already. Raises `InvalidBodyError`, `ReferenceTakenError`,
    `AssetNotReadyError`.
    """
    rules.check_fields(body)
    place = await tenant_for(session, body.region)
    author = await author_of(session, caller)
    own = place.id == caller.tenant.id
    await (_check_own(session, body) if own else _check_forwarded(body))
    incoming = Incoming(
        fields=body,
        source=Source.MEMBER if caller.is_person else Source.CLIENT,
        external_reference=body.external_reference,
        author=author if own else None,  # another office knows the office, not the person
    )
    async with entered(session, as_tenant(place.id, "a claim about a region of theirs")):
        received = await receive(session, place, incoming)
    claim = received.claim
    record(session, caller, "create_claim", claim.id, claim.tenant_id, reference=claim.reference)
    return claim


async def assign_claim(
    session: AsyncSession, caller: Principal, identifier: UUID, member: UUID, seen: IfMatch
) -> Claim:
    """Give a claim to a member, or to another one. Raises `InvalidBodyError` for who is not active."""
    claim = await find_own(session, Claim, identifier, lock=True)
    seen.check(claim)
    status = rules.LIFE.follow("assign_claim", claim.status)
    await _check_member(session, member)
    claim.status, claim.assignee_id = status, member
    claim.touch()
    data = {"id": str(claim.id), "reference": claim.reference, "assignee": str(member)}
    tell(session, EventType.CLAIM_ASSIGNED, data)
    record(session, caller, "assign_claim", claim.id, member=str(member))
    return claim


async def get_claim(session: AsyncSession, caller: Principal, identifier: UUID) -> Claim:
    """A claim in the caller's reach. Raises `NotFoundError`."""
    return await find(session, caller, Claim, identifier)


async def list_claims(session: AsyncSession, caller: Principal, query: ClaimQuery) -> Found[Claim]:
    """A page of the claims in the caller's reach."""
    filtered = where_given(Claim, query, _FILTERS).where(*_asked(query))
    if query.to_tell is None:
        statement = await within(session, caller, filtered, Claim, query.tenant)
    else:  # whom to tell is known to the office alone, and not to the province
        statement = filtered.where(_waiting(caller, query))
    return await find_page(session, statement, query, Claim, query.sort)


def _waiting(caller: Principal, query: ClaimQuery) -> ColumnElement[bool]:
    if query.tenant and caller.tenant.code not in query.tenant:
        return false()
    waiting = telling.waiting()
    return waiting if query.to_tell else not_(waiting)


def _asked(query: ClaimQuery) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if query.assignee is not None:
        asked.append(col(Claim.assignee_id) == query.assignee)
    if query.since is not None:
        asked.append(col(Claim.received_at) >= query.since)
    if query.until is not None:
        asked.append(col(Claim.received_at) < query.until)
    if query.overdue is not None:
        asked.append(OVERDUE if query.overdue else not_(OVERDUE))
    return asked


async def _check_own(session: AsyncSession, body: ClaimCreate) -> None:
    errors = await unknown(session, pointers("asset_ids", body.asset_ids))
    if errors:
        raise InvalidBodyError(errors)
    await require_ready(session, body.asset_ids)
    await require_free(session, Claim, body.external_reference)


async def _check_forwarded(body: ClaimCreate) -> None:
    errors = []
    if body.asset_ids:
        errors.append(FieldError("/asset_ids", "not-allowed", _FILES))
    if body.external_reference is not None:
        errors.append(FieldError("/external_reference", "not-allowed", _REFERENCE))
    if errors:
        raise InvalidBodyError(errors)


async def _check_member(session: AsyncSession, member: UUID) -> None:
    active = select(col(Membership.id)).where(
        col(Membership.id) == member, col(Membership.status) == MembershipStatus.ACTIVE
    )
    if await session.scalar(active) is None:
        raise InvalidBodyError([FieldError("/member_id", "not-found", _MEMBER)])


def is_shown_to(caller: Principal, claim: Claim) -> bool:
    """Whether the caller may read a claim that his message became."""
    return caller.tenant.is_province or claim.tenant_id == caller.tenant.id

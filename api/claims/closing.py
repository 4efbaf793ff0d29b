"""What comes of a claim, and of all the claims that went on as it: they mirror its outcome."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record, record_by_system
from api.claims import chains, retractions, rules, telling
from api.claims.answering import end_of
from api.claims.models import Claim, ClaimStatus
from api.claims.schemas import ClaimClose, ClaimOutcome
from api.claims.selections import OPEN
from api.clarifications.followers import Change, Changed, on_change
from api.clarifications.models import Clarification, PublicState, SharedClarification
from api.conditional import IfMatch
from api.errors import FieldError, InvalidBodyError, Text
from api.jobs.queue import defer
from tenants.rows import now
from tenants.session import as_tenant, entered

_NO_ANSWER = Text(
    "Tidak ada klarifikasi terbit bernomor ini.", "No published clarification has this number."
)
_NO_CLAIM = Text(
    "Tidak ada isu lain bernomor ini, atau isu itu sendiri duplikat.",
    "No other claim of yours has this reference, or it is a duplicate itself.",
)


@dataclass(frozen=True)
class Outcome:
    """What came of a claim. `by` is the person who closes it; None when the worker publishes."""

    outcome: ClaimOutcome
    by: Principal | None
    clarification_number: str | None = None
    duplicate_of: str | None = None
    note: str | None = None


async def close_claim(
    session: AsyncSession, caller: Principal, identifier: UUID, body: ClaimClose, seen: IfMatch
) -> Claim:
    """Close a claim of the caller's office. Raises `InvalidBodyError`.

    Closing it as clarified by a suggested clarification is how a person confirms the suggestion.
    """
    if body.clarification_number:
        await _hold(session, body.clarification_number)
    claim = await find_own(session, Claim, identifier, lock=True)
    seen.check(claim)
    rules.LIFE.follow("close_claim", claim.status)
    rules.check_outcome(body)
    await _check_references(session, claim, body)
    await finish(session, claim, Outcome(by=caller, **body.model_dump()))
    return claim


async def finish(session: AsyncSession, claim: Claim, what: Outcome) -> None:
    """Close a locked open claim in the scope of its tenant, tell its reporters, and mirror it."""
    claim.status = ClaimStatus(what.outcome)
    claim.duplicate_of, claim.note = what.duplicate_of, what.note
    if what.outcome is ClaimOutcome.DUPLICATE:  # it may be answered already
        number = (await end_of(session, claim)).clarification_number
        what = replace(what, clarification_number=number)
    _settle(claim, what)
    await session.flush()
    _note(session, claim, what)
    await telling.closed(session, claim)
    for earlier in await chains.before(session, claim):
        # What was a duplicate is closed, with all that went on as it: it learns the answer alone.
        if earlier.closed_at is not None and what.clarification_number is None:
            continue
        async with entered(session, as_tenant(earlier.tenant_id, "the outcome of a claim")):
            _settle(earlier, what)
            _note(session, earlier, what)


@on_change
async def follow(session: AsyncSession, changed: Changed) -> None:
    """Close the open claims that a clarification names when it is published or corrected.

    When it is retracted, who was told of it is told that, too.
    """
    if changed.change is Change.RETRACTED:
        await defer(session, retractions.tell_again, number=changed.number)
        return
    for claim in await _open_ones(session, changed.claim_ids):
        clarified = ClaimOutcome.CLARIFIED
        await finish(session, claim, Outcome(clarified, changed.by, changed.number))


def _settle(claim: Claim, what: Outcome) -> None:
    claim.closed_at = claim.closed_at or now()
    claim.clarification_number = what.clarification_number
    claim.touch()


def _note(session: AsyncSession, claim: Claim, what: Outcome) -> None:
    facts = {"reference": claim.reference, "outcome": what.outcome}
    if what.clarification_number:
        facts["number"] = what.clarification_number
    if what.by is None:
        record_by_system(session, "close_claim", claim.id, **facts)
    else:
        record(session, what.by, "close_claim", claim.id, claim.tenant_id, **facts)


async def _check_references(session: AsyncSession, claim: Claim, body: ClaimClose) -> None:
    errors = []
    if body.clarification_number and not await _is_published(session, body.clarification_number):
        errors.append(FieldError("/clarification_number", "not-found", _NO_ANSWER))
    if body.duplicate_of and not await _may_repeat(session, claim, body.duplicate_of):
        errors.append(FieldError("/duplicate_of", "not-found", _NO_CLAIM))
    if errors:
        raise InvalidBodyError(errors)


async def _hold(session: AsyncSession, number: str) -> None:
    """Have a clarification not retracted until the commit: who is told of it then is told that, too.

    Before the claim is locked, as publishing one locks them.
    """
    this = col(SharedClarification.number) == number
    owner = await session.scalar(select(col(SharedClarification.tenant_id)).where(this))
    if owner is not None:
        async with entered(session, as_tenant(owner, "a clarification that answers a claim")):
            row = select(col(Clarification.id)).where(col(Clarification.number) == number)
            await session.execute(row.with_for_update(read=True))


async def _is_published(session: AsyncSession, number: str) -> bool:
    shown = select(col(SharedClarification.id)).where(
        col(SharedClarification.number) == number,
        col(SharedClarification.state) != PublicState.RETRACTED,
    )
    return await session.scalar(shown) is not None


async def _may_repeat(session: AsyncSession, claim: Claim, reference: str) -> bool:
    # A duplicate of a duplicate could lead back to where it began. Locked: two are not closed as
    # duplicates of each other at once, and one that is being answered has its answer.
    other = select(col(Claim.id)).where(
        col(Claim.reference) == reference,
        col(Claim.id) != claim.id,
        col(Claim.status) != ClaimStatus.DUPLICATE,
    )
    return await session.scalar(other.with_for_update()) is not None


async def _open_ones(session: AsyncSession, identifiers: Sequence[UUID]) -> list[Claim]:
    statement = (
        select(Claim)
        .where(col(Claim.id).in_(identifiers), OPEN)
        .order_by(col(Claim.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(statement))

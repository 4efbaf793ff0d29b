"""Those who reported a claim are told of the answer, if they wanted to be."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.claims import letters, reporters
from api.claims.answering import answer_of, end_of
from api.claims.models import Claim, ClaimReporter, ClaimStatus
from api.claims.reporters import Reporter
from api.mail.service import send
from api.settings import settings_of
from tenants.rows import now


async def closed(session: AsyncSession, claim: Claim) -> None:
    """Queue the letters of a claim that was just closed, in its tenant's scope and transaction.

    The reporters of one that repeats an open claim go on to that one, and are told with it.
    """
    if claim.status == ClaimStatus.DUPLICATE:
        original = await end_of(session, claim)
        if original.id != claim.id and original.closed_at is None:
            await reporters.move(session, claim, original)
            return
    found = await reporters.of_claims(session, [claim.id])
    waiting = [each for each in found if each.row.consent and each.row.told_at is None]
    await _write(session, claim, waiting)


async def _write(session: AsyncSession, claim: Claim, waiting: Sequence[Reporter]) -> None:
    """One letter per address and reference; who left something else is told by the office."""
    letters_to: dict[tuple[str, str], list[Reporter]] = {}
    for each in waiting:
        if each.email:
            letters_to.setdefault((each.email, each.reference), []).append(each)
    if not letters_to:
        return
    end = await end_of(session, claim)
    answer = await answer_of(session, end.clarification_number)
    readable = answer is not None and not answer.is_retracted
    link = answer.url(settings_of(session)) if answer and readable else None
    for (email, reference), mine in letters_to.items():
        await send(session, email, letters.answered(reference, end.status, answer, link))
        for each in mine:
            each.row.told_at = now()
    await session.flush()


def waiting() -> ColumnElement[bool]:
    """Whether a claim is closed and somebody waits to be told; in the scope of its tenant."""
    reporter = select(col(ClaimReporter.id)).where(
        col(ClaimReporter.tenant_id) == col(Claim.tenant_id),
        col(ClaimReporter.claim_id) == col(Claim.id),
        col(ClaimReporter.consent),
        col(ClaimReporter.told_at).is_(None),
    )
    return and_(col(Claim.closed_at).is_not(None), reporter.exists())


async def retracted(session: AsyncSession, number: str) -> None:
    """Tell those again who were told of an answer that was retracted, in the session's tenant.

    Who has no e-mail address waits again to be told by the office. Safe to run twice.
    """
    answer = await answer_of(session, number)
    if answer is None or not answer.is_retracted:
        return
    told = (
        select(Claim)
        .join(ClaimReporter, col(ClaimReporter.claim_id) == col(Claim.id))
        .where(
            col(Claim.clarification_number) == number,
            col(ClaimReporter.consent),
            col(ClaimReporter.told_at) < answer.updated_at,
        )
    )
    for claim in (await session.scalars(told)).unique():
        found = await reporters.of_claims(session, [claim.id])
        again = [
            each
            for each in found
            if each.row.consent and each.row.told_at and each.row.told_at < answer.updated_at
        ]
        for each in again:
            each.row.told_at = None
        await _write(session, claim, again)

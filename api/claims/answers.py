"""Claims as they are answered with."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.claims import chains, rules
from api.claims.models import Claim, ClaimAsset
from api.claims.schemas import ClaimAnswer, ClaimForwarded, ClaimOutcome, ClaimSuggestion
from api.claims.service import is_shown_to
from api.clarifications.models import PublicState, SharedClarification
from tenants.directory import directory_of
from tenants.rows import now
from tenants.session import current_scope, enter, entered

_DERIVED = {"tenant", "assignee", "overdue", "suggestions", "text", "asset_ids", "outcome"}
_PLAIN = set(ClaimAnswer.model_fields) - _DERIVED
_OUTCOMES = set(ClaimOutcome)


async def received(
    session: AsyncSession, caller: Principal, claim: Claim
) -> ClaimAnswer | ClaimForwarded:
    """What the sender of a message may know of the claim that it became."""
    if not is_shown_to(caller, claim):
        code = directory_of(session).by_id(claim.tenant_id).code
        return ClaimForwarded(reference=claim.reference, tenant=code)
    if claim.tenant_id != caller.tenant.id:
        await enter(session, caller.province_scope())
    return await one(session, claim)


async def one(session: AsyncSession, claim: Claim) -> ClaimAnswer:
    """One claim."""
    return (await many(session, [claim]))[0]


async def many(session: AsyncSession, claims: Sequence[Claim]) -> list[ClaimAnswer]:
    """Some claims, in the same order."""
    files = await _files(session, claims)
    titles = await _suggested(session, claims)
    ended = await chains.outcomes(session, [claim for claim in claims if _ended_unseen(claim)])
    moment = now()
    return [
        ClaimAnswer(
            **claim.model_dump(include=_PLAIN),
            tenant=directory_of(session).by_id(claim.tenant_id).code,
            assignee=claim.assignee_id,
            overdue=rules.is_overdue(claim, moment),
            suggestions=_suggestions(claim, titles),
            text=claim.text or None,
            asset_ids=files[claim.id],
            outcome=_outcome(claim, ended),
        )
        for claim in claims
    ]


def _outcome(claim: Claim, ended: dict[str, str]) -> str | None:
    if claim.status in _OUTCOMES:
        return claim.status
    if claim.clarification_number is not None:
        return ClaimOutcome.CLARIFIED
    return ended.get(claim.reference)


def _ended_unseen(claim: Claim) -> bool:
    """Whether it ended elsewhere, and not by a number, which would say how."""
    went_on = claim.status in rules.WENT_ON
    return went_on and claim.closed_at is not None and claim.clarification_number is None


async def _files(session: AsyncSession, claims: Sequence[Claim]) -> dict[UUID, list[UUID]]:
    """The files by claim. The province, which sees those of all, also gets those of the origin."""
    province = directory_of(session).province.id
    came = [claim for claim in claims if claim.origin_claim and claim.tenant_id == province]
    before = await chains.origins(session, came)
    shown = {claim.id: [claim.id, *before.get(claim.id, [])] for claim in claims}
    wanted = col(ClaimAsset.claim_id).in_([each for ids in shown.values() for each in ids])
    statement = select(ClaimAsset).where(wanted).order_by(col(ClaimAsset.position))
    files: dict[UUID, list[UUID]] = {}
    async with entered(session, chains.everywhere(session) if came else current_scope(session)):
        for file in await session.scalars(statement):
            files.setdefault(file.claim_id, []).append(file.asset_id)
    return {
        claim: [file for each in ids for file in files.get(each, [])]
        for claim, ids in shown.items()
    }


async def _suggested(session: AsyncSession, claims: Sequence[Claim]) -> dict[str, tuple[str, str]]:
    """Title and verdict by number, as they are now: nothing of what was retracted is shown again."""
    numbers = {each["number"] for claim in claims for each in claim.suggestions}
    if not numbers:
        return {}
    shown = SharedClarification
    statement = select(col(shown.number), col(shown.title), col(shown.verdict)).where(
        col(shown.number).in_(numbers), col(shown.state) != PublicState.RETRACTED
    )
    return {number: (title, verdict) for number, title, verdict in await session.execute(statement)}


def _suggestions(claim: Claim, titles: dict[str, tuple[str, str]]) -> list[ClaimSuggestion]:
    return [
        ClaimSuggestion(
            number=each["number"],
            title=titles[each["number"]][0],
            verdict=titles[each["number"]][1],
            score=each["score"],
        )
        for each in claim.suggestions
        if each["number"] in titles
    ]

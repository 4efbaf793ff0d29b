"""A claim as its sender may know it: no name of staff, no note, nothing of others who reported it."""

from api.claims.answering import Answer
from api.claims.models import Claim, ClaimStatus
from api.claims.public_schemas import (
    PublicClaimProgress,
    PublicClaimStatus,
    PublicClaimVerdict,
    PublicOffice,
)
from api.claims.public_service import Followed
from api.claims.public_texts import sentence
from api.problems import in_language
from api.settings import Settings

_STATUS = {
    ClaimStatus.NEW: PublicClaimStatus.RECEIVED,
    ClaimStatus.ASSIGNED: PublicClaimStatus.CHECKING,
    ClaimStatus.CLARIFIED: PublicClaimStatus.CLARIFIED,
    ClaimStatus.NOT_CLARIFIABLE: PublicClaimStatus.NOT_CLARIFIABLE,
    ClaimStatus.INELIGIBLE: PublicClaimStatus.INELIGIBLE,
    ClaimStatus.DUPLICATE: PublicClaimStatus.DUPLICATE,
}


def progress(found: Followed, settings: Settings, language: str) -> PublicClaimProgress:
    """How far a claim is, wherever it went."""
    end, answer = found.end, found.answer
    told = sentence(end.status, answer.state if answer else None)
    return PublicClaimProgress(
        reference=found.claim.reference,
        region=found.claim.region,
        status=status_of(end),
        message=in_language(told, language),
        office=PublicOffice(code=found.office.code, name=found.office.name),
        reported_at=found.sighting.created_at,
        due_at=None if end.closed_at else end.due_at,
        closed_at=end.closed_at,
        answer=_verdict(answer, settings) if answer else None,
    )


def status_of(claim: Claim) -> PublicClaimStatus:
    """How far the claim is that answers for another."""
    return _STATUS.get(ClaimStatus(claim.status), PublicClaimStatus.RECEIVED)


def _verdict(answer: Answer, settings: Settings) -> PublicClaimVerdict:
    return PublicClaimVerdict(
        number=answer.number,
        slug=answer.slug,
        url=answer.url(settings),
        title=None if answer.is_retracted else answer.title,
        verdict=None if answer.is_retracted else answer.verdict,
        state=answer.state,
        public_reason=answer.public_reason,
        published_at=answer.published_at,
        updated_at=answer.updated_at,
    )

"""A verification as it is answered with."""

from fastapi import Request

from api.audit.verifier import DETAILS, Fault, Link
from api.checkpoints.schemas import ChainCheckpoint, ChainFault, ChainHead, ChainVerification
from api.checkpoints.storage import Kept
from api.checkpoints.verifying import Verification, is_found
from api.errors import Text
from api.problems import in_language, language_of


def one(request: Request, verification: Verification) -> ChainVerification:
    """The answer, in the language of the request."""
    verdict = verification.verdict
    return ChainVerification(
        valid=verdict.fault is None,
        events=verdict.events,
        head=_head(verdict.head),
        checkpoint=_checkpoint(verification.kept, found=is_found(verification)),
        fault=_fault(verdict.fault, language_of(request)),
    )


def _head(link: Link | None) -> ChainHead | None:
    return ChainHead(seq=link.seq, hash=link.hash, at=link.at) if link else None


def _checkpoint(kept: Kept | None, *, found: bool) -> ChainCheckpoint | None:
    if kept is None:
        return None
    (seq, digest), at, made_at = kept
    return ChainCheckpoint(seq=seq, hash=digest, at=at, made_at=made_at, found=found)


def _fault(fault: Fault | None, language: str) -> ChainFault | None:
    if fault is None:
        return None
    detail = in_language(Text(*DETAILS[fault.kind]), language)
    return ChainFault(seq=fault.seq, kind=fault.kind, detail=detail)

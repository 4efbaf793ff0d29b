"""Comparing a tenant's chain with itself and with its newest checkpoint."""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from api.audit import reading
from api.audit.verifier import Checkpoint, Fault, Verdict, Verifier
from api.checkpoints import storage
from api.media.store import Store


class Verification(NamedTuple):
    """What was found, and the checkpoint that it was compared with."""

    verdict: Verdict
    kept: storage.Kept | None


async def verify_chain(session: AsyncSession, store: Store, tenant: str) -> Verification:
    """Read the whole chain of the session's tenant. Raises `UnavailableError` without the storage."""
    before = await reading.head_of(session)
    # First the checkpoint, then the end: what is appended meanwhile lies behind both.
    known = await storage.newest(store, tenant, before.seq if before else 0)
    verifier = Verifier([kept.checkpoint for kept in known])
    head = await reading.head_of(session)
    async for link in reading.links(session, head.seq if head else 0):
        verifier.take(link)
    return Verification(verifier.verdict(), known[0] if known else None)


async def verify_since(
    session: AsyncSession, known: list[storage.Kept], until: int
) -> Fault | None:
    """What is wrong with a chain from its newest checkpoint to the event `until`, if anything is."""
    after = known[0].checkpoint if known else None
    if after:
        found = await reading.hashes_at(session, after.seq)
        if until < after.seq:
            return Fault(until + 1, "cut-tail")
        if found != {kept.checkpoint.hash for kept in known}:
            return Fault(after.seq, "checkpoint-mismatch" if found else "deleted")
    verifier = Verifier(after=after)
    behind = reading.position_of(after) if after else reading.BEGINNING
    async for link in reading.links(session, until, behind):
        verifier.take(link)
    return verifier.verdict().fault


def is_found(verification: Verification) -> bool:
    """Whether the chain has its newest checkpoint."""
    kept: Checkpoint | None = verification.kept.checkpoint if verification.kept else None
    return kept in verification.verdict.found

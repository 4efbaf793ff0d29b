"""Claiming a key and keeping its answer, in the change's own transaction."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import InFlightError, KeyReusedError
from api.idempotency.models import IdempotencyKey
from tenants.rows import now
from tenants.session import as_tenant, entered

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Claim:
    """A key as one caller used it for one operation, in his own tenant's scope."""

    tenant: UUID
    caller: str
    key: str
    fingerprint: str


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


async def claim(session: AsyncSession, claimed: Claim) -> Answer | None:
    """The answer kept under this key, or None and the key is ours until the transaction ends.

    Raises `InFlightError` while another request holds it and `KeyReusedError` for another body.
    """
    lock = func.hashtextextended(f"{claimed.caller}:{claimed.key}", 0)
    if not await session.scalar(select(func.pg_try_advisory_xact_lock(lock))):
        raise InFlightError
    kept = await session.scalar(
        select(IdempotencyKey).where(
            col(IdempotencyKey.caller) == claimed.caller,
            col(IdempotencyKey.key) == claimed.key,
        )
    )
    if kept is None:
        return None
    if kept.created_at < now() - KEPT_FOR:
        await session.delete(kept)
        await session.flush()
        return None
    if kept.fingerprint != claimed.fingerprint:
        raise KeyReusedError
    return Answer(kept.status, kept.headers, kept.body)


async def keep(session: AsyncSession, claimed: Claim, answer: Answer) -> None:
    """Store the answer with the change that it tells of: both or neither."""
    async with entered(session, as_tenant(claimed.tenant, "idempotency key")):
        session.add(
            IdempotencyKey(
                tenant_id=claimed.tenant,
                caller=claimed.caller,
                key=claimed.key,
                fingerprint=claimed.fingerprint,
                status=answer.status,
                headers=answer.headers,
                body=answer.body,
            )
        )


async def forget_old(session: AsyncSession) -> None:
    """Delete what is older than 24 hours, in the session's tenant."""
    old = delete(IdempotencyKey).where(col(IdempotencyKey.created_at) < now() - KEPT_FOR)
    await session.execute(old)

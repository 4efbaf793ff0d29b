"""Access tokens that end before they expire: written to the database, known to every process at once.

Each process keeps the few revocations whose tokens still live, and reads them again every two
seconds; the process that revokes knows at its commit.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import delete, event, func, select, tuple_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlmodel import col

from api.access.models import Revocation, Revoked
from api.settings import Settings
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction

_EVERY = 2.0  # seconds
_SPARE = timedelta(minutes=1)
_log = structlog.get_logger("api.access.revocation")


def member_key(person: UUID, tenant_code: str) -> str:
    """The key of one person's tokens for one tenant."""
    return f"{person}:{tenant_code}"


@dataclass
class Revocations:
    """What is revoked now: by kind and key, the moment up to which tokens of that end."""

    _ended: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _added: dict[tuple[str, str], datetime] = field(default_factory=dict)  # since the last reading

    def end(self, claims: dict[str, Any]) -> bool:
        """Whether a token with these (verified) claims has ended before its time."""
        if not self._ended:
            return False
        for kind, key in _keys_of(claims):
            at = self._ended.get((kind, key))
            if at is None:
                continue
            # These never come back, so no clock has a say in it. A member and a client may: what was
            # issued to them in the same (whole) second as the revocation ends with it.
            if kind in {Revoked.TOKEN, Revoked.FAMILY} or int(claims["iat"]) <= at.timestamp():
                return True
        return False

    def add(self, revocation: Revocation) -> None:
        """Know one at once, without waiting for the next reading."""
        self._added[revocation.kind, revocation.key] = revocation.at
        self._ended[revocation.kind, revocation.key] = revocation.at

    async def load(self, sessions: Sessions) -> None:
        """Read all that may still end a token."""
        self._added = {}
        async with transaction(sessions, as_system("revocations")) as session:
            query = select(Revocation).where(col(Revocation.expires_at) > func.now())
            rows = await session.scalars(query.order_by(col(Revocation.at)))
            read = {(row.kind, row.key): row.at for row in rows}
        # What was added while we read is not in what we read.
        self._ended = {**read, **self._added}

    async def follow(self, sessions: Sessions) -> None:
        """Keep reading until cancelled. While the database is away, what was read stays."""
        while True:
            await asyncio.sleep(_EVERY)
            try:
                await self.load(sessions)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("revocations-not-read", error=type(error).__name__)


def _keys_of(claims: dict[str, Any]) -> list[tuple[str, str]]:
    """All that could end a token with these claims."""
    subject = (
        (Revoked.CLIENT, str(claims.get("sub")))
        if claims.get("kind") == "client"
        else (Revoked.MEMBER, f"{claims.get('sub')}:{claims.get('tenant')}")
    )
    named = ((Revoked.TOKEN, "jti"), (Revoked.FAMILY, "family"))
    return [subject, *((kind, str(claims[name])) for kind, name in named if claims.get(name))]


def has_ended(session: Session, claims: dict[str, Any]) -> bool:
    """Whether a token with these claims has ended, as the database says now (system scope)."""
    which = tuple_(col(Revocation.kind), col(Revocation.key)).in_(_keys_of(claims))
    known = Revocations()
    for row in session.scalars(select(Revocation).where(which).order_by(col(Revocation.at))):
        known.add(row)
    return known.end(claims)


def revoke(session: Session, kind: Revoked, key: str) -> None:
    """End the live access tokens of `kind` and `key`, in the session's transaction (system scope)."""
    settings: Settings = session.info["settings"]
    lifetime = timedelta(minutes=settings.oauth.access_minutes)
    row = Revocation(kind=kind, key=key, expires_at=now() + lifetime + _SPARE)
    session.add(row)
    known: Revocations | None = session.info.get("revocations")
    if known is not None:
        event.listen(session, "after_commit", lambda _: known.add(row), once=True)


def forget_old(session: Session) -> None:
    """Delete what can end no token any more (system scope)."""
    session.execute(delete(Revocation).where(col(Revocation.expires_at) < func.now()))

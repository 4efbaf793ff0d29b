"""Codes and refresh tokens in the database: each is spent where it is read, in one statement.

Who comes second finds it spent, and ends the family: somebody else has a copy (RFC 9700 4.14).
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.access.secrets import digest
from api.oauth.models import AuthorizationCode, RefreshFamily, RefreshToken
from tenants.rows import now

# The updates below are the only writers, and read what they change from the database.
_UNSYNCHRONISED = {"synchronize_session": False}


def spend_code(session: Session, code: str, client_id: str) -> AuthorizationCode | None:
    """The code's row if it was not used yet and has not expired; used again, its family ends."""
    mine = (
        col(AuthorizationCode.code_hash) == digest(code),
        col(AuthorizationCode.client_id) == client_id,
    )
    spend = (
        update(AuthorizationCode)
        .where(*mine)
        .where(col(AuthorizationCode.used_at).is_(None))
        .where(col(AuthorizationCode.expires_at) > func.now())
        .values(used_at=func.now())
        .returning(AuthorizationCode)
    )
    row = session.scalars(spend, execution_options=_UNSYNCHRONISED).one_or_none()
    if row is None:
        end(session, session.scalar(select(col(AuthorizationCode.family_id)).where(*mine)))
    return row


def family_of(session: Session, secret: str) -> RefreshFamily | None:
    """The family that a refresh token belongs to, alive or not."""
    query = (
        select(RefreshFamily)
        .join(RefreshToken, col(RefreshToken.family_id) == col(RefreshFamily.id))
        .where(col(RefreshToken.token_hash) == digest(secret))
    )
    return session.scalar(query)


def spend_token(session: Session, secret: str, family_id: UUID) -> bool:
    """Whether the token was still good: not used, not expired, its family alive.

    Used again, its family ends.
    """
    this = col(RefreshToken.token_hash) == digest(secret)
    alive = select(col(RefreshFamily.id)).where(
        col(RefreshFamily.id) == family_id, col(RefreshFamily.revoked_at).is_(None)
    )
    spend = (
        update(RefreshToken)
        .where(this, alive.exists())
        .where(col(RefreshToken.used_at).is_(None))
        .where(col(RefreshToken.expires_at) > func.now())
        .values(used_at=func.now())
        .returning(col(RefreshToken.id))
    )
    if session.scalar(spend, execution_options=_UNSYNCHRONISED) is not None:
        return True
    if session.scalar(select(col(RefreshToken.used_at)).where(this)) is not None:
        end(session, family_id)
    return False


def end(session: Session, family_id: UUID | None) -> None:
    """Revoke a family, once; None (a code that gave nothing) is no family."""
    session.execute(
        update(RefreshFamily)
        .where(col(RefreshFamily.id) == family_id, col(RefreshFamily.revoked_at).is_(None))
        .values(revoked_at=func.now()),
        execution_options=_UNSYNCHRONISED,
    )


def begin(session: Session, code: AuthorizationCode) -> UUID:
    """Make the family of what this code gives, and tell the code; gives the family's id."""
    family = RefreshFamily(
        client_id=code.client_id,
        person_id=code.person_id,
        tenant_id=code.tenant_id,
        scope=code.scope,
    )
    session.add(family)
    code.family_id = family.id
    session.flush()
    return family.id


def add(session: Session, family_id: UUID, secret: str, *, days: int) -> None:
    """Keep a new refresh token of the family, good for so many days."""
    expires = now() + timedelta(days=days)
    session.add(RefreshToken(token_hash=digest(secret), family_id=family_id, expires_at=expires))

"""Codes and refresh tokens in the database: each is spent where it is read, in one statement.

Who comes second finds it spent, and ends the family: somebody else has a copy (RFC 9700 4.14).
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from api.oauth.models import AuthorizationCode, RefreshFamily, RefreshToken
from api.oauth.opaque import digest
from tenants.rows import now

_KEEP_OBJECTS = {"synchronize_session": False}


def spend_code(session: Session, code: str, client_id: str) -> AuthorizationCode | None:
    """The code's row if it was not used yet and has not expired; used again, its family ends."""
    mine = (AuthorizationCode.code_hash == digest(code), AuthorizationCode.client_id == client_id)
    spend = (
        update(AuthorizationCode)
        .where(
            *mine, AuthorizationCode.used_at.is_(None), AuthorizationCode.expires_at > func.now()
        )  # type: ignore[arg-type, union-attr]
        .values(used_at=func.now())
        .returning(AuthorizationCode)
    )
    row = session.scalars(spend, execution_options=_KEEP_OBJECTS).one_or_none()
    if row is None:
        end(session, session.scalar(select(AuthorizationCode.family_id).where(*mine)))  # type: ignore[arg-type]
    return row


def family_of(session: Session, secret: str) -> RefreshFamily | None:
    """The family that a refresh token belongs to, alive or not."""
    query = (
        select(RefreshFamily)
        .join(RefreshToken, RefreshToken.family_id == RefreshFamily.id)  # type: ignore[arg-type]
        .where(RefreshToken.token_hash == digest(secret))  # type: ignore[arg-type]
    )
    return session.scalar(query)


def spend_token(session: Session, secret: str, family: RefreshFamily) -> bool:
    """Whether the token was still good: not used, not expired, its family alive.

    Used again, its family ends.
    """
    this = RefreshToken.token_hash == digest(secret)
    alive = select(RefreshFamily.id).where(  # type: ignore[call-overload]
        RefreshFamily.id == family.id,
        RefreshFamily.revoked_at.is_(None),  # type: ignore[union-attr]
    )
    spend = (
        update(RefreshToken)
        .where(this, RefreshToken.used_at.is_(None), RefreshToken.expires_at > func.now())  # type: ignore[arg-type, union-attr]
        .where(alive.exists())
        .values(used_at=func.now())
        .returning(RefreshToken.id)  # type: ignore[call-overload]
    )
    if session.scalar(spend, execution_options=_KEEP_OBJECTS) is not None:
        return True
    if session.scalar(select(RefreshToken.used_at).where(this)) is not None:  # type: ignore[call-overload]
        end(session, family.id)
    return False


def end(session: Session, family_id: UUID | None) -> None:
    """Revoke a family, once."""
    session.execute(
        update(RefreshFamily)
        .where(RefreshFamily.id == family_id, RefreshFamily.revoked_at.is_(None))  # type: ignore[arg-type, union-attr]
        .values(revoked_at=func.now()),
        execution_options=_KEEP_OBJECTS,
    )


def found(session: Session, code: AuthorizationCode) -> UUID:
    """A new family for what this code gives; gives its id."""
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
    """A refresh token of the family, good for so many days."""
    expires = now() + timedelta(days=days)
    session.add(RefreshToken(token_hash=digest(secret), family_id=family_id, expires_at=expires))

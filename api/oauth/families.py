"""Codes and refresh tokens in the database: each is spent where it is read, in one statement.

Who comes second finds it spent, and ends the family: somebody else has a copy (RFC 9700 4.14).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Revoked
from api.access.revocation import revoke
from api.access.secrets import digest
from api.oauth.models import AuthorizationCode, RefreshFamily, RefreshToken
from tenants.models import Tenant
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


def token_of(session: Session, secret: str) -> tuple[RefreshToken, RefreshFamily, str] | None:
    """A refresh token, its family and the code of its tenant, alive or not."""
    query = (
        select(RefreshToken, RefreshFamily, col(Tenant.code))
        .join(RefreshFamily, col(RefreshFamily.id) == col(RefreshToken.family_id))
        .join(Tenant, col(Tenant.id) == col(RefreshFamily.tenant_id))
        .where(col(RefreshToken.token_hash) == digest(secret))
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1], row[2]) if row else None


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
        return _use(session, family_id)
    if session.scalar(select(col(RefreshToken.used_at)).where(this)) is not None:
        end(session, family_id)
    return False


def _use(session: Session, family_id: UUID) -> bool:
    """Note that a family is in use; false if it ended meanwhile, and nobody ends it until we commit."""
    used = (
        update(RefreshFamily)
        .where(col(RefreshFamily.id) == family_id, col(RefreshFamily.revoked_at).is_(None))
        .values(last_used_at=func.now())
        .returning(col(RefreshFamily.id))
    )
    return session.scalar(used, execution_options=_UNSYNCHRONISED) is not None


def end(session: Session, family_id: UUID | None) -> None:
    """Revoke a family and its access tokens, once; None (a code that gave nothing) is no family."""
    _end(session, col(RefreshFamily.id) == family_id)


def _end(session: Session, which: ColumnElement[bool]) -> bool:
    ending = (
        update(RefreshFamily)
        .where(which, col(RefreshFamily.revoked_at).is_(None))
        .values(revoked_at=func.now())
        .returning(col(RefreshFamily.id))
    )
    ended = session.scalars(ending, execution_options=_UNSYNCHRONISED).all()
    for family_id in ended:
        revoke(session, Revoked.FAMILY, str(family_id))
    return bool(ended)


def begin(session: Session, code: AuthorizationCode) -> UUID:
    """Make the family of what this code gives, and tell the code; gives the family's id."""
    family = RefreshFamily(
        client_id=code.client_id,
        person_id=code.person_id,
        tenant_id=code.tenant_id,
        scope=code.scope,
        device=code.device,
    )
    session.add(family)
    code.family_id = family.id
    session.flush()
    return family.id


def add(session: Session, family_id: UUID, secret: str, *, days: int) -> None:
    """Keep a new refresh token of the family, good for so many days."""
    expires = now() + timedelta(days=days)
    session.add(RefreshToken(token_hash=digest(secret), family_id=family_id, expires_at=expires))


@dataclass(frozen=True)
class SignedInApp:
    """An application that somebody is signed in to: what he is shown of a family."""

    id: UUID
    client_id: str
    tenant: str  # code
    tenant_name: str
    device: str  # of the browser that signed in
    created_at: datetime
    last_used_at: datetime | None


def of_person(session: Session, person_id: UUID) -> list[SignedInApp]:
    """Where a person is signed in, the last used first: families that still give tokens."""
    usable = select(col(RefreshToken.id)).where(
        col(RefreshToken.family_id) == col(RefreshFamily.id),
        col(RefreshToken.used_at).is_(None),
        col(RefreshToken.expires_at) > func.now(),
    )
    member = and_(
        col(Membership.tenant_id) == col(RefreshFamily.tenant_id),
        col(Membership.person_id) == col(RefreshFamily.person_id),
        col(Membership.status) == MembershipStatus.ACTIVE,
        or_(
            col(Membership.signed_out_at).is_(None),
            col(Membership.signed_out_at) <= col(RefreshFamily.created_at),
        ),
    )
    query = (
        select(RefreshFamily, col(Tenant.code), col(Tenant.name))
        .join(Membership, member)
        .join(Tenant, col(Tenant.id) == col(RefreshFamily.tenant_id))
        .where(col(RefreshFamily.person_id) == person_id, usable.exists())
        .where(col(RefreshFamily.revoked_at).is_(None))
        .order_by(func.coalesce(RefreshFamily.last_used_at, RefreshFamily.created_at).desc())
    )
    return [_app(*row) for row in session.execute(query)]


def _app(family: RefreshFamily, code: str, name: str) -> SignedInApp:
    return SignedInApp(
        id=family.id,
        client_id=family.client_id,
        tenant=code,
        tenant_name=name,
        device=family.device,
        created_at=family.created_at,
        last_used_at=family.last_used_at,
    )


def end_own(session: Session, person_id: UUID, family_id: UUID) -> bool:
    """End one family for its owner; false if he has none of this id that was still alive."""
    mine = and_(col(RefreshFamily.id) == family_id, col(RefreshFamily.person_id) == person_id)
    return _end(session, mine)


def end_all(session: Session, person_id: UUID) -> None:
    """End all families of a person, with their access tokens: his password is another one now."""
    _end(session, col(RefreshFamily.person_id) == person_id)

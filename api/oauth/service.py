"""Signing in: checking a password within limits, and the browser session that it starts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.access.secrets import digest, new_secret
from api.oauth import passwords
from api.oauth.models import SignIn
from tenants.rows import now
from tenants.session import Sessions, as_system, transaction

_LONGEST_EMAIL = 254  # RFC 5321 4.5.3.1


class Attempts(Protocol):
    """Counts failed attempts per account and address together."""

    async def may_sign_in(self, account: str, address: str) -> bool:
        """False over the limit."""

    async def failed_sign_in(self, account: str, address: str) -> None:
        """Count one."""


@dataclass(frozen=True)
class Credentials:
    """What somebody typed, and from which address."""

    email: str
    password: str
    address: str


class WrongCredentialsError(Exception):
    """Unknown account, no password yet, or a wrong one: nobody outside can tell which."""


class TooManyAttemptsError(Exception):
    """The account failed too often from the address."""


async def check_password(sessions: Sessions, attempts: Attempts, given: Credentials) -> UUID:
    """The person whose e-mail and password these are.

    Raises `WrongCredentialsError` and `TooManyAttemptsError`. No database connection is held while
    the password is checked.
    """
    email = given.email.strip().lower()[: _LONGEST_EMAIL + 1]
    async with passwords.turns():
        # Asked in turn: of many attempts sent at once, only those being checked can pass the limit.
        if not await attempts.may_sign_in(email, given.address):
            raise TooManyAttemptsError
        person_id, password_hash = await _account(sessions, email)
        if await passwords.verify_password(given.password, password_hash) and person_id:
            return person_id
        await attempts.failed_sign_in(email, given.address)
    raise WrongCredentialsError


async def _account(sessions: Sessions, email: str) -> tuple[UUID | None, str | None]:
    # PostgreSQL's text takes no NUL, and no address has any of the others.
    if not email.isprintable() or len(email) > _LONGEST_EMAIL:
        return None, None
    query = select(col(Person.id), col(Person.password_hash)).where(col(Person.email) == email)
    async with transaction(sessions, as_system("sign-in: account")) as session:
        found = (await session.execute(query)).one_or_none()
    return (found.id, found.password_hash) if found else (None, None)


async def start_session(
    session: AsyncSession, person_id: UUID, hours: int, before: str | None
) -> str:
    """Begin a browser session; gives its secret, for the cookie.

    The session that the browser had before ends, and the person's expired ones are forgotten.
    """
    secret = new_secret()
    old = or_(col(SignIn.secret_hash) == digest(before or ""), _expired_of(person_id))
    await session.execute(delete(SignIn).where(old))
    expires = now() + timedelta(hours=hours)
    session.add(SignIn(secret_hash=digest(secret), person_id=person_id, expires_at=expires))
    return secret


def _expired_of(person_id: UUID) -> ColumnElement[bool]:
    return and_(col(SignIn.person_id) == person_id, col(SignIn.expires_at) <= now())


async def person_signed_in(session: AsyncSession, secret: str | None) -> UUID | None:
    """The person of a browser session, or None: unknown or over."""
    if not secret:
        return None
    query = select(col(SignIn.person_id)).where(
        col(SignIn.secret_hash) == digest(secret), col(SignIn.expires_at) > now()
    )
    found: UUID | None = await session.scalar(query)
    return found

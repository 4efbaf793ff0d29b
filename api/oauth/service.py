"""Signing in: checking a password within limits, and the browser session that it starts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.access.secrets import digest, new_secret
from api.oauth import passwords
from api.oauth.models import SignIn
from tenants.rows import now
from tenants.session import LastWrite, Sessions, as_system, before_commit, transaction

_LONGEST_EMAIL = 254  # RFC 5321 4.5.3.1
# For the second factor: time to look for the phone.
_UNTIL_CODE = timedelta(minutes=10)
_NOTED_EVERY = timedelta(hours=1)


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


@dataclass(frozen=True)
class Visitor:
    """A browser: what it calls itself, and where it comes from."""

    device: str = ""
    address: str = ""


@dataclass(frozen=True)
class Proven:
    """Whose password was right, and the hash that it was right for: another one proves nothing."""

    person_id: UUID
    password_hash: str


class WrongCredentialsError(Exception):
    """Unknown account, no password yet, or a wrong one: nobody outside can tell which."""


class TooManyAttemptsError(Exception):
    """The account failed too often from the address."""


async def prove(sessions: Sessions, attempts: Attempts, given: Credentials) -> Proven:
    """The same, with what `hold` asks for in the transaction that acts on it.

    Raises `WrongCredentialsError` and `TooManyAttemptsError`. No database connection is held while
    the password is checked.
    """
    email = normal_email(given.email)
    async with passwords.turns():
        # Asked in turn: of many attempts sent at once, only those being checked can pass the limit.
        if not await attempts.may_sign_in(email, given.address):
            raise TooManyAttemptsError
        proven = await _verified(sessions, email, given.password)
        if proven is None:
            await attempts.failed_sign_in(email, given.address)
            raise WrongCredentialsError
    return proven


async def _verified(sessions: Sessions, email: str, password: str) -> Proven | None:
    person_id, kept = await _account(sessions, email)
    right, renewed = await passwords.verify_and_renew(password, kept)
    if not right or person_id is None or kept is None:
        return None
    if renewed is None:
        return Proven(person_id, kept)
    if await _renew(sessions, person_id, kept, renewed):
        return Proven(person_id, renewed)
    # Somebody else renewed it first, or it is the hash of another password by now.
    return await _verified(sessions, email, password)


async def hold(session: AsyncSession, proven: Proven) -> None:
    """Raise `WrongCredentialsError` if the password was changed since; none is until the commit.

    Before anything else of the person is locked: who changes a password begins there, too.
    """
    this = and_(
        col(Person.id) == proven.person_id, col(Person.password_hash) == proven.password_hash
    )
    query = select(col(Person.id)).where(this).with_for_update(read=True)
    if await session.scalar(query) is None:
        raise WrongCredentialsError


def normal_email(email: str) -> str:
    """As accounts are kept: lower case, and not much longer than any address may be."""
    return email.strip().lower()[: _LONGEST_EMAIL + 1]


def may_be_email(email: str) -> bool:
    """Whether the database can be asked: its text takes no NUL, and no address has the others."""
    return email.isprintable() and len(email) <= _LONGEST_EMAIL


async def _account(sessions: Sessions, email: str) -> tuple[UUID | None, str | None]:
    if not may_be_email(email):
        return None, None
    query = select(col(Person.id), col(Person.password_hash)).where(col(Person.email) == email)
    async with transaction(sessions, as_system("sign-in: account")) as session:
        found = (await session.execute(query)).one_or_none()
    return (found.id, found.password_hash) if found else (None, None)


async def _renew(sessions: Sessions, person_id: UUID, kept: str, renewed: str) -> bool:
    # The hash that was verified, and no other: the password may have been changed meanwhile.
    this = and_(col(Person.id) == person_id, col(Person.password_hash) == kept)
    async with transaction(sessions, as_system("sign-in: renew a hash")) as session:
        renewing = update(Person).where(this).values(password_hash=renewed)
        found = await session.scalar(renewing.returning(col(Person.id)))
    return found is not None


async def start_session(
    session: AsyncSession,
    person_id: UUID,
    hours: int,
    before: str | None,
    *,
    method: str = "password",
    awaiting_code: bool = False,
    visitor: Visitor = Visitor(),
) -> str:
    """Begin a browser session; gives its secret, for the cookie.

    The session that the browser had before ends, and the person's expired ones are forgotten. One
    that awaits the second factor counts nowhere as signed in, and soon ends.
    """
    secret = new_secret()
    old = or_(col(SignIn.secret_hash) == digest(before or ""), _expired_of(person_id))
    await session.execute(delete(SignIn).where(old))
    session.add(
        SignIn(
            secret_hash=digest(secret),
            person_id=person_id,
            method=method,
            awaiting_code=awaiting_code,
            device=visitor.device[:200],
            address=visitor.address[:64],
            expires_at=now() + (_UNTIL_CODE if awaiting_code else timedelta(hours=hours)),
        )
    )
    return secret


def _expired_of(person_id: UUID) -> ColumnElement[bool]:
    return and_(col(SignIn.person_id) == person_id, col(SignIn.expires_at) <= now())


async def renew_session(session: AsyncSession, sign_in: UUID) -> str:
    """Another secret for a browser session that goes on."""
    secret = new_secret()
    this = col(SignIn.id) == sign_in
    await session.execute(update(SignIn).where(this).values(secret_hash=digest(secret)))
    return secret


async def end_session(session: AsyncSession, secret: str | None) -> None:
    """Sign this browser out."""
    await session.execute(delete(SignIn).where(col(SignIn.secret_hash) == digest(secret or "")))


async def current(
    session: AsyncSession, secret: str | None, *, awaiting_code: bool = False
) -> SignIn | None:
    """The browser session of a cookie, or None: unknown, over, or awaiting the second factor.

    `awaiting_code` asks for one that does. The hour of its last use is noted.
    """
    if not secret:
        return None
    query = select(SignIn).where(
        col(SignIn.secret_hash) == digest(secret),
        col(SignIn.expires_at) > now(),
        col(SignIn.awaiting_code).is_(awaiting_code),
    )
    found = (await session.scalars(query)).one_or_none()
    if found and (found.last_used_at or found.created_at) < now() - _NOTED_EVERY:
        before_commit(session, "sign-in: last use", _note_use(found.id))
    return found


def _note_use(sign_in: UUID) -> LastWrite:
    # Last, for who changes a password locks the person first; and not through the row, which may be
    # gone by then.
    async def note(session: AsyncSession) -> None:
        this = col(SignIn.id) == sign_in
        await session.execute(update(SignIn).where(this).values(last_used_at=now()))

    return note


async def current_for_good(session: AsyncSession, secret: str | None) -> SignIn | None:
    """The session that awaits the second factor, which nobody ends or uses until the commit.

    Nor is the password changed that it began with.
    """
    found = await current(session, secret, awaiting_code=True)
    if found is None:
        return None
    # The person first, as in `hold`. Then the session is read again: it may have ended as we waited.
    person = select(col(Person.id)).where(col(Person.id) == found.person_id)
    await session.execute(person.with_for_update(read=True))
    this = col(SignIn.id) == found.id
    query = select(SignIn).where(this, col(SignIn.secret_hash) == digest(secret or ""))
    return await session.scalar(query.with_for_update())


async def person_signed_in(session: AsyncSession, secret: str | None) -> UUID | None:
    """The person of a browser session, or None, likewise."""
    found = await current(session, secret)
    return found.person_id if found else None

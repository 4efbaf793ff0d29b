"""The second factor: time-based codes (RFC 6238) and recovery codes. In the system scope.

The column `second_factor.seed` is sealed with the context `totp:<person id>`.
"""

import hmac
import secrets
import time
from datetime import timedelta
from enum import Enum
from typing import Protocol
from uuid import UUID

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from uuid_utils.compat import uuid7

from api.access.secrets import digest
from api.encryption.sealing import Sealer, sealer_of
from api.oauth.models import RecoveryCode, SecondFactor
from api.oauth.service import TooManyAttemptsError
from api.settings import settings_of
from tenants.rows import now

_STEP = 30  # seconds
_DIGITS = 6
_DRIFT = (-1, 0, 1)  # steps that a phone's clock may be off
_SET_UP = timedelta(minutes=15)
_RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are mistaken for others
_GROUPS, _GROUP = 4, 4  # about 79 bits: sha256 alone is enough to keep them by


class Attempts(Protocol):
    """Counts wrong codes per account and address together, and per account."""

    async def may_give_code(self, account: str, address: str) -> bool:
        """False over the limits."""

    async def failed_code(self, account: str, address: str) -> None:
        """Count one."""


class Taken(Enum):
    """What a code turned out to be."""

    TIMED = "timed"
    RECOVERY = "recovery"


def context(person_id: UUID) -> str:
    """What the sealed seed belongs to."""
    return f"totp:{person_id}"


def _sealer(session: AsyncSession) -> Sealer:
    return sealer_of(settings_of(session))


def uri(seed: str, email: str, base_url: str) -> str:
    """What the QR code says (the key URI format of authenticator apps)."""
    host = base_url.partition("://")[2]
    return pyotp.TOTP(seed).provisioning_uri(name=email, issuer_name=f"Simpul {host}")


async def find(session: AsyncSession, person_id: UUID) -> SecondFactor | None:
    """The person's confirmed factor."""
    query = select(SecondFactor).where(
        col(SecondFactor.person_id) == person_id, col(SecondFactor.confirmed_at).is_not(None)
    )
    return (await session.scalars(query)).one_or_none()


async def codes_left(session: AsyncSession, person_id: UUID) -> int:
    """How many recovery codes are unused."""
    mine = col(RecoveryCode.person_id) == person_id, col(RecoveryCode.used_at).is_(None)
    return await session.scalar(select(func.count()).where(*mine)) or 0


async def begin(session: AsyncSession, person_id: UUID) -> bool:
    """Make a seed that waits for its first code; a confirmed factor stays as it is (False)."""
    sealed = _sealer(session).seal(pyotp.random_base32(), context(person_id))
    fresh = {"seed": sealed, "created_at": now(), "last_step": 0}
    statement = insert(SecondFactor).values(id=uuid7(), person_id=person_id, **fresh)
    made = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_=fresh,
            where=col(SecondFactor.confirmed_at).is_(None),
        ).returning(col(SecondFactor.person_id))
    )
    return made is not None


async def pending(session: AsyncSession, person_id: UUID) -> str | None:
    """The seed that waits for its first code, for a quarter of an hour."""
    row = await _locked(session, person_id, confirmed=False)
    return _sealer(session).unseal(row.seed, context(person_id)) if row else None


async def confirm(session: AsyncSession, person_id: UUID, code: str) -> list[str] | None:
    """Recovery codes when the code proves that the app has the pending seed; else None."""
    row = await _locked(session, person_id, confirmed=False)
    if row is None:
        return None
    step = _step_of(_sealer(session).unseal(row.seed, context(person_id)), code, after=0)
    if step is None:
        return None
    row.confirmed_at, row.last_step = now(), step
    return await renew_recovery(session, person_id)


async def check(
    session: AsyncSession, attempts: Attempts, person_id: UUID, address: str, code: str
) -> Taken | None:
    """The same as `take`, within limits. Raises `TooManyAttemptsError`."""
    # First of all: of many attempts sent at once each sees what became of the one before.
    await _locked(session, person_id, confirmed=True)
    account = str(person_id)
    if not await attempts.may_give_code(account, address):
        raise TooManyAttemptsError
    taken = await take(session, person_id, code)
    if taken is None:
        await attempts.failed_code(account, address)
    return taken


async def take(session: AsyncSession, person_id: UUID, code: str) -> Taken | None:
    """Use a code up, or None for a wrong one.

    A timed code is good once, and for a step before and after its own; a recovery code once. Attempts
    on one account wait for each other until the transaction ends.
    """
    row = await _locked(session, person_id, confirmed=True)
    if row is None:
        return None
    sealer = _sealer(session)
    seed = sealer.unseal(row.seed, context(person_id))
    step = _step_of(seed, code, after=row.last_step)
    if step is not None:
        row.last_step = step
        if not sealer.is_current(row.seed):
            row.seed = sealer.seal(seed, context(person_id))
        return Taken.TIMED
    return Taken.RECOVERY if await _spend(session, person_id, code) else None


async def renew_recovery(session: AsyncSession, person_id: UUID) -> list[str]:
    """Ten new recovery codes, as they are shown once; the former ones are void."""
    await session.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))
    codes = [_new_code() for _ in range(_RECOVERY_CODES)]
    for code in codes:
        session.add(RecoveryCode(person_id=person_id, code_hash=_recovery_hash(person_id, code)))
    return codes


async def remove(session: AsyncSession, person_id: UUID) -> None:
    """Forget the factor and its recovery codes."""
    for model in (SecondFactor, RecoveryCode):
        await session.execute(delete(model).where(col(model.person_id) == person_id))


async def _locked(
    session: AsyncSession, person_id: UUID, *, confirmed: bool
) -> SecondFactor | None:
    query = select(SecondFactor).where(col(SecondFactor.person_id) == person_id)
    if confirmed:
        query = query.where(col(SecondFactor.confirmed_at).is_not(None))
    else:
        young = col(SecondFactor.created_at) > now() - _SET_UP
        query = query.where(col(SecondFactor.confirmed_at).is_(None), young)
    return (await session.scalars(query.with_for_update())).one_or_none()


def _step_of(seed: str, code: str, *, after: int) -> int | None:
    """The step that the code belongs to, of those near now that come after the last one used."""
    given = "".join(code.split()).encode()
    timed, present, found = pyotp.TOTP(seed, digits=_DIGITS, interval=_STEP), _present(), None
    for drift in _DRIFT:
        step = present + drift
        if hmac.compare_digest(timed.at(step * _STEP).encode(), given) and step > after:
            found = step
    return found


def _present() -> int:
    return int(time.time()) // _STEP


def _new_code() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _recovery_hash(person_id: UUID, code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return digest(f"recovery:{person_id}:{plain}")


async def _spend(session: AsyncSession, person_id: UUID, code: str) -> bool:
    this = (
        col(RecoveryCode.person_id) == person_id,
        col(RecoveryCode.code_hash) == _recovery_hash(person_id, code),
        col(RecoveryCode.used_at).is_(None),
    )
    spent = update(RecoveryCode).where(*this).values(used_at=func.now())
    found = await session.scalar(
        spent.returning(col(RecoveryCode.id)), execution_options={"synchronize_session": False}
    )
    return found is not None

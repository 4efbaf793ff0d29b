"""Secrets at rest when their key is rotated: every row is sealed again, then the former keys go.

A batch of rows is locked at a time, so the API runs on, and stopping anywhere leaves rows that one of
the keys in the file opens. A room with a sealed column is named here.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc.jwk import KeySet
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api import keyfiles
from api.claims import reporters
from api.claims.models import ClaimReporter
from api.encryption.sealing import Sealer, UnsealError, kid_of, new_key
from api.mail.models import MailMessage
from api.oauth import second_factor
from api.oauth.models import SecondFactor
from tenants.context import Scope
from tenants.directory import all_places
from tenants.session import Sessions, as_system, as_tenant, entered, transaction

_BATCH = 100
# A process looks into the file every second; by then what it sealed before is written, too.
_SETTLED = 5.0  # seconds
_NOBODY_WRITES = text("lock table second_factor, mail_message in share row exclusive mode")
# After those: whoever tells a reporter queues the letter first.
_NOBODY_REPORTS = text("lock table claim_reporter in share row exclusive mode")
_NOT_FOR_LONG = text("set local lock_timeout = '10s'")


@dataclass(frozen=True)
class SealedColumn:
    """A column of sealed text; `context` is what the text of a row is bound to.

    Rows that are `owned` are seen by their tenant alone.
    """

    model: type[Any]
    name: str
    context: Callable[[Any], str]
    owned: bool = False


SEALED = (
    SealedColumn(SecondFactor, "seed", lambda row: second_factor.context(row.person_id)),
    SealedColumn(MailMessage, "sealed", lambda row: f"mail:{row.id}"),
    SealedColumn(ClaimReporter, "sealed", reporters.context, owned=True),
)


@dataclass
class Resealed:
    """What came of it: rows sealed again, rows that no key opens, keys that were dropped."""

    rows: int = 0
    unopened: int = 0
    dropped: list[str] = field(default_factory=list)


def add_key(path: Path, moment: int) -> str:
    """Put a new key first, which seals from `moment` (Unix seconds) on; gives its id.

    Raises `OSError` and `ValueError`.
    """
    fresh = new_key(moment)
    with keyfiles.locked(path):
        keyfiles.replace(path, KeySet([fresh, *keyfiles.read(path).keys]))
    return str(fresh.kid)


async def reseal(sessions: Sessions, path: Path, *, settled: float = _SETTLED) -> Resealed:
    """Seal all rows with the key in use, and drop the former ones that nothing is sealed by.

    `settled` are the seconds after which every process uses it.
    """
    await asyncio.sleep(settled)
    sealer, done = Sealer(path), Resealed()
    async with transaction(sessions, as_system("whose secrets there are")) as session:
        scoped = [(column, await _scopes(session, column)) for column in SEALED]
    for column, scopes in scoped:
        for scope in scopes:
            last = UUID(int=0)
            while found := await _reseal_batch(sessions, scope, sealer, column, last, done):
                last = found
    done.dropped = await _drop_unused(sessions, path)
    return done


async def _scopes(session: AsyncSession, column: SealedColumn) -> list[Scope]:
    """The scopes that see the rows of a column, together all of them once."""
    if not column.owned:
        return [as_system("seal again")]
    return [as_tenant(place.id, "seal again") for place in await all_places(session)]


async def _reseal_batch(
    sessions: Sessions,
    scope: Scope,
    sealer: Sealer,
    column: SealedColumn,
    last: UUID,
    done: Resealed,
) -> UUID | None:
    """Seal the rows after `last`; gives the last of them, None when there were none."""
    async with transaction(sessions, scope) as session:
        rows = await _rows(session, column, last, locked=True)
        for row in rows:
            sealed, context = getattr(row, column.name), column.context(row)
            try:
                if not sealer.is_current(sealed):
                    again = sealer.seal(sealer.unseal(sealed, context), context)
                    setattr(row, column.name, again)
                    done.rows += 1
            except (UnsealError, ValueError):
                done.unopened += 1
        return UUID(str(rows[-1].id)) if rows else None


async def _rows(
    session: AsyncSession, column: SealedColumn, last: UUID, *, locked: bool
) -> Sequence[Any]:
    query = select(column.model).where(col(column.model.id) > last)
    query = query.order_by(col(column.model.id)).limit(_BATCH)
    return (await session.scalars(query.with_for_update() if locked else query)).all()


async def each_sealed(session: AsyncSession) -> AsyncIterator[tuple[str, str]]:
    """Every sealed text with its context; the session is in the system scope."""
    for column in SEALED:
        for scope in await _scopes(session, column):
            last = UUID(int=0)
            while found := await _read_batch(session, scope, column, last):
                for _, sealed, context in found:
                    yield sealed, context
                last = found[-1][0]


async def _read_batch(
    session: AsyncSession, scope: Scope, column: SealedColumn, last: UUID
) -> list[tuple[UUID, str, str]]:
    async with entered(session, scope):
        rows = await _rows(session, column, last, locked=False)
    return [(row.id, getattr(row, column.name), column.context(row)) for row in rows]


async def _drop_unused(sessions: Sessions, path: Path) -> list[str]:
    """Drop the former keys that nothing is sealed by. Nobody writes while we look."""
    async with transaction(sessions, as_system("drop sealing keys")) as session:
        await session.execute(_NOT_FOR_LONG)
        await session.execute(_NOBODY_WRITES)
        for place in (await all_places(session))[:1]:  # any tenant may lock it, the system may not
            async with entered(session, as_tenant(place.id, "nobody reports")):
                await session.execute(_NOBODY_REPORTS)
        used = {_kid(sealed) async for sealed, _ in each_sealed(session)}
        with keyfiles.locked(path):
            known = keyfiles.read(path)
            former = known.keys[known.keys.index(keyfiles.in_use(known, time.time())) + 1 :]
            unused = [key for key in former if key.kid not in used]
            if unused:
                kept = [key for key in known.keys if key not in unused]
                keyfiles.replace(path, KeySet(kept))
    return [str(key.kid) for key in unused]


def _kid(sealed: str) -> str:
    try:
        return kid_of(sealed)
    except ValueError:
        return ""

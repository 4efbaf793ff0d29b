"""Inviting everybody of a file at once: all of its rows, or none.

The file is an asset that passed its check; a child process (`api/media/tables.py`) reads it outside of any
transaction, so that slow files cost nobody a connection. A row is refused for what `invite_member`
would refuse it for.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.limits import Limiter
from api.access.models import MembershipStatus
from api.access.principal import Principal
from api.audit.service import record
from api.errors import InvalidBodyError, Text, TooManyRequestsError, UnavailableError
from api.media import importable, tables
from api.media.child import CheckFailedError, run
from api.media.importable import refused
from api.media.models import Asset
from api.media.store import Store
from api.members import guards, inviting
from api.members.rows import ImportRow, parse
from api.members.schemas import ImportOutcome, MemberImport
from api.units.models import Unit, UnitStatus

LARGEST = 1024 * 1024  # bytes; 500 rows are some 60,000
WALL_SECONDS = 10.0
MOST_ROWS, MOST_COLUMNS = 500, 50
_LONGEST, _SECONDS = 300, 3  # characters of a cell: every field's bound is below; of processor time
_REFUSALS = {
    "too-large": Text(f"Paling besar {LARGEST} byte.", f"At most {LARGEST} bytes."),
    "too-many-rows": Text(f"Paling banyak {MOST_ROWS} baris.", f"At most {MOST_ROWS} rows."),
    "too-many-columns": Text(
        f"Paling banyak {MOST_COLUMNS} kolom.", f"At most {MOST_COLUMNS} columns."
    ),
    "unreadable": Text("Tabel ini tidak terbaca.", "This table cannot be read."),
}


# Tenants whose file is being read in this process.
_READING: set[UUID] = set()
_A_MOMENT = 5  # seconds


@dataclass(frozen=True)
class Table:
    """What is to be imported: what was asked, and the rows of its file with their lines."""

    asset_id: UUID
    dry_run: bool
    lines: Sequence[tuple[int, list[str]]]


@dataclass(frozen=True)
class Imported:
    """What was done with each row, or would be."""

    dry_run: bool
    rows: Sequence[ImportRow]


@contextmanager
def alone(tenant: UUID) -> Iterator[None]:
    """Have one file of a tenant read at a time. Raises `TooManyRequestsError`."""
    if tenant in _READING:
        raise TooManyRequestsError(_A_MOMENT)
    _READING.add(tenant)
    try:
        yield
    finally:
        _READING.remove(tenant)


async def find_file(session: AsyncSession, body: MemberImport) -> Asset:
    """The file that is named. Raises `InvalidBodyError`, `AssetNotReadyError`."""
    return await importable.find_file(session, body.asset_id, LARGEST)


async def read_table(store: Store, asset: Asset, body: MemberImport) -> Table:
    """The rows of a file. No transaction may be open: it takes seconds. Raises `InvalidBodyError`."""
    with tempfile.TemporaryFile() as file:
        if not await store.fetch_media(str(asset.media_key), file, limit=asset.size):
            raise UnavailableError
        found = await _read(file, asset.content_type)
    if found["refusal"]:
        raise refused(found["refusal"], _REFUSALS[found["refusal"]])
    lines = [(line, cells) for line, cells in found["rows"]]
    return Table(body.asset_id, body.dry_run, lines)


async def import_members(
    session: AsyncSession, caller: Principal, table: Table, limiter: Limiter
) -> Imported:
    """Invite everybody of a table who is no member yet.

    Raises `InvalidBodyError` with what to change in which row, and `TooManyRequestsError` while
    somebody else changes members, or when one of them was written to too often.
    """
    rows = parse(table.lines, await _units(session))
    if table.dry_run:
        await _skip_members(session, rows)
        return Imported(table.dry_run, rows)
    errors = [error for row in rows for error in row.errors]
    if errors:
        raise InvalidBodyError(errors)
    await guards.lock_members(session, caller, wait=False)
    await _skip_members(session, rows)
    invited = await _invite(session, caller, rows, limiter)
    record(session, caller, "import_members", table.asset_id, invited=invited, rows=len(rows))
    return Imported(table.dry_run, rows)


async def _read(file: BinaryIO, content_type: str) -> dict[str, Any]:
    limits = (MOST_ROWS, MOST_COLUMNS, _LONGEST, _SECONDS)
    try:
        status, output = await run(tables.command(content_type, *limits), file, WALL_SECONDS)
    except CheckFailedError as error:
        raise UnavailableError from error
    # It ran out of memory or time: no table of 500 people does.
    if status != 0:
        return {"refusal": "unreadable"}
    *rows, verdict = (json.loads(line) for line in output.splitlines())
    return {**verdict, "rows": rows}


async def _units(session: AsyncSession) -> dict[str, UUID]:
    query = select(col(Unit.name), col(Unit.id)).where(col(Unit.status) == UnitStatus.ACTIVE)
    return dict((await session.execute(query)).all())


async def _skip_members(session: AsyncSession, rows: Sequence[ImportRow]) -> None:
    """Have rows skipped whose people are members already; who was removed is invited again."""
    emails = {row.invite.email for row in rows if row.invite}
    members = await inviting.members_by_email(session, emails)
    for row in rows:
        member = members.get(row.invite.email) if row.invite and not row.errors else None
        if member and member.status != MembershipStatus.REMOVED:
            row.outcome, row.member_id = ImportOutcome.SKIPPED, member.id


async def _invite(
    session: AsyncSession, caller: Principal, rows: Sequence[ImportRow], limiter: Limiter
) -> int:
    wanted = [row for row in rows if row.outcome is ImportOutcome.INVITED]
    invites = [row.invite for row in wanted if row.invite]
    if not invites:
        return 0
    people = await inviting.find_or_add_people(session, invites)
    members = await inviting.add_members(session, caller, invites, people)
    for row, member in zip(wanted, members, strict=True):
        row.member_id = member.id
    await inviting.send_invitations(session, caller, members, limiter)
    return len(members)

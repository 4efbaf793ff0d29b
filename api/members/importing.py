"""Inviting everybody of a file at once: all of its rows, or none.

The file is an asset that passed its check; a child process (`sheets.py`) reads it outside of any
transaction, so that slow files cost nobody a connection. A row is refused for what `invite_member`
would refuse it for.
"""

import json
import sys
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
from api.errors import (
    AssetNotReadyError,
    InvalidBodyError,
    Text,
    TooManyRequestsError,
    UnavailableError,
)
from api.media.child import CheckFailedError, run
from api.media.models import Asset, AssetStatus
from api.media.schemas import AssetPurpose
from api.media.store import Store
from api.members import guards, inviting
from api.members.rows import ImportRow, parse, refused
from api.members.schemas import ImportOutcome, MemberImport
from api.members.sheets import MOST_COLUMNS, MOST_ROWS
from api.units.models import Unit, UnitStatus

LARGEST = 1024 * 1024  # bytes; 500 rows are some 60,000
WALL_SECONDS = 10.0
_COMMAND = (sys.executable, "-I", "-m", "api.members.sheets")
_UNKNOWN = Text("Berkas ini tidak ada.", "This asset does not exist.")
_PURPOSE = Text("Berkas ini bukan untuk impor.", "This asset is not for an import.")
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
    asset = await session.scalar(select(Asset).where(col(Asset.id) == body.asset_id))
    if asset is None:
        raise refused("not-found", _UNKNOWN)
    if asset.purpose != AssetPurpose.IMPORT:
        raise refused("wrong-purpose", _PURPOSE)
    if asset.status != AssetStatus.READY or asset.media_key is None:
        raise AssetNotReadyError(asset_ids=[str(asset.id)])
    if asset.size > LARGEST:
        raise refused("too-large", _REFUSALS["too-large"])
    return asset


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
    try:
        status, output = await run((*_COMMAND, content_type), file, WALL_SECONDS)
    except CheckFailedError as error:
        raise UnavailableError from error
    # It ran out of memory or time: no table of 500 people does.
    found: dict[str, Any] = json.loads(output) if status == 0 else {"refusal": "unreadable"}
    return found


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

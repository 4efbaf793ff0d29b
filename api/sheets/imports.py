"""An import: every row is judged, and then, if nothing forbids it, the right ones are written.

Rows are read again for the second pass, so that only one batch of them is in memory. What is written
and that the job is over is one transaction, but in a partial import, which notes how far it came.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.audit.service import record
from api.channels.models import Channel, ChannelStatus
from api.errors import FieldError, InvalidBodyError, SimpulError
from api.sheets import rows, rules
from api.sheets.cells import plain
from api.sheets.columns import Column
from api.sheets.following import Following
from api.sheets.kinds import Importer
from api.sheets.reading import Table
from api.sheets.report_columns import Names
from api.sheets.rows import Row
from api.sheets.tally import Tally
from api.units.models import Unit, UnitStatus
from tenants.directory import directory_of
from tenants.models import Tenant

_BATCH = 250
# Refusals that name no field, and the one that they are about.
_ABOUT = {"period-not-open": "/period", "period-closed": "/period"}
Item = TypeVar("Item")


class UndoneError(Exception):
    """Rolls back a transaction that only tried something."""


@dataclass
class Import:
    """One import that is under way."""

    following: Following
    importer: Importer
    columns: list[Column]
    table: Table
    dry_run: bool
    partial: bool
    written_to: int = 0  # the last line that is written, also by a run of before whose worker died
    written: int = 0  # how many rows that are
    tally: Tally = field(default_factory=Tally)
    passed: set[int] = field(default_factory=set)  # lines to write
    seen: dict[str, int] = field(default_factory=dict)  # references, with their lines

    async def run(self, caller: Principal) -> Tally:
        """Judge, and write what may be written; gives what became of the rows."""
        self.tally.rows = self.table.count
        for batch in batches(self.table.lines(), _BATCH):
            await self._judge(caller, batch)
            await self.following.advance(len(batch))
        self.passed = {line for line in self.passed if line > self.written_to}
        if self.dry_run or self.partial or not self.tally.refused:
            self.tally.created = self.written + len(self.passed)
            # What a run of before wrote is there already, and the same.
            self.tally.skipped = self.tally.rows - self.tally.refused - self.tally.created
        if not self.dry_run and self.tally.created:
            await self._write(caller)
        return self.tally

    async def _judge(self, caller: Principal, batch: list[tuple[int, list[str]]]) -> None:
        read = [self._parse(line, cells) for line, cells in batch]
        bodies = [row.body for row in read if row.body]
        try:
            async with self.following.transaction("import: judge rows") as session:
                there = await self.importer.existing(session, bodies)
                for row in read:
                    await self._judge_one(session, caller, row, there)
                _undo()  # judging writes nothing, also where it tries
        except UndoneError:
            pass
        for row in read:
            if row.problems:
                self.tally.refuse(row)

    def _parse(self, line: int, cells: list[str]) -> Row:
        return rows.parse(line, cells, self.table.header, self.columns, self.importer.model)

    async def _judge_one(
        self,
        session: AsyncSession,
        caller: Principal,
        row: Row,
        there: Any,  # noqa: ANN401 - what `existing` gives
    ) -> None:
        if row.body is None:
            return
        before = self.seen.setdefault(row.reference or f"\n{row.line}", row.line)
        existing, same = there.get(self.importer.key(row.body), (None, False))
        if before != row.line:
            self._refuse(row, [rules.repeated(before)])
        elif same:
            self.tally.skipped += 1
        elif existing:
            self._refuse(row, [rules.taken()], existing)
        else:
            await self._try(session, caller, row)

    async def _try(self, session: AsyncSession, caller: Principal, row: Row) -> None:
        try:
            if self.importer.tries:
                async with session.begin_nested():
                    await self.importer.judge(session, caller, row.body)
            else:
                await self.importer.judge(session, caller, row.body)
        except InvalidBodyError as error:
            self._refuse(row, error.errors)
        except SimpulError as error:
            self._refuse(row, [FieldError(_ABOUT.get(error.code, ""), error.code, error.detail)])
        else:
            self.passed.add(row.line)

    def _refuse(self, row: Row, errors: Iterable[FieldError], existing: UUID | None = None) -> None:
        row.problems += [rows.problem_of(error, row, self.columns, existing) for error in errors]

    async def _write(self, caller: Principal) -> None:
        wanted = (pair for pair in self.table.lines() if pair[0] in self.passed)
        if self.partial:
            for batch in batches(wanted, _BATCH):
                async with self.following.transaction("import: write rows") as session:
                    await self._write_batch(session, caller, batch)
                    await self._note(session, batch)
                await self.following.advance(len(batch))
            return
        async with self.following.transaction("import: write rows") as session:
            for batch in batches(wanted, _BATCH):
                await self._write_batch(session, caller, batch)
                session.expunge_all()
                await self.following.advance(len(batch))
            self.record(session, caller)
            await self.following.finish(session, self.tally.kept())

    async def _note(self, session: AsyncSession, batch: list[tuple[int, list[str]]]) -> None:
        before, self.written_to = self.written_to, batch[-1][0]
        self.written += len(batch)
        counts = {**self.tally.kept(), "created": self.written, "problems": []}
        await self.following.note(session, before, {**counts, "written_to": self.written_to})

    async def _write_batch(
        self, session: AsyncSession, caller: Principal, batch: list[tuple[int, list[str]]]
    ) -> None:
        bodies = [self._parse(line, cells).body for line, cells in batch]
        await self.importer.write(session, caller, bodies)
        await session.flush()

    def record(self, session: AsyncSession, caller: Principal) -> None:
        """Note in the chain what was written."""
        tally = self.tally
        facts: dict[str, Any] = {
            "created": tally.created,
            "skipped": tally.skipped,
            "refused": tally.refused,
        }
        record(session, caller, str(self.following.kind), self.following.id, **facts)


def _undo() -> NoReturn:
    raise UndoneError


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of `size` items, the last one shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


async def names_of(session: AsyncSession) -> Names:
    """What the tenant's people call its units and channels, and the province's governments."""
    units = select(col(Unit.name), col(Unit.id)).where(col(Unit.status) == UnitStatus.ACTIVE)
    channels = select(Channel).where(col(Channel.status) != ChannelStatus.ARCHIVED)
    kept = list(await session.scalars(channels.order_by(col(Channel.created_at).desc())))
    found = _by_names(kept)
    tenants = {code: code for code in directory_of(session).codes}
    for code, name in await session.execute(select(col(Tenant.code), col(Tenant.name))):
        tenants[plain(name)] = code
    own = (await session.execute(units.order_by(col(Unit.name)))).all()
    called = [_called(channel, found) for channel in kept]
    lists = {"unit_id": [name for name, _ in own], "channel_id": called}
    return Names({plain(name): unit for name, unit in own}, tenants, found, lists)


def _by_names(channels: Sequence[Channel]) -> dict[str, UUID | None]:
    """Channels by all that they are called; None where that says not which one.

    An account that was entered twice is one: the row that is there longest.
    """
    known: dict[str, Channel | None] = {}
    for channel in channels:
        for name in _names(channel):
            before = known.get(name, channel)
            known[name] = channel if before and _account(before) == _account(channel) else None
    found = {name: channel.id if channel else None for name, channel in known.items()}
    return {**found, **{str(channel.id): channel.id for channel in channels}}


def _names(channel: Channel) -> set[str]:
    own = (channel.name, channel.url, channel.handle)
    with_platform = (
        f"{name} ({channel.platform})" for name in (channel.handle, channel.name) if name
    )
    return {plain(name) for name in (*own, *with_platform) if name}


def _account(channel: Channel) -> tuple[str, str]:
    return channel.platform, plain(channel.handle or channel.url or channel.name)


def _called(channel: Channel, found: Mapping[str, UUID | None]) -> str:
    """The shortest name that says which channel it is."""
    short = channel.handle or channel.name
    if found[plain(short)] is not None:
        return short
    longer = f"{short} ({channel.platform})"
    return longer if found[plain(longer)] is not None else channel.url or str(channel.id)

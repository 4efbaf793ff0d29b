"""An export: rows from a server-side cursor into a temporary file, and that into the storage.

The reach is that of the lists: the province gets what every tenant handed in, or its own rows with
drafts when it names its own code alone; a regency or city its own.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import within
from api.audit.service import record
from api.jobs.queue import Runtime
from api.media.store import Store
from api.settings import settings_of
from api.sheets import export_completeness, export_tables, files, writing
from api.sheets.export_tables import Names, Table
from api.sheets.following import Following
from api.sheets.schemas import ExportCreate, ExportKind, SheetFormat
from api.sheets.summing import About
from tenants.directory import directory_of
from tenants.rows import now

_BATCH = 1000
_TYPES = {SheetFormat.XLSX: files.XLSX, SheetFormat.CSV: files.CSV}


@dataclass(frozen=True)
class Work:
    """What an export needs while it runs."""

    following: Following
    caller: Principal
    body: ExportCreate


async def export(
    runtime: Runtime, following: Following, caller: Principal, asked: dict[str, Any]
) -> None:
    """Write the file and end the job. Raises `UnavailableError`."""
    work = Work(following, caller, ExportCreate.model_validate(asked))
    store = Store(runtime.settings.storage)
    with TemporaryFile() as file:
        async with following.transaction("export: rows") as session:
            count, name = await _fill(session, work, file)
        if await following.is_over():
            return
        code = following.place.code
        kept = await files.keep(store, code, following.id, file, name, _TYPES[work.body.format])
    async with following.transaction("export: end") as session:
        await following.give(session, kept.key, kept.name, kept.content_type, kept.size)
        facts: dict[str, Any] = {
            "kind": str(work.body.kind),
            "format": str(work.body.format),
            "rows": count,
        }
        record(session, caller, "create_export", following.id, **facts)
        await following.finish(session, {"rows": count})


async def _fill(session: AsyncSession, work: Work, file: Any) -> tuple[int, str]:  # noqa: ANN401
    body, caller = work.body, work.caller
    names = await export_tables.names_of(session)
    table, statement = await _table(session, work, names)
    total = await session.scalar(select(func.count()).select_from(statement.subquery()))
    await work.following.begin(total)
    codes = _codes_in_reach(session, work)
    about = About(table.title, now().astimezone(settings_of(session).zone), body.periods)
    writer = writing.writer_of(body.format, file, table, about)
    count = 0
    async for batch in _batches(session, statement):
        rows = [table.row(one) for one in batch]
        # Elsewhere, so that the worker's heart beats on.
        await asyncio.to_thread(writer.add, rows)
        await work.following.advance(len(rows))
        count += len(rows)
    governments = [(code, names.tenants[code]) for code in codes]
    await asyncio.to_thread(writer.close, governments)
    stem = "-".join([table.file_name, caller.tenant.code, f"{about.moment:%Y%m%d}"])
    return count, f"{stem}.{body.format.value}"


async def _table(session: AsyncSession, work: Work, names: Names) -> tuple[Table, Select[Any]]:
    """What is exported, and its statement in the caller's reach, in which the session is then."""
    body, caller, zone = work.body, work.caller, settings_of(session).zone
    if body.kind is ExportKind.COMPLETENESS:
        table = await export_completeness.table(session, caller, body, zone)
        return table, table.statement
    table = export_tables.table_of(body, names, zone)
    return table, await within(session, caller, table.statement, table.model, body.tenants)


def _codes_in_reach(session: AsyncSession, work: Work) -> list[str]:
    place = work.caller.tenant
    known = directory_of(session).codes if place.is_province else {place.code}
    return sorted(known & set(work.body.tenants) if work.body.tenants else known)


async def _batches(session: AsyncSession, statement: Select[Any]) -> AsyncIterator[Sequence[Any]]:
    result = await session.stream(statement.execution_options(yield_per=_BATCH))
    async for batch in result.partitions(_BATCH):
        yield batch

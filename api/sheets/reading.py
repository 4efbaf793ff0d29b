"""The file of an import, read by a child process into a file of rows that is gone through by the line."""

import json
from collections.abc import Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from api.errors import Text, UnavailableError
from api.media import tables
from api.media.child import CheckFailedError, run_into
from api.sheets import rules
from api.sheets.columns import PROBLEM, Column, Header, header_of, missing
from api.sheets.rules import TableRefusedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.media.models import Asset
    from api.media.store import Store

_WALL_SECONDS = 120.0


@dataclass(frozen=True)
class Table:
    """A table that was read. `original` is the file itself, `rows` holds a line of JSON for each."""

    original: BinaryIO
    content_type: str
    rows: BinaryIO
    count: int  # below the header
    header: Header
    header_line: int
    marked: int  # the number of its column of problems, which it has when it comes again, or 0

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header with their lines, from the beginning."""
        self.rows.seek(0)
        for text in self.rows:
            line, cells = json.loads(text)
            if line > self.header_line:
                yield line, cells


@asynccontextmanager
async def opened(
    store: "Store", asset: "Asset", most: int, columns: Sequence[Column]
) -> "AsyncIterator[Table]":
    """Read an asset's table. Raises `TableRefusedError`, and `UnavailableError` without storage."""
    with TemporaryFile() as original, TemporaryFile() as rows:
        key, limit = str(asset.media_key), asset.size
        if not await store.fetch_media(key, original, limit, in_worker=True):
            raise TableRefusedError("gone")
        await _read(original, asset.content_type, most, rows)
        yield _table(original, asset.content_type, rows, columns)


async def _read(file: BinaryIO, content_type: str, most: int, rows: BinaryIO) -> None:
    command = tables.command(
        content_type, most, rules.MOST_COLUMNS, rules.LONGEST_CELL, rules.SECONDS
    )
    try:
        status = await run_into(command, file, rows, _WALL_SECONDS)
    except CheckFailedError as error:
        raise UnavailableError from error
    if status != 0:
        raise TableRefusedError("too-large")
    # The verdict is the last line, and no row.
    end = _start_of_last_line(rows)
    refusal = json.loads(rows.read())["refusal"]
    rows.truncate(end)
    if refusal:
        raise TableRefusedError(refusal)


def _start_of_last_line(file: BinaryIO) -> int:
    size = file.seek(0, 2)
    start = max(0, size - 200)
    file.seek(start)
    start += file.read().rfind(b"\n") + 1
    return file.seek(start)


def _table(
    original: BinaryIO, content_type: str, rows: BinaryIO, columns: Sequence[Column]
) -> Table:
    rows.seek(0)
    found = [json.loads(text) for text, _ in zip(rows, range(rules.HEADER_WITHIN), strict=False)]
    if not found:
        raise TableRefusedError("empty")
    tried = [(line, *header_of(cells, columns)) for line, cells in found]
    # The row that names most: tables have titles above their header.
    line, header, twice = max(tried, key=lambda one: len(one[1]))
    if twice:
        raise TableRefusedError("two-columns", _titles(columns, twice))
    lacking = [column.name for column in missing(header, columns)]
    if lacking:
        raise TableRefusedError("missing-column", _titles(columns, lacking))
    rows.seek(0)
    count = sum(1 for text in rows if json.loads(text)[0] > line)
    if count == 0:
        raise TableRefusedError("empty")
    cells = next(cells for number, cells in found if number == line)
    marked = cells.index(PROBLEM.id) + 1 if PROBLEM.id in cells else 0
    return Table(original, content_type, rows, count, header, line, marked)


def _titles(columns: Sequence[Column], names: Sequence[str]) -> Text:
    titles = [column.title for column in columns if column.name in names]
    return Text(", ".join(t.id for t in titles), ", ".join(t.en for t in titles))

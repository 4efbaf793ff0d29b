"""A table as text: `python -I -m api.media.tables TYPE ROWS COLUMNS LONGEST SECONDS < FILE`, in a child process.

It prints `[line, [cell, ...]]` for each row that is not empty, the header too, then `{"refusal": ...}`.
What it reads was made by strangers, and a workbook of a kilobyte may claim billions of cells: so it runs
with little memory and time, and nothing of the application is imported. Formulas are not computed.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, NamedTuple

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from api.media.csvs import EncodingError, delimiter_of, encoding_of, first_lines

MEMORY = 512 * 1024 * 1024  # bytes of address space
Row = tuple[int, list[str]]


class Limits(NamedTuple):
    """What a table may have: rows below its header, columns, and characters that are kept of a cell."""

    rows: int
    columns: int
    longest: int

    @property
    def lines(self) -> int:
        """Of a sheet, the empty ones between its rows included."""
        return 2 * self.rows


def command(content_type: str, rows: int, columns: int, longest: int, seconds: int) -> list[str]:
    """What `api.media.child` runs; `seconds` are of processor time."""
    numbers = (rows, columns, longest, seconds)
    return [sys.executable, "-I", "-m", "api.media.tables", content_type, *map(str, numbers)]


class TableRefusedError(Exception):
    """Not a table that we read: the message is why."""


def read(file: BinaryIO, content_type: str, limits: Limits) -> Iterator[Row]:
    """The rows of a table with their lines in the file. Raises `TableRefusedError`."""
    count = 0
    for line, cells in (_csv if content_type == "text/csv" else _workbook)(file, limits):
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise TableRefusedError("too-many-columns")
        plain = [
            cell.replace("\N{NO-BREAK SPACE}", " ").strip() for cell in cells[: limits.columns]
        ]
        if any(plain):
            count += 1
            if count > limits.rows + 1:
                raise TableRefusedError("too-many-rows")
            yield line, [cell[: limits.longest + 1] for cell in plain]


def _csv(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    """RFC 4180, in the encodings and with the delimiters that spreadsheets write."""
    try:
        encoding = encoding_of(file)
    except EncodingError as error:
        raise TableRefusedError("unreadable") from error
    text = io.TextIOWrapper(file, encoding, newline="")
    delimiter = delimiter_of(first_lines(text))
    line = 1
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    for count, cells in enumerate(reader):
        if count > limits.lines:
            raise TableRefusedError("too-many-rows")
        yield line, cells
        line = reader.line_num + 1


def _workbook(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    """The first worksheet that is shown."""
    with CalamineWorkbook.from_filelike(file) as workbook:
        shown = (
            place
            for place, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        )
        sheet = workbook.get_sheet_by_index(next(shown, 0))
        if sheet.total_height > limits.lines:
            raise TableRefusedError("too-many-rows")
        if sheet.total_width > limits.columns:
            raise TableRefusedError("too-many-columns")
        first, empty = (sheet.start[0] + 1, sheet.start[1]) if sheet.start else (1, 0)
        # By the row: all of them as Python's values at once would be the greatest part of the memory.
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            if line >= first:
                yield line, [""] * empty + list(_texts(cells))


def _texts(cells: Iterable[Any]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, float) and cell.is_integer():
            yield str(int(cell))
        elif isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
            yield cell.date().isoformat()
        else:
            yield cell.isoformat() if isinstance(cell, date) else str(cell)


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))


def main(arguments: Sequence[str]) -> None:
    """Read standard input and print its rows, and at last what was wrong with it, or null."""
    content_type, *numbers = arguments
    rows, columns, longest, seconds = map(int, numbers)
    _limit(seconds)
    refusal = None
    try:
        for row in read(sys.stdin.buffer, content_type, Limits(rows, columns, longest)):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    except TableRefusedError as refused:
        refusal = str(refused)
    except MemoryError:
        refusal = "too-large"
    except BaseException:  # noqa: BLE001 - a decoder's panic is no Exception
        refusal = "unreadable"
    sys.stdout.write(json.dumps({"refusal": refusal}))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # the environment is empty
    main(sys.argv[1:])

"""A table of people as text: `python -I -m api.members.sheets TYPE < FILE`, in a child process.

It prints `{"refusal": null, "rows": [[line, [cell, ...]], ...]}`, the header first and empty rows left
out. What it reads was made by strangers, and a workbook of a kilobyte may claim billions of cells: so it
runs with little memory and time, and nothing of the application is imported. Formulas are not computed.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_ROWS = 500  # below the header
MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 3  # of processor time
_MOST_LINES = 2 * MOST_ROWS  # of a sheet, the empty ones between its rows included
MOST_COLUMNS = 50
_MOST_CELLS = 30  # of a row
_LONGEST = 300  # characters; every field's bound is below
Row = tuple[int, list[str]]


class TableRefusedError(Exception):
    """Not a table that we read: the message is why."""


def read(file: BinaryIO, content_type: str) -> list[Row]:
    """The rows of a table with their lines in the file. Raises `TableRefusedError`."""
    rows = []
    for line, cells in (_csv if content_type == "text/csv" else _workbook)(file):
        plain = [cell.replace("\N{NO-BREAK SPACE}", " ").strip() for cell in cells]
        if any(plain):
            rows.append((line, [cell[: _LONGEST + 1] for cell in plain[:_MOST_CELLS]]))
        if len(rows) > MOST_ROWS + 1:
            raise TableRefusedError("too-many-rows")
    return rows


def _csv(file: BinaryIO) -> Iterator[Row]:
    """RFC 4180 in UTF-8; where a comma is the decimal sign, Excel writes semicolons instead."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="").read()
    header = text.lstrip().partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _workbook(file: BinaryIO) -> Iterator[Row]:
    """The first worksheet that is shown."""
    with CalamineWorkbook.from_filelike(file) as workbook:
        shown = (
            place
            for place, sheet in enumerate(workbook.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        )
        sheet = workbook.get_sheet_by_index(next(shown, 0))
        if sheet.height > _MOST_LINES:
            raise TableRefusedError("too-many-rows")
        if sheet.width > MOST_COLUMNS:
            raise TableRefusedError("too-many-columns")
        first = sheet.start[0] + 1 if sheet.start else 1
        for line, cells in enumerate(sheet.to_python(), start=first):
            yield line, list(_texts(cells))


def _texts(cells: Iterable[Any]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, float) and cell.is_integer():
            yield str(int(cell))
        else:
            yield cell.isoformat() if isinstance(cell, date) else str(cell)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE):
        resource.setrlimit(nothing, (0, 0))


def main(arguments: Sequence[str]) -> None:
    """Read standard input and print its rows, or why not."""
    _limit()
    (content_type,) = arguments
    found: dict[str, Any] = {"refusal": None, "rows": []}
    try:
        found["rows"] = read(io.BytesIO(sys.stdin.buffer.read()), content_type)
    except TableRefusedError as refused:
        found["refusal"] = str(refused)
    except MemoryError:
        found["refusal"] = "too-large"
    except BaseException:  # noqa: BLE001 - a decoder's panic is no Exception
        found["refusal"] = "unreadable"
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])

"""The same table back, with what is wrong: `python -I -m api.sheets.marking TYPE LINE PLACE < FILE`.

Runs in a child process. Standard input is a line of JSON (what to write, by the line of the table) and
the table itself; LINE is that of the header, PLACE the number of the column that a table has already
which comes again, or 0. The marked table is printed. It was made by strangers: so this runs with little
memory and time, and nothing of the application is imported but what knows tables.
"""

import csv
import io
import json
import resource
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from api.media.csvs import delimiter_of, encoding_of, first_lines
from api.sheets import marked_workbook
from api.sheets.marked_workbook import TITLE

MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 60  # of processor time
Marks = Mapping[int, str]


def command(content_type: str, header_line: int, place: int) -> list[str]:
    """What `api.media.child` runs."""
    numbers = (str(header_line), str(place))
    return [sys.executable, "-I", "-m", "api.sheets.marking", content_type, *numbers]


def mark_csv(file: BinaryIO, marks: Marks, header: int, place: int, into: BinaryIO) -> None:
    """A last column more, in the table's own encoding and with its delimiter."""
    encoding = encoding_of(file)
    text = io.TextIOWrapper(file, encoding, newline="")
    delimiter = delimiter_of(first_lines(text))
    # What an old code page cannot say of ours is told without its marks.
    made = io.TextIOWrapper(into, encoding, errors="replace", newline="")
    writer, width = csv.writer(made, delimiter=delimiter), 0
    for line, cells in _lines(csv.reader(text, delimiter=delimiter)):
        if line == header:
            width = len(cells)
        mark = TITLE if line == header else marks.get(line, "")
        if place:
            cells[place - 1 : place] = [mark]
        elif mark:
            cells += [*[""] * (width - len(cells)), mark]
        writer.writerow(cells)
    made.flush()
    made.detach()


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - csv has no type for it
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def main(arguments: Sequence[str]) -> None:
    """Mark the table of standard input."""
    content_type, *numbers = arguments
    header, place = map(int, numbers)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    marks = {int(line): text for line, text in json.loads(sys.stdin.buffer.readline()).items()}
    with TemporaryFile() as table, TemporaryFile() as made:
        shutil.copyfileobj(sys.stdin.buffer, table)
        table.seek(0)
        mark = mark_csv if content_type == "text/csv" else marked_workbook.mark
        mark(table, marks, header, place, made)
        made.seek(0)
        shutil.copyfileobj(made, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1:])

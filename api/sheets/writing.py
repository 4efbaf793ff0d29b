"""Tables as files: XLSX for people, CSV for machines.

What people wrote is text and never a formula: in XLSX by the kind of the cell, in CSV by an apostrophe
before whatever a spreadsheet would compute.
"""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO, Protocol

from api.sheets.export_tables import Cell, Row, Table
from api.sheets.schemas import SheetFormat
from api.sheets.summing import About
from api.sheets.workbook import Workbook

# In both widths: where Chinese or Japanese is written, the wide ones compute as well.
_COMPUTED = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_BREAKS = ("\t", "\r", "\n")


class Writer(Protocol):
    """Takes rows in batches; neither keeps them."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write some rows."""

    def close(self, tenants: Sequence[tuple[str, str]]) -> None:
        """Write what is left; `tenants` are the codes and names of all that were asked for."""


def writer_of(kind: SheetFormat, file: BinaryIO, table: Table, about: About) -> Writer:
    """A writer into a file."""
    return (Workbook if kind is SheetFormat.XLSX else Lines)(file, table, about)


class Lines:
    """CSV as Excel in Indonesia opens it: semicolons, and UTF-8 with its mark."""

    def __init__(self, file: BinaryIO, table: Table, about: About) -> None:
        del about
        self._text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        # In quotes, so that who opens it with other delimiters gets no cells that somebody made up.
        self._writer = csv.writer(self._text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
        self._writer.writerow([heading.title for heading in table.headings])

    def add(self, rows: Sequence[Row]) -> None:
        """Write some rows."""
        self._writer.writerows([_harmless(cell) for cell in row.cells] for row in rows)

    def close(self, tenants: Sequence[tuple[str, str]]) -> None:
        """Nothing is added up in CSV."""
        del tenants
        self._text.flush()
        self._text.detach()


def _harmless(cell: Cell) -> Cell:
    # Spaces before it are overlooked by some.
    if isinstance(cell, str) and (cell.startswith(_BREAKS) or cell.lstrip().startswith(_COMPUTED)):
        return f"'{cell}"
    return cell

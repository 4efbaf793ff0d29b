"""Where each region stands on a map of equal tiles: the small ones are as easy to see as the large.

The places are drawn by hand to resemble the province's map; a province that nobody has drawn yet gets
a plain grid by code. To draw one, add a picture below: a word for each tile, dots for no tile.
"""

from collections.abc import Sequence
from typing import NamedTuple

_PLAIN_COLUMNS = 8
# North is up: the coast of the Java Sea on top, the tail towards Pangandaran in the south-east.
DRAWN = {
    "32": """
        76 75 16 15 13 12 .. ..
        01 71 14 17 11 10 09 74
        02 72 03 77 73 78 08 ..
        .. .. .. 04 05 06 07 79
        .. .. .. .. .. .. 18 ..
    """,
}


class Cell(NamedTuple):
    """A place on the grid, counted from 0 at the upper left."""

    column: int
    row: int


class Layout(NamedTuple):
    """Where the regions stand, how many columns that takes, and where a legend has room."""

    cells: dict[str, Cell]
    columns: int
    legend: Cell  # three columns and two rows are free from here on, be it below the grid


def layout(province: str, regions: Sequence[str]) -> Layout:
    """Places for regions of a province by their codes, such as `32.04`."""
    cells = _drawn(province)
    if not set(regions) <= set(cells):
        return _plain(sorted(regions))
    columns = max(cell.column for cell in cells.values()) + 1
    rows = max(cell.row for cell in cells.values()) + 1
    return Layout(cells, columns, Cell(0, rows - 2))


def _drawn(province: str) -> dict[str, Cell]:
    lines = [line.split() for line in DRAWN.get(province, "").splitlines() if line.strip()]
    return {
        f"{province}.{word}": Cell(column, row)
        for row, line in enumerate(lines)
        for column, word in enumerate(line)
        if word != ".."
    }


def _plain(regions: Sequence[str]) -> Layout:
    cells = {
        code: Cell(place % _PLAIN_COLUMNS, place // _PLAIN_COLUMNS)
        for place, code in enumerate(regions)
    }
    return Layout(cells, _PLAIN_COLUMNS, Cell(0, -(-len(regions) // _PLAIN_COLUMNS)))

"""Where everything of a recap's pictures goes, in pixels; the templates draw it. Pure.

No state is told by colour alone: each has a sign, an outline and words of its own.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.rollups.recap import Recap
from api.rollups.recap_texts import STANDINGS, Writer
from api.rollups.schemas import Figures, TenantCompleteness
from api.rollups.tilemap import Cell, layout
from tenants.regions import regions_of

TILE, GAP, TALL = 80, 6, 70
_LETTERS, _LINES = 12, 3  # that a tile has room for
_PLOT, _COLUMNS_TALL, _HEAD = 330, 168, 20
_SLIM = 0.62  # of its place that a column fills
_WIDEST = 40
_BAR, _PITCH = 178, 23
_NAMES, _MONTH, _LINE, _TOP = 178, 24, 21, 26
_SHARE, _SHARE_WIDE = 482, 156
_ENTRY = 132
_ALWAYS = {"on_time", "late", "undeclared"}  # in the legend of all


class Look(NamedTuple):
    """What a standing looks like; the sign is drawn in a box of 14 pixels."""

    fill: str
    ink: str  # 4.5:1 on the fill
    edge: str
    dashes: str
    sign: str


LOOKS = {
    "on_time": Look("#0f6b5c", "#ffffff", "#0f6b5c", "none", "M2.5 7.6l3.3 3.2 5.7-7"),
    "late": Look(
        "#f6c453", "#3d2c00", "#8a5a00", "none", "M7 1.6a5.4 5.4 0 1 0 .01 0M7 4.2v3.1l2.2 1.5"
    ),
    "undeclared": Look(
        "#fff4f2", "#9c1c13", "#b3261e", "4 3", "M3.2 3.2l7.6 7.6M10.8 3.2l-7.6 7.6"
    ),
    "exempt": Look("#e4e8ee", "#37424f", "#8591a1", "none", "M2.5 7h9"),
    "not_expected": Look("#ffffff", "#5b6675", "#c3cad4", "1 3", "M6 7h2"),
}
UNKNOWN = Look("#f6f8fa", "#5b6675", "#dfe4ea", "none", "")


def look_of(standing: str) -> Look:
    """How a standing is drawn; one that is new here as if nothing were known."""
    return LOOKS.get(standing, UNKNOWN)


@dataclass(frozen=True)
class Tile:
    """A region on the map."""

    x: int
    y: int
    look: Look
    lines: list[str]
    corner: str  # how many activities
    said: str


@dataclass(frozen=True)
class Entry:
    """A standing that a legend explains."""

    x: int
    y: int
    look: Look
    label: str


@dataclass(frozen=True)
class Map:
    """The regions as tiles, with their legend."""

    width: int
    height: int
    tiles: list[Tile]
    legend: list[Entry]


def tile_map(about: Recap, writer: Writer) -> Map:
    """All regions of the province; of those that the recap is not about only where they are."""
    names = {region.code: region.name for region in regions_of(about.province)}
    known = {row.tenant: row for row in about.rows}
    placed = layout(about.province, sorted({*names, *known} - {about.province}))
    legend = _legend(about, placed.legend, writer) if about.whole else []
    lowest = max(cell.row for cell in placed.cells.values())
    bottom = max([(lowest + 1) * (TALL + GAP) - GAP, *(entry.y + 20 for entry in legend)])
    tiles = [
        _tile(placed.cells[code], known.get(code), names.get(code, code), about, writer)
        for code in sorted(placed.cells)
    ]
    return Map(
        width=placed.columns * (TILE + GAP) - GAP,
        height=bottom,
        tiles=tiles,
        legend=legend,
    )


def _tile(
    cell: Cell, row: TenantCompleteness | None, name: str, about: Recap, writer: Writer
) -> Tile:
    look, corner, said = UNKNOWN, "", name
    if row is not None:
        look, name = look_of(row.standing), row.name
        count = about.tenants[row.tenant].activities if row.tenant in about.tenants else 0
        corner = writer.words["nil"] if row.nil else writer.short(count)
        activities = f"{writer.words['activities'].lower()}: {writer.number(count)}"
        said = f"{name}: {writer.standing(row.standing)}, {activities}"
    short = name.removeprefix("Kabupaten ")
    lines = textwrap.wrap(short, _LETTERS, max_lines=_LINES, placeholder=" …")
    return Tile(cell.column * (TILE + GAP), cell.row * (TALL + GAP), look, lines, corner, said)


def _legend(about: Recap, corner: Cell, writer: Writer) -> list[Entry]:
    stands = [str(row.standing) for row in about.rows]
    shown = [each for each in STANDINGS if each in stands or each in _ALWAYS]
    x, top = corner.column * (TILE + GAP), corner.row * (TALL + GAP) + 10
    return [
        Entry(
            x,
            top + place * 24,
            look_of(each),
            f"{writer.standing(each)}: {stands.count(each)}",
        )
        for place, each in enumerate(shown)
    ]


@dataclass(frozen=True)
class Bar:
    """A bar with its name before it and its figure after it."""

    y: int
    label: str
    width: float
    value: str


def bars(kinds: Sequence[tuple[str, Figures]], writer: Writer) -> list[Bar]:
    """Activities by kind."""
    most = max((sums.activities for _, sums in kinds), default=0)
    return [
        Bar(
            place * _PITCH,
            writer.kind(kind),
            round(_BAR * sums.activities / most, 1) if most else 0,
            writer.number(sums.activities),
        )
        for place, (kind, sums) in enumerate(kinds)
    ]


@dataclass(frozen=True)
class Column:
    """A month of a chart of columns; its figure is written where it says most."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str
    latest: bool


def columns(about: Recap, writer: Writer) -> list[Column]:
    """Reach by month."""
    reaches = [sums.reach for sums in about.months]
    most, step = max(reaches), _PLOT / len(reaches)
    width = min(step * _SLIM, _WIDEST)
    last = len(reaches) - 1
    peak = reaches.index(most)
    found = []
    for place, (month, reach) in enumerate(zip(about.periods, reaches, strict=True)):
        height = round(_COLUMNS_TALL * reach / most, 1) if most else 0.0
        # Beside a taller column there is no room for a figure; the cards above tell the last one too.
        tells = place == peak or (place == last and reach > reaches[place - 1])
        found.append(
            Column(
                x=round(place * step + (step - width) / 2, 1),
                y=round(_HEAD + _COLUMNS_TALL - height, 1),
                width=round(width, 1),
                height=height,
                label=writer.short_month(month.period),
                value=writer.short(reach) if reach and tells else "",
                latest=place == last,
            )
        )
    return found


@dataclass(frozen=True)
class Mark:
    """A month of a tenant in the year's chart."""

    x: int
    look: Look
    said: str


@dataclass(frozen=True)
class Line:
    """A tenant's year, and how complete it was."""

    y: int
    name: str
    marks: list[Mark]
    share: str
    width: float


@dataclass(frozen=True)
class Year:
    """Everybody's months, with what the months are called."""

    height: int
    months: list[tuple[int, str]]
    lines: list[Line]
    total: str
    legend: list[Entry]
    bar_x: int = _SHARE
    bar_width: int = _SHARE_WIDE


def year(about: Recap, writer: Writer) -> Year:
    """The declarations of up to twelve months, a line for each tenant."""
    lines = [
        _line(place * _LINE, history, writer)
        for place, history in enumerate(about.standings.values())
    ]
    months = [
        (_NAMES + place * _MONTH, writer.short_month(month.period))
        for place, month in enumerate(about.periods)
    ]
    bottom = _TOP + len(lines) * _LINE + 10
    seen = {str(row.standing) for history in about.standings.values() for row in history}
    legend = [
        Entry(place * _ENTRY, bottom, look_of(each), writer.standing(each))
        for place, each in enumerate(each for each in STANDINGS if each in seen)
    ]
    return Year(bottom + 24, months, lines, writer.words["completeness"], legend)


def _line(y: int, history: Sequence[TenantCompleteness], writer: Writer) -> Line:
    marks = [
        Mark(
            _NAMES + place * _MONTH,
            look_of(row.standing),
            f"{writer.month(row.period)}: {writer.standing(row.standing)}",
        )
        for place, row in enumerate(history)
    ]
    expected = sum(row.expected for row in history)
    received = sum(row.received for row in history)
    rate = received / expected if expected else None
    name = history[-1].name
    return Line(y, name, marks, writer.share(rate), round(_SHARE_WIDE * (rate or 0), 1))

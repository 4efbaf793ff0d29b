"""What people write into a cell, and what they mean by it. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn

from api.errors import Text

_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2}|[a-z]{3,9})[./ -](\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{1,2}|[a-z]{3,9})[./ -](\d{4})", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})(-\d{1,2}(T.*)?)?")
# Thousands by dots, commas or spaces; what is whole may end with `,00`.
_WHOLE = re.compile(r"\d+|\d{1,3}(?:([. ,])\d{3})(?:\1\d{3})*")
_NOTHING_BEHIND = re.compile(r"[.,]0{1,2}$")
_BETWEEN = re.compile(r"[;\n]")
_BETWEEN_WORDS = re.compile(r"[;,\s]+")
_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agu", "ags"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_YES = {"ya", "y", "yes", "true", "benar", "1", "x", "✓"}
_NO = {"tidak", "t", "no", "n", "false", "salah", "0", "-"}
_NO_DAY = Text("Bukan tanggal.", "Not a date.")
_NO_MONTH = Text("Bukan bulan.", "Not a month.")
_NO_COUNT = Text("Bukan bilangan bulat.", "Not a whole number.")
_NO_ANSWER = Text("Bukan ya atau tidak.", "Neither yes nor no.")
_NO_CHOICE = Text("Tidak ada dalam pilihan.", "Not one of the choices.")

Reader = Callable[[str], Any]


class CellError(Exception):
    """A cell that does not say what its column is for."""

    def __init__(self, code: str, detail: Text) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def refuse(code: str, detail: Text) -> NoReturn:
    """Raise `CellError`."""
    raise CellError(code, detail)


def text(cell: str) -> str:
    """As it is."""
    return cell


def plain(name: str) -> str:
    """A name as people mean it: capitals, spaces and marks that stand for them do not count."""
    return " ".join(name.casefold().replace("_", " ").replace("*", " ").split())


def day(cell: str) -> date:
    """A date: ISO, day before month, or with the month's name. Raises `CellError`."""
    try:
        return date.fromisoformat(cell[:10] if "T" in cell else cell)
    except ValueError:
        pass
    found = _DAY.fullmatch(cell)
    if found is None:
        refuse("date-parsing", _NO_DAY)
    try:
        return date(int(found[3]), _month_of(found[2]), int(found[1]))
    except ValueError:
        refuse("date-parsing", _NO_DAY)


def month(cell: str) -> str:
    """A period: `2026-10`, `10/2026`, `Oktober 2026`, or a day of it. Raises `CellError`."""
    iso, named = _ISO_MONTH.fullmatch(cell), _MONTH.fullmatch(cell)
    try:
        if iso:
            year, number = int(iso[1]), int(iso[2])
        elif named:
            year, number = int(named[2]), _month_of(named[1])
        else:
            found = day(cell)
            year, number = found.year, found.month
    except (CellError, ValueError) as error:
        raise CellError("period-parsing", _NO_MONTH) from error
    return f"{year:04}-{number:02}"


def _month_of(word: str) -> int:
    if word.isdigit():
        return int(word)
    name = word.casefold()
    for number, names in enumerate(_MONTHS, start=1):
        if name in names or any(name == known[:3] for known in names):
            return number
    raise ValueError(word)


def whole(cell: str) -> int:
    """A count, with the separators of Indonesia or of elsewhere. Raises `CellError`.

    What has three digits behind one separator is thousands: nobody counts thousandths of people.
    """
    bare = cell.replace("\N{NO-BREAK SPACE}", " ")
    grouped = _WHOLE.fullmatch(bare) or _WHOLE.fullmatch(_NOTHING_BEHIND.sub("", bare))
    if grouped is None or len(bare) > 30:  # noqa: PLR2004 - no count has as many
        refuse("int-parsing", _NO_COUNT)
    return int(re.sub(r"[., ]", "", grouped[0]))


def yes_no(cell: str) -> bool:
    """Whether it says yes. Raises `CellError`."""
    word = cell.casefold()
    if word not in _YES | _NO:
        refuse("bool-parsing", _NO_ANSWER)
    return word in _YES


def many(cell: str) -> list[str]:
    """Several things, with semicolons or line breaks between them."""
    return [one.strip() for one in _BETWEEN.split(cell) if one.strip()]


def words(cell: str) -> list[str]:
    """Several codes, with anything between them."""
    return [one for one in _BETWEEN_WORDS.split(cell) if one]


def choice(choices: Mapping[str, tuple[str, ...]]) -> Reader:
    """A reader of one of some values, by the value itself or by what people call it."""
    meant = {plain(name): value for value, names in choices.items() for name in (value, *names)}

    def read(cell: str) -> str:
        found = meant.get(plain(cell))
        return found or refuse("enum", _NO_CHOICE)

    return read


def named(known: Mapping[str, Any], missing: Text, several: Text | None = None) -> Reader:
    """A reader of what has a name in this tenant; None stands for several of one name."""

    def read(cell: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        name = plain(cell)
        if several and name in known and known[name] is None:
            refuse("ambiguous", several)
        found = known.get(name)
        return refuse("not-found", missing) if found is None else found

    return read


def labels(
    choices: type[StrEnum], names: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """All values of an enum, with what people call them."""
    return {one.value: names.get(one.value, ()) for one in choices}

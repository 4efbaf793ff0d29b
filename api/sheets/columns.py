"""A table's columns: their titles in both languages, how their cells are read, and how to mend them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.errors import Text
from api.sheets.cells import Reader, plain, text


@dataclass(frozen=True)
class Column:
    """One column. `name` is the field of the request, or `list/number/field` of one in a list."""

    name: str
    title: Text
    hint: Text
    example: str = ""
    read: Reader = text
    also: tuple[str, ...] = ()
    required: bool = False
    choices: tuple[str, ...] = field(default=())

    @property
    def titles(self) -> set[str]:
        """All that it may be called in a header."""
        return {plain(one) for one in (*self.title, *self.also, self.name)}

    def is_meant_by(self, pointer: str) -> bool:
        """Whether what is wrong at a pointer into the request stands in this column."""
        return pointer == f"/{self.name}" or pointer.startswith(f"/{self.name}/")


# What we add to a table that we give back, and overlook when it comes again.
PROBLEM = Text("Masalah", "Problem")


class Header(dict[str, int]):
    """The places of the known columns in a table, by their names."""


def header_of(cells: Sequence[str], columns: Sequence[Column]) -> tuple[Header, list[str]]:
    """Where which column stands, and the names of those that stand there twice."""
    meant = {title: column.name for column in columns for title in column.titles}
    found, twice = Header(), list[str]()
    for place, cell in enumerate(cells):
        name = meant.get(plain(cell))
        if name and name in found:
            twice.append(name)
        elif name:
            found[name] = place
    return found, twice


def missing(header: Header, columns: Sequence[Column]) -> list[Column]:
    """The columns without which a table says nothing."""
    return [column for column in columns if column.required and column.name not in header]

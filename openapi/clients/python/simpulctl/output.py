"""What people see: tables and fields on stdout, messages on stderr. Text of the server is untrusted."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from simpulctl.texts import MESSAGES, Language, label, say, word

if TYPE_CHECKING:  # rich costs start-up time, and --help does without it
    from rich.console import Console

Field = tuple[str, object]
_ID_WIDTH = 36
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # Unicode categories


class Row(NamedTuple):
    """A row of a table: short cells, then the text and the id, if any, of what it is about."""

    cells: Sequence[object]
    title: str
    id: UUID | None = None


def plain(value: object, *, lines: bool = False) -> str:
    """Text that does nothing to a terminal: no control or invisible formatting characters.

    Escape sequences could repaint what somebody is about to decide on, and direction overrides
    make it read as something else. `lines=True` keeps line breaks.
    """
    text = str(value).replace("\r\n", "\n")
    if not lines:
        text = " ".join(text.split())
    return "".join(
        character
        for character in text
        if character == "\n" or unicodedata.category(character) not in _UNSEEN
    )


def moment(value: datetime | None) -> str | None:
    """A time in this computer's zone."""
    return f"{value.astimezone():%Y-%m-%d %H:%M}" if value else None


def day(value: datetime | None) -> str:
    """The day of a time, for tables."""
    return f"{value.astimezone():%Y-%m-%d}" if value else ""


class Output:
    """Where one run of the command writes, and in which language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **values: object) -> str:
        """A message with what the server said made harmless."""
        return say(self.language, key, **{name: plain(value) for name, value in values.items()})

    def tell(self, key: str, **values: object) -> None:
        """A message to the person, on stderr."""
        self.note(self.say(key, **values))

    def note(self, line: str, style: str = "") -> None:
        """One line on stderr. A long address stays in one piece, for copying."""
        from rich.text import Text

        self._console(error=True).print(Text(line, style), soft_wrap=True)

    def error(self, title: str, detail: str) -> None:
        """What was refused, and why."""
        self.note(f"{plain(title)}: {plain(detail)}", "red")

    def field_error(self, pointer: str, detail: str) -> None:
        """One thing to change in what was sent."""
        self.note(f"  {plain(pointer)}: {plain(detail)}")

    def sign_in_error(self, code: str, description: str) -> None:
        """Why there are no tokens; servers describe it in English, so what is known is ours."""
        known = f"sign-in.{code}"
        reason = (
            self.say(known, description=description) if known in MESSAGES else description or code
        )
        self.tell("sign-in-failed", reason=reason)

    def ask(self, question: str) -> str | None:
        """What somebody answers to a question on stderr; None when there is nothing more to read."""
        sys.stderr.write(f"{question} {self.say('yes-or-no')} ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        return answer.strip().lower() if answer else None

    def result(self, key: str, **values: object) -> None:
        """A line that is the outcome, on stdout."""
        from rich.text import Text

        self._console().print(Text(self.say(key, **values), "green"), soft_wrap=True)

    def document(self, document: Any) -> None:  # noqa: ANN401 - any JSON
        """The API's JSON, escaped to ASCII so that no terminal acts on it and any can show it."""
        sys.stdout.write(json.dumps(document, indent=2) + "\n")

    def table(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Rows under the labels of their columns; the last one takes the room that is left.

        It holds the id below the text: an id of 36 letters leaves no room beside it in 80 columns.
        """
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
        for name in columns[:-1]:
            table.add_column(label(self.language, name), no_wrap=True)
        table.add_column(label(self.language, columns[-1]), min_width=_ID_WIDTH, overflow="fold")
        for row in rows:
            last = Text(plain(row.title))
            if row.id:
                last.append("\n").append(str(row.id), "dim")
            table.add_row(*(Text(plain(cell, lines=True)) for cell in row.cells), last)
        self._console().print(table)

    def fields(self, fields: Iterable[Field], *, error: bool = False) -> None:
        """Labels and values below each other; those without a value are left out."""
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in fields:
            if value not in {None, "", ()}:
                text = Text(plain(value, lines=True))
                grid.add_row(Text(label(self.language, name), "bold"), text)
        self._console(error=error).print(grid)

    def text(self, name: str, value: str | None) -> None:
        """A long text below its label, over the whole width."""
        from rich.text import Text

        if value:
            console = self._console()
            console.print(Text.assemble("\n", (label(self.language, name), "bold")))
            console.print(Text(plain(value, lines=True)))

    def word(self, value: object) -> str:
        """A value of the API in this language."""
        return word(self.language, value)

    @staticmethod
    def _console(*, error: bool = False) -> "Console":
        from rich.console import Console

        return Console(stderr=error, markup=False, highlight=False, emoji=False)

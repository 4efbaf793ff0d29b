"""From the cells of a row to the request that it stands for, and what is wrong with it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from api.errors import FieldError, Text
from api.sheets.cells import CellError
from api.sheets.columns import Column, Header
from api.translations import fields_of

_POST = re.compile(r"/posts/(\d+)(/.*)?")
_MOST = 10  # problems of a row that are told
_WHOLE_ROW = Text("Perbaiki baris ini.", "Change this row.")


@dataclass(frozen=True)
class Problem:
    """One thing to change in a row."""

    column: Text | None
    pointer: str
    code: str
    detail: Text
    mend: Text
    existing_id: UUID | None = None

    def told(self) -> dict[str, Any]:
        """As a job keeps it, in both languages."""
        return {
            "column": self.column and self.column._asdict(),
            "pointer": self.pointer,
            "code": self.code,
            "detail": self.detail._asdict(),
            "mend": self.mend._asdict(),
            "existing_id": str(self.existing_id) if self.existing_id else None,
        }

    def in_cell(self) -> str:
        """As the table that is given back says it."""
        place = f"{self.column.id}: " if self.column else ""
        return f"{place}{self.detail.id} {self.mend.id}"


@dataclass
class Row:
    """A row of the table. `body` is there unless the row has problems."""

    line: int
    body: BaseModel | None = None
    posts: list[str] = field(default_factory=list)  # the numbers of its posts' columns
    problems: list[Problem] = field(default_factory=list)

    @property
    def reference(self) -> str | None:
        """Its own id in the tenant's system."""
        return getattr(self.body, "external_reference", None)


def parse(
    line: int,
    cells: Sequence[str],
    header: Header,
    columns: Sequence[Column],
    model: type[BaseModel],
) -> Row:
    """One row below the header, judged by the request's own schema."""
    row, found = Row(line), {}
    for column in columns:
        place = header.get(column.name, len(cells))
        cell = cells[place] if place < len(cells) else ""
        if not cell:
            continue
        try:
            found[column.name] = column.read(cell)
        except CellError as error:
            row.problems.append(
                Problem(column.title, f"/{column.name}", error.code, error.detail, column.hint)
            )
    _validate(row, found, columns, model)
    return row


def _validate(
    row: Row, found: Mapping[str, Any], columns: Sequence[Column], model: type[BaseModel]
) -> None:
    unread = {problem.pointer for problem in row.problems}
    body, posts = dict[str, Any](), dict[str, dict[str, Any]]()
    for name, value in found.items():
        group, _, rest = name.partition("/")
        if rest:
            number, _, inner = rest.partition("/")
            posts.setdefault(number, {})[inner] = value
        else:
            body[group] = value
    if posts:
        row.posts, body["posts"] = list(posts), list(posts.values())
    try:
        made = model.model_validate(body)
    except ValidationError as error:
        errors = fields_of(error.errors(include_url=False, include_input=False))
        told = [problem_of(one, row, columns) for one in errors]
        row.problems += [problem for problem in told if problem.pointer not in unread]
    else:
        row.body = None if row.problems else made
    del row.problems[_MOST:]


def problem_of(
    error: FieldError, row: Row, columns: Sequence[Column], existing: UUID | None = None
) -> Problem:
    """What is wrong with a field of the request, at the column that it came from."""
    pointer = error.pointer
    in_post = _POST.fullmatch(pointer)
    if in_post and int(in_post[1]) < len(row.posts):
        pointer = f"/posts/{row.posts[int(in_post[1])]}{in_post[2] or ''}"
    column = next((one for one in columns if one.is_meant_by(pointer)), None)
    title = column.title if column else None
    hint = column.hint if column else _WHOLE_ROW
    return Problem(title, pointer, error.code, error.detail, hint, existing)

"""Cursor pages, sorting and filtering: the one place where lists are made.

Pages are keyset pages: a cursor holds the sort value and the id of the last row, so that a list
neither skips nor repeats a row while others write. No totals unless they are asked for.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, Protocol, TypeVar, cast
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from api.errors import InvalidCursorError

LARGEST = 200
_LONGEST = 300  # characters of a sort value
Item = TypeVar("Item")


class Include(StrEnum):
    """What a list adds on request."""

    TOTAL = "total"


class RowSort(StrEnum):
    """Orders of a list of working rows; `-` is newest first."""

    CREATED = "created_at"
    NEWEST = "-created_at"
    UPDATED = "updated_at"
    LATELY_UPDATED = "-updated_at"


class PageQuery(BaseModel):
    """The query parameters that every list has; rooms add their filters by subclassing."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=LARGEST, description="rows per page")] = 50
    cursor: Annotated[
        str | None, Field(max_length=500, description="`next_cursor` of the page before")
    ] = None
    include: Annotated[
        Include | None, Field(description="`total` also counts all rows that match")
    ] = None


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    data: list[Item]
    next_cursor: str | None = Field(
        description="pass it as `cursor` to go on; null on the last page"
    )
    has_more: bool
    total: int | None = Field(description="only with `include=total`")


class HasId(Protocol):
    """A row whose id ends its sort key."""

    id: UUID


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True)
class Found(Generic[Row]):
    """Rows of one page and what leads to the next."""

    rows: Sequence[Row]
    next_cursor: str | None
    total: int | None


PageModel = TypeVar("PageModel", bound=BaseModel)


class _Paging:
    """Answers with a page, and links to the next one (RFC 8288)."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request, self._response = request, response

    def of(
        self, model: type[PageModel], found: Found[Any], items: Sequence[BaseModel]
    ) -> PageModel:
        """A page of `items`, which are `found.rows` as they are answered with."""
        cursor = found.next_cursor
        self._response.headers.update(link_to_next(self._request, cursor))
        return model(data=items, next_cursor=cursor, has_more=cursor is not None, total=found.total)


Paging = Annotated[_Paging, Depends(_Paging)]


def link_to_next(request: Request, cursor: str | None) -> dict[str, str]:
    """The Link header to the page after this one; empty on the last page."""
    if cursor is None:
        return {}
    following = request.url.include_query_params(cursor=cursor)
    return {"Link": f'<{following.path}?{following.query}>; rel="next"'}


def _encode(key: str, value: Any, identifier: UUID) -> str:  # noqa: ANN401 - any sortable column
    raw = value.isoformat() if isinstance(value, date | datetime) else value
    text = json.dumps([key, raw, str(identifier)])
    return pack(text)


def pack(text: str) -> str:
    """A cursor that holds `text`, opaque to the caller."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpack(cursor: str) -> str:
    """What `pack` was given. Raises `ValueError` for what it never made."""
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()


def _decode(cursor: str, key: str, kind: type) -> tuple[Any, UUID]:
    try:
        found, raw, identifier = json.loads(unpack(cursor))
        if found != key or not isinstance(raw, str | int) or isinstance(raw, bool):
            raise InvalidCursorError
        if not isinstance(identifier, str) or "\x00" in str(raw) or len(str(raw)) > _LONGEST:
            raise InvalidCursorError
        str(raw).encode()  # a lone surrogate does not fit into PostgreSQL
        value: Any = raw
        if issubclass(kind, date | datetime):
            value = kind.fromisoformat(cast("str", raw))
        elif kind is UUID:
            value = UUID(str(raw))
        elif not isinstance(raw, kind):
            raise InvalidCursorError
        return value, UUID(identifier)
    except (ValueError, TypeError) as error:
        raise InvalidCursorError from error


def _kind_of(column: ColumnElement[Any]) -> type:
    known = (datetime, date, UUID, int)
    found = column.type.python_type  # `object` for the text columns of SQLModel
    return next((kind for kind in known if issubclass(found, kind)), str)


def where_given(model: type[Row], query: PageQuery, names: Sequence[str]) -> Select[Row]:
    """All rows of a table whose columns have what the query's filters of these names ask for."""
    statement = select(model)
    for name in names:
        asked = getattr(query, name)
        if isinstance(asked, list):
            statement = statement.where(getattr(model, name).in_(asked)) if asked else statement
        elif asked is not None:
            statement = statement.where(getattr(model, name) == asked)
    return statement


async def find_page(
    session: AsyncSession,
    statement: Select[Row],
    query: PageQuery,
    model: type[Row],
    sort: str,
) -> Found[Row]:
    """One page of `statement`, ordered by the column that `sort` names (`-created_at`: newest first).

    `statement` holds the filters and no order. Raises `InvalidCursorError` for a cursor of another
    list or order. Sort columns must not be null.
    """
    descending, name = sort.startswith("-"), sort.removeprefix("-")
    columns = cast("Any", model)
    column, identifier = getattr(columns, name), columns.id
    filtered = statement
    total = await _count(session, statement) if query.include is Include.TOTAL else None
    if query.cursor:
        place = tuple_(*_decode(query.cursor, _key(sort, filtered), _kind_of(column)))
        here = tuple_(column, identifier)
        statement = statement.where(here < place if descending else here > place)
    order = (column.desc(), identifier.desc()) if descending else (column, identifier)
    rows = (await session.scalars(statement.order_by(*order).limit(query.limit + 1))).all()
    if len(rows) <= query.limit:
        return Found(rows, None, total)
    rows = rows[: query.limit]
    last = rows[-1]
    return Found(rows, _encode(_key(sort, filtered), getattr(last, name), last.id), total)


def _key(sort: str, filtered: Select[Any]) -> str:
    """What a cursor belongs to: a list, its filters and its order. Another statement has another key.

    Spelling the statement out costs; a list that ends on its first page needs no key.
    """
    return sort + hashlib.sha256(str(filtered).encode()).hexdigest()[:8]


async def _count(session: AsyncSession, statement: Select[Any]) -> int:
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    return (await session.execute(counted)).scalar_one()

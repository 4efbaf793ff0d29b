"""All rows of a list, page after page."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from simpul_client.models import Problem
from simpul_client.problems import Answer, raise_for_problem

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Filters = ParamSpec("Filters")


class Page(Protocol[Row_co]):
    """One page of any list."""

    @property
    def data(self) -> Sequence[Row_co]:
        """The rows."""

    @property
    def next_cursor(self) -> str | None:
        """Asks for the page after this one."""

    @property
    def has_more(self) -> bool:
        """Whether there is one."""


def iterate(
    operation: Callable[Filters, Answer[Problem | Page[Row]]],
    *arguments: Filters.args,
    **filters: Filters.kwargs,
) -> Iterator[Row]:
    """Every row of a list; `operation` is its `sync_detailed`.

    `iterate(list_reports.sync_detailed, client=client, period="2026-10")`. Pages are asked for when
    their first row is; `limit` is the rows of one page. Raises as `raise_for_problem` does.
    """
    for page in iterate_pages(operation, *arguments, **filters):
        yield from page.data


def iterate_pages(
    operation: Callable[Filters, Answer[Problem | Page[Row]]],
    *arguments: Filters.args,
    **filters: Filters.kwargs,
) -> Iterator[Page[Row]]:
    """Every page, for who keeps `next_cursor` of the last: events go on from there tomorrow."""
    ask = cast("Callable[..., Answer[Problem | Page[Row]]]", operation)
    more: dict[str, Any] = dict(filters)
    while True:
        page = raise_for_problem(ask(*arguments, **more))
        yield page
        if not page.has_more or page.next_cursor is None:
            return
        more["cursor"] = page.next_cursor


async def iterate_async(
    operation: Callable[Filters, Awaitable[Answer[Problem | Page[Row]]]],
    *arguments: Filters.args,
    **filters: Filters.kwargs,
) -> AsyncIterator[Row]:
    """As `iterate`, with an `asyncio_detailed`."""
    async for page in iterate_pages_async(operation, *arguments, **filters):
        for row in page.data:
            yield row


async def iterate_pages_async(
    operation: Callable[Filters, Awaitable[Answer[Problem | Page[Row]]]],
    *arguments: Filters.args,
    **filters: Filters.kwargs,
) -> AsyncIterator[Page[Row]]:
    """As `iterate_pages`, with an `asyncio_detailed`."""
    ask = cast("Callable[..., Awaitable[Answer[Problem | Page[Row]]]]", operation)
    more: dict[str, Any] = dict(filters)
    while True:
        page = raise_for_problem(await ask(*arguments, **more))
        yield page
        if not page.has_more or page.next_cursor is None:
            return
        more["cursor"] = page.next_cursor

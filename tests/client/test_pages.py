"""Iterators: every row once, over page borders, typed."""

from collections.abc import Iterator
from typing import assert_type

import pytest
from simpul_client import (
    AuthenticatedClient,
    InvalidRequestError,
    iterate,
    iterate_async,
    iterate_pages,
    iterate_pages_async,
    raise_for_problem,
)
from simpul_client.api.events import list_events
from simpul_client.api.reports import create_report, list_reports
from simpul_client.models import EventAnswer, ReportAnswer, ReportStatus

from tests.client.calls.callers import report
from tests.client.people import OFFICE, People


@pytest.fixture
def client(people: People) -> AuthenticatedClient:
    return people.connection(OFFICE, "client")


@pytest.fixture
def made(client: AuthenticatedClient) -> list[ReportAnswer]:
    """Five new reports, oldest first."""
    return [
        raise_for_problem(create_report.sync_detailed(client=client, body=report()))
        for _ in range(5)
    ]


def first(rows: Iterator[ReportAnswer], number: int) -> list[ReportAnswer]:
    return [next(rows) for _ in range(number)]


class TestIterate:
    def test_goes_over_page_borders(
        self, client: AuthenticatedClient, made: list[ReportAnswer]
    ) -> None:
        rows = iterate(list_reports.sync_detailed, client=client, limit=2)
        assert_type(rows, Iterator[ReportAnswer])
        found = first(rows, 5)
        assert [row.id for row in found] == [row.id for row in reversed(made)]

    async def test_does_so_without_blocking(
        self, client: AuthenticatedClient, made: list[ReportAnswer]
    ) -> None:
        rows = iterate_async(list_reports.asyncio_detailed, client=client, limit=2)
        found = [assert_type(await anext(rows), ReportAnswer) for _ in range(5)]
        assert [row.id for row in found] == [row.id for row in reversed(made)]

    def test_ends_and_keeps_the_filters_on_every_page(self, client: AuthenticatedClient) -> None:
        drafts = {ReportStatus.DRAFT}
        rows = list(iterate(list_reports.sync_detailed, client=client, limit=3, status=[*drafts]))
        assert len(rows) > 3
        assert {row.status for row in rows} == drafts
        assert len({row.id for row in rows}) == len(rows)

    def test_asks_for_a_page_when_it_is_needed(
        self, client: AuthenticatedClient, made: list[ReportAnswer]
    ) -> None:
        del made
        sent = 0

        def count(_: object) -> None:
            nonlocal sent
            sent += 1

        hooks = client.get_httpx_client().event_hooks["request"]
        hooks.append(count)
        rows = iterate(list_reports.sync_detailed, client=client, limit=2)
        assert sent == 0
        first(rows, 2)
        assert sent == 1
        first(rows, 1)
        assert sent == 2
        hooks.remove(count)

    def test_raises_what_the_api_says(self, client: AuthenticatedClient) -> None:
        rows = iterate(list_reports.sync_detailed, client=client, cursor="nonsense")
        with pytest.raises(InvalidRequestError, match="invalid-cursor"):
            next(rows)

    def test_knows_the_filters_of_each_list(self, client: AuthenticatedClient) -> None:
        with pytest.raises(TypeError):
            list(iterate(list_reports.sync_detailed, client=client, perod="x"))  # type: ignore[call-arg]


class TestEvents:
    def test_go_on_from_the_last_cursor(self, client: AuthenticatedClient) -> None:
        everything = list(iterate(list_events.sync_detailed, client=client, limit=200))
        assert_type(everything, list[EventAnswer])
        pages = list(iterate_pages(list_events.sync_detailed, client=client, limit=1))
        assert len(pages) >= len(everything) > 1
        cursor = pages[-1].next_cursor
        assert cursor
        assert list(iterate(list_events.sync_detailed, client=client, cursor=cursor)) == []

    async def test_do_so_without_blocking(self, client: AuthenticatedClient) -> None:
        pages = iterate_pages_async(list_events.asyncio_detailed, client=client, limit=1)
        numbers = [len(page.data) async for page in pages]
        assert len(numbers) > 1
        assert set(numbers) <= {0, 1}

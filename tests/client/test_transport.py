"""What a broken line does to requests: repeated where that is safe, never where it is not."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import httpx
import pytest
from simpul_client import (
    AuthenticatedClient,
    Patience,
    UnavailableError,
    UnexpectedAnswerError,
    connect_anonymously,
    connect_with_secret,
    connect_with_tokens,
    if_match,
    iterate,
    raise_for_problem,
)
from simpul_client.api.health import get_health
from simpul_client.api.me import get_me
from simpul_client.api.reports import create_report, list_reports, update_report
from simpul_client.models import ReportPatch
from simpul_client.transport import KEY, REPEATABLE, Journey

from api.stack.ports import find
from tests.client.calls.callers import report
from tests.client.flaky import Canned, Cut, Line
from tests.client.people import Memory, People

QUICK = Patience(first_pause=0.01)
IN_FLIGHT = (
    '{"type": "/problems/idempotency-in-flight", "title": "t", "status": 409, "detail": "d",'
    ' "code": "idempotency-in-flight", "request_id": "r", "errors": []}'
)


@pytest.fixture
def client(line: Line, people: People) -> Iterator[AuthenticatedClient]:
    """The machine at the end of the line."""
    with connect_with_secret(line.base_url, *people.machine(), patience=QUICK) as client:
        yield client


def found(client: AuthenticatedClient, reference: object) -> list[UUID]:
    """The reports with this reference."""
    rows = iterate(list_reports.sync_detailed, client=client, external_reference=str(reference))
    return [row.id for row in rows]


class TestACutLine:
    def test_makes_one_report_of_one_call(self, client: AuthenticatedClient, line: Line) -> None:
        body = report()
        line.will(Cut(), Cut())
        made = raise_for_problem(create_report.sync_detailed(client=client, body=body))
        tries = line.sent("/v1/reports")
        assert [seen.method for seen in tries] == ["POST"] * 3
        assert len({seen.key for seen in tries}) == 1
        assert found(client, body.external_reference) == [made.id]

    async def test_does_so_without_blocking_too(
        self, client: AuthenticatedClient, line: Line
    ) -> None:
        body = report()
        line.will(Cut(), Cut())
        async with client:
            made = raise_for_problem(await create_report.asyncio_detailed(client=client, body=body))
        assert len(line.sent("/v1/reports")) == 3
        assert found(client, body.external_reference) == [made.id]

    def test_keeps_the_key_of_who_chose_one(self, client: AuthenticatedClient, line: Line) -> None:
        line.will(Cut())
        body = report()
        key = f"laporan-{body.external_reference}"
        raise_for_problem(
            create_report.sync_detailed(client=client, body=body, idempotency_key=key)
        )
        assert [seen.key for seen in line.sent("/v1/reports")] == [key, key]

    def test_is_told_to_who_changes_a_row(self, client: AuthenticatedClient, line: Line) -> None:
        made = raise_for_problem(create_report.sync_detailed(client=client, body=report()))
        line.will(Cut())
        with pytest.raises(httpx.TransportError):
            update_report.sync_detailed(
                made.id, client=client, body=ReportPatch(title="x"), if_match=if_match(made)
            )
        assert [seen.method for seen in line.sent(f"/v1/reports/{made.id}")] == ["PATCH"]

    def test_is_told_after_the_last_try(self, client: AuthenticatedClient, line: Line) -> None:
        line.will(*[Cut()] * 9)
        with pytest.raises(httpx.TransportError):
            get_me.sync_detailed(client=client)
        assert len(line.sent("/v1/me")) == 4

    def test_is_no_matter_until_something_was_sent(self, people: People) -> None:
        at_home = people.connection("32.04", "operator")
        made = raise_for_problem(create_report.sync_detailed(client=at_home, body=report()))
        port, store = find(), Memory(people.signed_in("32.04", "operator"))
        lines = ExitStack()
        patience = Patience(first_pause=0.2)
        opens = threading.Timer(
            0.3, lambda: lines.enter_context(Line(people.base_url, port).open())
        )
        address = f"http://127.0.0.1:{port}"
        with lines, connect_with_tokens(address, store, patience=patience) as client:
            opens.start()
            changed = update_report.sync_detailed(
                made.id, client=client, body=ReportPatch(title="Akhirnya"), if_match=if_match(made)
            )
        assert raise_for_problem(changed).title == "Akhirnya"


class TestAnAnswer:
    def test_that_asks_to_wait_is_obeyed(self, client: AuthenticatedClient, line: Line) -> None:
        raise_for_problem(get_me.sync_detailed(client=client))
        line.will(Canned(503, headers={"Retry-After": "1"}))
        began = time.monotonic()
        raise_for_problem(get_me.sync_detailed(client=client))
        assert 1 <= time.monotonic() - began < 2

    def test_that_asks_for_too_much_is_given_to_the_caller(
        self, client: AuthenticatedClient, line: Line
    ) -> None:
        busy = IN_FLIGHT.replace("409", "503").replace("idempotency-in-flight", "unavailable")
        line.will(Canned(503, busy, "application/problem+json", {"Retry-After": "3600"}))
        with pytest.raises(UnavailableError) as caught:
            raise_for_problem(get_me.sync_detailed(client=client))
        assert caught.value.retry_after == 3600
        assert len(line.sent("/v1/me")) == 1

    def test_that_the_first_try_is_at_work_means_to_ask_again(
        self, client: AuthenticatedClient, line: Line
    ) -> None:
        line.will(Canned(409, IN_FLIGHT, "application/problem+json"))
        made = create_report.sync_detailed(client=client, body=report())
        assert raise_for_problem(made).version == 1
        assert len(line.sent("/v1/reports")) == 2

    @pytest.mark.parametrize(
        ("answer", "tries"),
        [
            (Canned(502), 4),
            (Canned(504), 4),
            (Canned(200, "<html>Sign in to the hotel</html>"), 1),
            (Canned(404, '{"message": "no route"}', "application/json"), 1),
            (Canned(403, "<html>Blocked</html>"), 1),
        ],
    )
    async def test_of_somebody_else_is_named(
        self, client: AuthenticatedClient, line: Line, answer: Canned, tries: int
    ) -> None:
        line.will(*[answer] * tries)
        with pytest.raises(UnexpectedAnswerError) as caught:
            get_me.sync_detailed(client=client)
        assert (caught.value.status, caught.value.content) == (answer.status, answer.body)
        assert len(line.sent("/v1/me")) == tries
        line.will(*[answer] * tries)
        async with client:
            with pytest.raises(UnexpectedAnswerError):
                await get_me.asyncio_detailed(client=client)

    def test_is_cut_short_in_the_error(self, client: AuthenticatedClient, line: Line) -> None:
        line.will(Canned(400, "x" * 5000))
        with pytest.raises(UnexpectedAnswerError, match=r"^unexpected answer 400: x{200}$"):
            get_me.sync_detailed(client=client)

    def test_of_an_outage_is_waited_for_by_the_anonymous_too(self, line: Line) -> None:
        line.will(Canned(503), Canned(503), path="/healthz")
        with connect_anonymously(line.base_url, patience=QUICK) as client:
            assert raise_for_problem(get_health.sync_detailed(client=client)).status == "ok"


def ask(method: str, path: str = "/v1/reports", **headers: str) -> httpx.Request:
    return httpx.Request(method, f"https://simpul.example{path}", headers=headers)


class TestJourney:
    """What may be sent again: pure decisions."""

    @pytest.mark.parametrize(
        ("request_", "may"),
        [
            (ask("GET"), True),
            (ask("POST", Authorization="Bearer x"), True),
            (ask("POST"), False),  # nobody keeps an anonymous key
            (ask("POST", "/oauth/token", Authorization="Basic x"), False),
            (ask("PATCH", Authorization="Bearer x"), False),
            (ask("DELETE", Authorization="Bearer x"), False),
        ],
        ids=lambda value: (
            f"{value.method} {value.url.path}" if isinstance(value, httpx.Request) else ""
        ),
    )
    def test_repeats_what_is_safe(self, request_: httpx.Request, may: bool) -> None:  # noqa: FBT001
        journey = Journey(request_, QUICK)
        lost: Callable[..., Any] = journey.after_error
        assert (lost(httpx.ReadError("")) is not None) is may
        assert (lost(httpx.ReadTimeout("")) is not None) is may
        assert lost(httpx.ConnectError("")) is not None
        assert (Journey(request_, QUICK).after_answer(httpx.Response(503)) is not None) is may

    def test_repeats_what_is_marked(self) -> None:
        request = ask("POST", "/bucket")
        request.extensions = {REPEATABLE: True}
        assert Journey(request, QUICK).after_error(httpx.ReadError("")) is not None

    def test_gives_keys_to_posts_of_the_api_alone(self) -> None:
        keys = []
        for request in (ask("POST"), ask("POST"), ask("POST", "/oauth/token"), ask("GET")):
            Journey(request, QUICK)
            keys.append(request.headers.get(KEY))
        assert [key is not None for key in keys] == [True, True, False, False]
        assert keys[0] != keys[1]

    def test_waits_longer_each_time_and_not_for_ever(self) -> None:
        patience = Patience(tries=100, first_pause=1, longest=20)
        journey = Journey(ask("GET"), patience)
        pauses = []
        while (pause := journey.after_error(httpx.ReadError(""))) is not None:
            pauses.append(pause)
        assert all(2**n <= pause <= 2 ** (n + 1) for n, pause in enumerate(pauses))
        assert len(pauses) in {4, 5}  # the fifth takes 16 to 32 s

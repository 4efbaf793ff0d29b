"""How requests travel: with a key that makes them safe to repeat, and again when the line broke.

`SteadyTransport` serves synchronous and asynchronous clients alike; what it decides is in `Journey`.
"""

import asyncio
import random
import time
from collections.abc import Callable
from uuid import uuid4

import httpx
from attrs import Factory, define, frozen

from simpul_client.problems import read_problem, seconds_to_wait, unexpected

KEY = "Idempotency-Key"
# A request with this extension may be sent again although HTTP does not say so.
REPEATABLE = "simpul.repeatable"
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_BROKEN = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)
_TRY_AGAIN = frozenset({429, 502, 503, 504})
Promised = Callable[[httpx.Request, httpx.Response], bool]
_IN_FLIGHT = "idempotency-in-flight"
# What the API answers with; a proxy that wants one to sign in answers with a page.
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DATA = {"application/json", "application/x-ndjson", "text/csv", _XLSX}
_DATA |= {"application/pdf", "image/svg+xml"}  # the recap, a channel's badge
# The one operation that answers with a page; any other page is that of a proxy or a captive portal.
_PAGE = "/recap"


@frozen
class Patience:
    """How often and how long to try; times in seconds.

    No try begins later than `longest` after the first, whatever a Retry-After asks for.
    """

    tries: int = 4
    first_pause: float = 0.5
    longest: float = 60.0

    def pause(self, tried: int) -> float:
        """Doubled each time, and by chance up to as much again: clients must not march in step."""
        doubled = self.first_pause * 2.0 ** (tried - 1)
        return doubled * (1 + random.random())  # noqa: S311 - no secret


@define
class Journey:
    """One request until its answer: what was tried, and whether to try again."""

    request: httpx.Request
    patience: Patience
    tried: int = 0
    began: float = Factory(time.monotonic)

    def __attrs_post_init__(self) -> None:
        if self.request.method == "POST" and "/v1/" in self.request.url.path:
            self.request.headers.setdefault(KEY, str(uuid4()))

    @property
    def repeatable(self) -> bool:
        """Whether a repeat does nothing twice. The API keeps the keys of signed-in callers alone."""
        headers = self.request.headers
        keyed = self.request.method == "POST" and KEY in headers and "Authorization" in headers
        marked = bool(self.request.extensions.get(REPEATABLE))
        return keyed or marked or self.request.method in {"GET", "HEAD"}

    def after_error(self, error: httpx.TransportError) -> float | None:
        """Seconds until the next try, None if there is none."""
        if isinstance(error, _NOTHING_SENT):
            return self._pause(0)
        return self._pause(0) if isinstance(error, _BROKEN) and self.repeatable else None

    def after_answer(self, response: httpx.Response) -> float | None:
        """Seconds until the next try, None if the answer stands."""
        if not self.repeatable or not _asks_for_another(response):
            return None
        return self._pause(seconds_to_wait(response.headers.get("retry-after")) or 0)

    def _pause(self, at_least: float) -> float | None:
        self.tried += 1
        pause = max(at_least, self.patience.pause(self.tried))
        late = time.monotonic() - self.began + pause > self.patience.longest
        return None if late or self.tried >= self.patience.tries else pause


def promised_by_api(request: httpx.Request, response: httpx.Response) -> bool:
    """Whether the API can have given this answer. The generated parsers fail on others in odd ways."""
    if "/v1/" in request.url.path and response.is_error:
        return read_problem(response.content) is not None
    is_page = "/problems/" in request.url.path and response.is_success
    no_content = response.status_code == httpx.codes.NO_CONTENT
    return is_page or no_content or _is_data(response)


class SteadyTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends requests as `Journey` decides, and refuses answers that no API gave.

    Clients of httpx do the sending, so that proxies and certificates are those of the environment.
    Raises `UnexpectedAnswerError` for what is not `promised`, and httpx's own errors when the last
    try failed.
    """

    def __init__(
        self, patience: Patience | None = None, promised: Promised = promised_by_api
    ) -> None:
        self._patience = patience or Patience()
        self._promised = promised
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, read to its end: a line can break there too."""
        journey = Journey(request, self._patience)
        client = self._client = self._client or httpx.Client()
        while True:
            try:
                response = client.send(request)
            except httpx.TransportError as error:
                pause = journey.after_error(error)
                if pause is None:
                    raise
            else:
                pause = journey.after_answer(response)
                if pause is None:
                    return self._checked(request, response)
            time.sleep(pause)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The same without blocking."""
        journey = Journey(request, self._patience)
        client = self._async_client = self._async_client or httpx.AsyncClient()
        while True:
            try:
                response = await client.send(request)
            except httpx.TransportError as error:
                pause = journey.after_error(error)
                if pause is None:
                    raise
            else:
                pause = journey.after_answer(response)
                if pause is None:
                    return self._checked(request, response)
            await asyncio.sleep(pause)

    def _checked(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if self._promised(request, response):
            return response
        raise unexpected(response.status_code, response.content)

    def close(self) -> None:
        """Close connections. Copies of a client share its transport: used again, it opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    async def aclose(self) -> None:
        """The same."""
        client, self._async_client = self._async_client, None
        if client is not None:
            await client.aclose()


def _asks_for_another(response: httpx.Response) -> bool:
    if response.status_code in _TRY_AGAIN:
        return True
    # The first try is still being worked on: its answer is the one to have.
    problem = (
        read_problem(response.content) if response.status_code == httpx.codes.CONFLICT else None
    )
    return problem is not None and problem.code == _IN_FLIGHT


def _is_data(response: httpx.Response) -> bool:
    media_type: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "text/html":
        return response.request.url.path.endswith(_PAGE)
    return media_type in _DATA or media_type.endswith("+json")

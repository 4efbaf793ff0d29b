"""Requests that survive a flaky line: repeated under one Idempotency-Key, with waits that are bounded."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient, RequestError, Response

from bench.measured import Measured
from bench.sign_in import Person, SignInError

ATTEMPTS = 6
_LONGEST_WAIT = 30.0  # seconds, also where Retry-After asks for more
_AGAIN = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}


class RefusedError(Exception):
    """An answer of no use: its problem document, or what there is of one."""

    def __init__(self, operation: str, status: int, problem: dict[str, Any]) -> None:
        code, detail = problem.get("code", "no problem document"), problem.get("detail", "")
        fields = [f"{each['pointer']} {each['code']}" for each in problem.get("errors", [])]
        super().__init__(" ".join([f"{operation}: {status} {code}: {detail}", *fields]))
        self.status = status
        self.code = code
        self.problem = problem


class UnreachableError(Exception):
    """Nothing but lost connections and busy servers, as often as we try."""


@dataclass(frozen=True)
class Operation:
    """One request. `version` becomes If-Match."""

    name: str
    method: str
    path: str
    body: dict[str, Any] | None = None
    version: int | None = None


class Sender:
    """Sends in the name of people. `pause` takes seconds; tests do not want to wait."""

    def __init__(
        self,
        http: AsyncClient,
        measured: Measured,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = http
        self._measured = measured
        self._pause = pause

    async def send(self, person: Person, operation: Operation) -> dict[str, Any]:
        """The JSON object of a 2xx answer. Raises `RefusedError`, `UnreachableError`, `SignInError`."""
        headers = {"Accept-Language": "en"}
        if operation.method == "POST":
            headers["Idempotency-Key"] = str(uuid4())  # one for all attempts
        if operation.version is not None:
            headers["If-Match"] = f'"{operation.version}"'
        answer: Response | None = None
        for attempt in range(ATTEMPTS):
            if attempt:
                self._measured.repeats += 1
                await self._pause(_wait(answer, attempt))
            answer = await self._try(person, operation, headers)
            if answer is not None and not _may_repeat(answer):
                break
        if answer is None:
            message = f"{operation.name}: no answer in {ATTEMPTS} attempts"
            raise UnreachableError(message)
        return _body(operation, answer)

    async def _try(
        self, person: Person, operation: Operation, headers: dict[str, str]
    ) -> Response | None:
        """One attempt; None when nothing came back."""
        try:
            token = await person.bearer()
            with self._measured.timed(operation.name):
                answer = await self._http.request(
                    operation.method,
                    operation.path,
                    json=operation.body,
                    headers={**headers, "Authorization": f"Bearer {token}"},
                )
        except RequestError:
            return None
        except SignInError as error:
            if not error.later:
                raise
            return None
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            person.expire(token)
        return answer


def _may_repeat(answer: Response) -> bool:
    if answer.status_code in _AGAIN or answer.status_code == HTTPStatus.UNAUTHORIZED:
        return True
    # Our own first attempt, whose connection was lost, is still being worked on.
    return (
        answer.status_code == HTTPStatus.CONFLICT
        and _problem(answer).get("code") == "idempotency-in-flight"
    )


def _wait(answer: Response | None, attempt: int) -> float:
    """Seconds: what Retry-After says, or twice as long each time, so that not all come at once."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    seconds = float(asked) if asked.isascii() and asked.isdigit() else 0.25 * 2**attempt
    return min(seconds, _LONGEST_WAIT) + random.uniform(0, 0.1)


def _problem(answer: Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _body(operation: Operation, answer: Response) -> dict[str, Any]:
    found = _problem(answer)
    # Something on the way may say 200 with a page of its own.
    if not answer.is_success or not found:
        raise RefusedError(operation.name, answer.status_code, found)
    return found

"""What the API answers instead of what was asked for, as exceptions."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol, TypeVar

from simpul_client.models import OAuthError, Problem, ProblemField

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
_SHOWN = 200  # characters of an answer that nobody expected


class ProblemError(Exception):
    """The API refused, and said why (RFC 9457). Decide by `code`: it is stable.

    `status`, `code`, `detail`, `request_id` and `errors` are the document's; further members that
    come with some codes (`allowed`, `existing_id`) are in `problem`. `retry_after` is in seconds.
    """

    def __init__(self, problem: Problem, retry_after: int | None = None) -> None:
        super().__init__(problem, retry_after)
        self.problem = problem
        self.status: int = problem.status
        self.code: str = problem.code
        self.detail: str = problem.detail
        self.request_id: str = problem.request_id
        self.errors: list[ProblemField] = problem.errors
        self.retry_after = retry_after

    def __str__(self) -> str:
        lines = [f"{self.problem.title}: {self.detail} ({self.status} {self.code})"]
        lines += [f"  {field.pointer}: {field.detail}" for field in self.errors]
        return "\n".join([*lines, f"  request {self.request_id}"])


class InvalidRequestError(ProblemError):
    """400: the request cannot be read; a cursor or a key is not valid."""


class UnauthenticatedError(ProblemError):
    """401: no token, or one that is no longer good."""


class ForbiddenError(ProblemError):
    """403: you see it but may not do this."""


class NotFoundError(ProblemError):
    """404: there is no such row, or it is not yours; nobody can tell which."""


class ConflictError(ProblemError):
    """409: it does not go together with what is there."""


class GoneError(ProblemError):
    """410: it was public and was taken down; `problem.public_reason` says why."""


class StaleError(ProblemError):
    """412: somebody else changed the row since you read it. Read it again, then decide again."""


class UnprocessableError(ProblemError):
    """422: `errors` says what to change."""


class RateLimitedError(ProblemError):
    """429: wait `retry_after` seconds."""


class UnavailableError(ProblemError):
    """503: something that the API needs does not answer; try again in `retry_after` seconds."""


_BY_STATUS: Mapping[int, type[ProblemError]] = {
    400: InvalidRequestError,
    401: UnauthenticatedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    410: GoneError,
    412: StaleError,
    422: UnprocessableError,
    429: RateLimitedError,
    503: UnavailableError,
}


class UnexpectedAnswerError(Exception):
    """An answer that is neither what was promised nor a problem document: a proxy's page, mostly."""

    def __init__(self, status: int, content: str) -> None:
        super().__init__(status, content)
        self.status = status
        self.content = content

    def __str__(self) -> str:
        return f"unexpected answer {self.status}: {self.content or '(empty)'}"


class SignInError(Exception):
    """There is no token. `error` is a code of RFC 6749 (`access_denied`, `invalid_grant`) or ours."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(error, description)
        self.error = error
        self.description = description

    def __str__(self) -> str:
        return f"{self.description} ({self.error})" if self.description else self.error


class Answer(Protocol[T_co]):
    """What the `_detailed` functions of the generated client return."""

    @property
    def status_code(self) -> HTTPStatus:
        """As it came."""

    @property
    def content(self) -> bytes:
        """The body."""

    @property
    def headers(self) -> Mapping[str, str]:
        """As they came."""

    @property
    def parsed(self) -> T_co | None:
        """The model of this status, None where there is none."""


def raise_for_problem(response: Answer[Problem | OAuthError | T]) -> T:
    """What the operation promised; None where it promises no content (204).

    Raises the subclass of `ProblemError` for the status, `SignInError` for an answer of the token
    endpoint, and `UnexpectedAnswerError` for anything else.
    """
    parsed = response.parsed
    if isinstance(parsed, Problem):
        raise problem_error(parsed, response.headers)
    if isinstance(parsed, OAuthError):
        raise SignInError(parsed.error, str(parsed.error_description or ""))
    if parsed is None and response.status_code != HTTPStatus.NO_CONTENT:
        # A status that the document does not have for this operation.
        problem = read_problem(response.content)
        if problem is not None:
            raise problem_error(problem, response.headers)
        raise unexpected(response.status_code, response.content)
    return parsed  # type: ignore[return-value]  # with 204 T is None or Any


def problem_error(problem: Problem, headers: Mapping[str, str]) -> ProblemError:
    """The exception for a problem document."""
    kind = _BY_STATUS.get(problem.status, ProblemError)
    return kind(problem, seconds_to_wait(headers.get("retry-after")))


def read_problem(content: bytes) -> Problem | None:
    """The problem document in a body, None if it is none."""
    try:
        return Problem.from_dict(json.loads(content))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def unexpected(status: int, content: bytes) -> UnexpectedAnswerError:
    """The exception for an answer that nobody promised."""
    text = content.decode(errors="replace").strip()
    return UnexpectedAnswerError(int(status), text[:_SHOWN])


def seconds_to_wait(retry_after: str | None) -> int | None:
    """The seconds of a Retry-After header, which may name a date instead (RFC 9110 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.isdecimal():
        return int(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0, round((moment.astimezone(UTC) - datetime.now(UTC)).total_seconds()))

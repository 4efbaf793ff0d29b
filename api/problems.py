"""Errors as `application/problem+json` (RFC 9457), in the caller's language; input is never echoed."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from api.errors import (
    BodyTooLargeError,
    ConflictError,
    InternalError,
    InvalidBodyError,
    InvalidParameterError,
    InvalidRequestError,
    MethodNotAllowedError,
    NotFoundError,
    SimpulError,
    Text,
    UnavailableError,
    UnsupportedMediaTypeError,
    catalogue,
)
from api.logs import shown_path
from api.negotiation import qualities
from api.translations import field_of, pointer

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger("api.problems")
_MOST_FIELDS = 50
_JSON = re.compile(r"application/([a-z0-9.-]+\+)?json")


def _only(code: str, description: str) -> Any:  # noqa: ANN401 - as Pydantic's own Field
    # A factory without a default: the schema says "may be missing", and not what it is then.
    return Field(default_factory=str, description=f"with `{code}`: {description}")


class ProblemField(BaseModel):
    """One thing to change in a request."""

    pointer: str = Field(description="JSON Pointer into the body, or `?name` of a parameter")
    code: str
    detail: str


class Problem(BaseModel):
    """Every answer that is not 2xx. The members after `errors` come with some codes only."""

    type: str = Field(description="a page that explains this code")
    title: str
    status: int
    code: str = Field(description="stable; decide by this")
    detail: str = Field(description="for people, in the language of Accept-Language")
    request_id: str
    errors: list[ProblemField]
    permission: str = _only("permission-required", "the one that is missing")
    policy: str = _only("policy-acknowledgement-required", "the address of what is to be read")
    state: str = _only("transition-not-allowed", "the status that it has")
    allowed: list[str] = _only("transition-not-allowed", "the operations that apply now")
    existing_id: UUID = _only(
        "external-reference-taken`, `name-taken`, `member-exists", "the row that is there already"
    )
    client_ids: list[UUID] = _only("successor-required", "the clients that he answers for")
    asset_ids: list[UUID] = _only("asset-not-ready", "the assets that are not ready")
    missing_parts: list[int] = _only("upload-missing", "the parts that the storage does not have")
    used: int = _only("storage-quota-exceeded", "bytes that are stored or announced")
    quota: int = _only("storage-quota-exceeded", "bytes that may be")
    opens_on: date = _only("period-not-open", "its first day")
    open_until: date = _only("period-closed", "the last day on which it took reports")
    reasons: list[str] = _only("countersign-required", "why the province must sign")
    number: str = _only("retracted", "the number of the clarification")
    public_reason: str = _only("retracted", "why it was taken down")


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of an operation: these problem answers, and those that any may give."""
    described = {status: _describe(status) for status in (*statuses, 413, 415, 422, 429, 500, 503)}
    return dict(sorted(described.items()))


def _describe(status: int) -> dict[str, Any]:
    codes = [code for code, error in catalogue().items() if error.status == status]
    names = ", ".join(f"[`{code}`](/problems/{code})" for code in codes)
    return {"description": f"Problem: {names}", "model": Problem}


def language_of(request: Request) -> str:
    """`id` or `en`, whichever Accept-Language ranks first; Indonesian when it names neither."""
    ranked: dict[str, float] = {}
    for name, quality in qualities(request.headers.get("accept-language", "")).items():
        primary = name.partition("-")[0]
        if primary in {"id", "en"} and quality > 0:
            ranked[primary] = max(quality, ranked.get(primary, 0.0))
    return max(ranked, key=lambda name: ranked[name]) if ranked else "id"


def in_language(text: Text, language: str) -> str:
    """The text in one of its two languages."""
    return text.en if language == "en" else text.id


def problem_response(request: Request, error: SimpulError) -> Response:
    """The answer for an error."""
    language = language_of(request)
    fields = error.errors if isinstance(error, InvalidBodyError) else []
    body = {
        "type": f"/problems/{error.code}",
        "title": in_language(error.title, language),
        "status": error.status,
        "code": error.code,
        "detail": in_language(error.detail, language),
        "request_id": getattr(request.state, "request_id", ""),
        "errors": [
            {"pointer": f.pointer, "code": f.code, "detail": in_language(f.detail, language)}
            for f in fields
        ],
        **error.extra,
    }
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=error.status,
        media_type=MEDIA_TYPE,
        headers={**error.headers, "Content-Language": language, "Cache-Control": "no-store"},
    )


def _pointer(location: Sequence[Any]) -> str:
    source, *path = location
    if source == "body":
        return pointer(path)
    return "?" + pointer(path).removeprefix("/").replace("/", ".")


def from_validation(errors: Sequence[Mapping[str, Any]]) -> SimpulError:
    """What FastAPI found wrong with a request, as one of our errors.

    An id in the path that is no UUID is simply absent: 404, like any other that nobody has.
    """
    if any(error["loc"][0] == "path" for error in errors):
        return NotFoundError()
    errors = errors[:_MOST_FIELDS]  # they say enough, and an answer must not outgrow its request
    fields = [
        field_of(error, "" if error["type"] == "json_invalid" else _pointer(error["loc"]))
        for error in errors
    ]
    in_body = any(error["loc"][0] == "body" for error in errors)
    return InvalidBodyError(fields) if in_body else InvalidParameterError(fields)


_BY_STATUS: dict[int, type[SimpulError]] = {
    404: NotFoundError,
    405: MethodNotAllowedError,
    413: BodyTooLargeError,
    415: UnsupportedMediaTypeError,
}


def _answer_simpul(request: Request, error: Exception) -> Response:
    assert isinstance(error, SimpulError)  # noqa: S101 - narrows what Starlette types as Exception
    return problem_response(request, error)


def _answer_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    in_body = any(finding["loc"][0] == "body" for finding in error.errors())
    if in_body and media_type and not _JSON.fullmatch(media_type):
        return problem_response(request, UnsupportedMediaTypeError())
    return problem_response(request, from_validation(error.errors()))


def _answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    response = problem_response(request, _BY_STATUS.get(error.status_code, InvalidRequestError)())
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def _answer_database(request: Request, error: Exception) -> Response:
    if isinstance(error, DataError):  # a value that no rule of ours refused, and the database did
        _log.warning("data-error", path=shown_path(request.url.path))
        return problem_response(request, InvalidRequestError())
    # Class 40: a deadlock or a failed serialization. Rolled back; the caller may repeat.
    if isinstance(error, IntegrityError) or _sqlstate(error).startswith("40"):
        _log.info("conflict", sqlstate=_sqlstate(error))
        return problem_response(request, ConflictError())
    broken = isinstance(error, DBAPIError) and error.connection_invalidated
    if broken or isinstance(error, OperationalError | PoolTimeoutError | OSError):
        _log.warning("database-unavailable", error=type(error).__name__)
        return problem_response(request, UnavailableError())
    return answer_bug(request, error)


def _sqlstate(error: Exception) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")


def answer_bug(request: Request, error: Exception) -> Response:
    """The answer when we failed; what happened goes to the log alone."""
    _log.error("internal-error", path=shown_path(request.url.path), exc_info=error)
    return problem_response(request, InternalError())


def install(app: FastAPI) -> None:
    """Have every error of the application answered as a problem."""
    app.add_exception_handler(SimpulError, _answer_simpul)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(DBAPIError, _answer_database)
    app.add_exception_handler(PoolTimeoutError, _answer_database)

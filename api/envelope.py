"""What every HTTP answer carries: a request id, the rate limit, and one line in the log."""

import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

from api.errors import BodyTooLargeError
from api.logs import shown_path
from api.problems import answer_bug, problem_response

_log = structlog.get_logger("api.access")
LARGEST_BODY = 1024 * 1024  # bytes; files go straight to the storage


def _is_too_large(scope: Scope) -> bool:
    told = Headers(scope=scope).get("content-length", "")
    return told.isdecimal() and int(told) > LARGEST_BODY


def _limited(receive: Receive) -> Receive:
    """Receive a body up to its limit; FastAPI's own limit stands outside of our problem answers."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return counted


class Envelope:
    """ASGI middleware. Handlers set `request.state.rate_limit`; this writes it out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and complete its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, started = time.perf_counter(), False
        request_id = uuid7().hex
        state = scope.setdefault("state", {})
        state["request_id"] = request_id

        async def complete(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                headers["X-Content-Type-Options"] = "nosniff"
                if "rate_limit" in state:
                    headers["RateLimit"], headers["RateLimit-Policy"] = state["rate_limit"]
                _log.info(
                    "request",
                    method=scope["method"],
                    path=shown_path(scope["path"]),
                    status=message["status"],
                    milliseconds=round((time.perf_counter() - begun) * 1000, 1),
                    request_id=request_id,
                )
            await send(message)

        if _is_too_large(scope):  # before anything is done, also where no body is expected
            await problem_response(Request(scope), BodyTooLargeError())(scope, receive, complete)
            return
        try:
            await self._app(scope, _limited(receive), complete)
        except Exception as error:
            # Here and not in Starlette's outermost handler, whose answers pass this one by.
            if started:
                raise
            await answer_bug(Request(scope), error)(scope, receive, complete)

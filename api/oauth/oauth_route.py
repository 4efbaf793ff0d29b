"""Refusals of the endpoints that clients call with a form, in the form that OAuth gives them."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.errors import TooManyRequestsError
from api.oauth.request import FORM, NotAFormError, require_plain_form

_NOT_STORED = {"Cache-Control": "no-store"}


class OAuthRoute(APIRoute):
    """Answers what never reached the endpoint as RFC 6749 5.2 has it, not as a problem document."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with its own refusals translated."""
        handle = super().get_route_handler()

        async def handle_in_oauth(request: Request) -> Response:
            try:
                require_plain_form(request)
                return await handle(request)
            except NotAFormError:
                return _refusal(400, "invalid_request", f"Not a form ({FORM}).", {})
            except (RequestValidationError, HTTPException) as error:
                if getattr(error, "status_code", 400) != status.HTTP_400_BAD_REQUEST:
                    raise
                return _refusal(400, "invalid_request", "Not a readable form.", {})
            except TooManyRequestsError as error:
                # The specification has no word of its own for it; clients that know Retry-After wait.
                description = "Too many requests; wait for Retry-After."
                return _refusal(429, "temporarily_unavailable", description, error.headers)

        return handle_in_oauth


def _refusal(code: int, error: str, description: str, headers: dict[str, str]) -> Response:
    body = {"error": error, "error_description": description}
    return JSONResponse(body, code, {**_NOT_STORED, **headers})

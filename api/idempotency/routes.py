"""The dependency and the route class that make POST safe to repeat (draft-ietf-httpapi-idempotency-key)."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.access.principal import Principal
from api.errors import InvalidIdempotencyKeyError
from api.fields import SHOWN_ONCE
from api.idempotency.service import Answer, Claim, claim, keep

_KEPT_HEADERS = ("etag", "location", "content-type")
_LONGEST = 200


class ReplayError(Exception):
    """Raised to end a request with an answer that was given before."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


async def replay(
    request: Request, caller: Principal, session: AsyncSession, key: str | None
) -> Claim | None:
    """What a request claims by its key, until the transaction ends; None without a key.

    Raises `ReplayError` for a repeat, with the answer that was given.
    """
    if key is None:
        return None
    if not (key.isascii() and key.isprintable()) or not 1 <= len(key) <= _LONGEST:
        raise InvalidIdempotencyKeyError
    seen = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    fingerprint = hashlib.sha256(seen + await request.body()).hexdigest()
    operation = request.scope["route"].operation_id
    claimed = Claim(caller.tenant.id, f"{caller.key}:{operation}", key, fingerprint)
    kept = await claim(session, claimed)
    if kept is not None:
        raise ReplayError(kept)
    return claimed


async def _idempotent(
    request: Request,
    caller: Authenticated,
    session: DB,
    idempotency_key: Annotated[
        str | None,
        Header(
            description="Chosen by you, new for each change. A repeat gives the first answer again."
        ),
    ] = None,
) -> None:
    claimed = await replay(request, caller, session, idempotency_key)
    if claimed is None:
        return

    async def remember(response: Response) -> None:
        headers = {n: v for n, v in response.headers.items() if n in _KEPT_HEADERS}
        body = _without_secrets(request, bytes(response.body).decode())
        answer = Answer(response.status_code, headers, body)
        await keep(session, claimed, answer)

    request.state.remember = remember


def _without_secrets(request: Request, body: str) -> str:
    """The body with null for what is told once: whoever can ask again later must not learn it."""
    fields = getattr(request.scope["route"].response_model, "model_fields", {})
    secrets = [name for name, field in fields.items() if SHOWN_ONCE in field.metadata]
    if not secrets:
        return body
    kept = {**json.loads(body), **dict.fromkeys(secrets)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


Idempotent = Annotated[None, Depends(_idempotent)]


class IdempotentRoute(APIRoute):
    """Keeps the answer of a request that named a key, before the commit."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with the answer kept while its transaction is still open."""
        handle = super().get_route_handler()

        async def handle_and_keep(request: Request) -> Response:
            response = await handle(request)
            remember: Callable[[Response], Awaitable[None]] | None
            remember = getattr(request.state, "remember", None)
            if remember is not None and 200 <= response.status_code < 300:  # noqa: PLR2004
                await remember(response)
            return response

        return handle_and_keep


def _replay(_: Request, error: Exception) -> Response:
    assert isinstance(error, ReplayError)  # noqa: S101 - narrows what Starlette types as Exception
    answer = error.answer
    headers = {**answer.headers, "Idempotent-Replayed": "true"}
    return Response(answer.body, answer.status, headers)


def install(app: FastAPI) -> None:
    """Have replays answered."""
    app.add_exception_handler(ReplayError, _replay)

"""/oauth, /login and the metadata. What the endpoints answer is sent after the commit."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.access.limits import address_of
from api.oauth import cookies, pages, service
from api.oauth.endpoints import (
    ChooseTenant,
    Refused,
    SignInFirst,
    authorization_answer,
    token_answer,
)
from api.oauth.keys import public_jwks
from api.oauth.request import Asked, read_form, read_query
from api.oauth.schemas import (
    OAuthError,
    PublicKeys,
    ServerMetadata,
    TokenAnswer,
    TokenRequest,
    metadata,
)
from api.oauth.server import SCOPES
from api.oauth.tokens import TokenIssuer
from api.problems import problems
from tenants.session import as_system, transaction

_CACHED = {"Cache-Control": "public, max-age=300"}
_STYLE = (Path(__file__).parent / "templates" / "login.css").read_text(encoding="utf-8")


class OAuthRoute(APIRoute):
    """Answers a form that cannot be read as RFC 6749 5.2 has it, not as a problem document."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with its own refusals translated."""
        handle = super().get_route_handler()

        async def handle_in_oauth(request: Request) -> Response:
            try:
                return await handle(request)
            except (RequestValidationError, HTTPException) as error:
                if getattr(error, "status_code", 400) != status.HTTP_400_BAD_REQUEST:
                    raise
                body = {"error": "invalid_request", "error_description": "Not a readable form."}
                return JSONResponse(body, 400, {"Cache-Control": "no-store"})

        return handle_in_oauth


router = APIRouter(tags=["oauth"])
_token_router = APIRouter(route_class=OAuthRoute)


def _issuer(request: Request) -> TokenIssuer:
    return TokenIssuer(request.app.state.settings, request.app.state.keys.keys())


@_token_router.post(
    "/oauth/token",
    operation_id="create_token",
    response_model=TokenAnswer,
    responses={
        **problems(),
        400: {"model": OAuthError, "description": "Refused (RFC 6749 5.2)"},
        401: {"model": OAuthError, "description": "The client's id or secret is wrong"},
    },
)
async def create_token(request: Request, _: Annotated[TokenRequest, Form()]) -> Response:
    """A token by client credentials, authorization code (PKCE) or refresh token.

    A refresh token is good once. Using one a second time, or a code, ends everything that came from
    that sign-in.
    """
    asked = await read_form(request)
    state = request.app.state
    async with transaction(state.sessions, as_system("token endpoint")) as session:
        answer = await session.run_sync(token_answer, _issuer(request), asked)
    if answer.status == status.HTTP_401_UNAUTHORIZED:
        await state.limiter.hit_address(request)
    return JSONResponse(answer.body, answer.status, answer.headers)


router.include_router(_token_router)


@router.get("/oauth/authorize", operation_id="authorize", include_in_schema=False)
async def authorize(request: Request) -> Response:
    """Sends a code to the client, or a page to the person."""
    return await _authorize(request, read_query(request))


@router.post("/oauth/authorize", operation_id="authorize_form", include_in_schema=False)
async def authorize_form(request: Request) -> Response:
    """The same by POST, which RFC 6749 3.1 allows."""
    return await _authorize(request, await read_form(request))


async def _authorize(request: Request, asked: Asked) -> Response:
    scope = as_system("authorization endpoint")
    async with transaction(request.app.state.sessions, scope) as session:
        person_id = await service.person_signed_in(session, cookies.session_secret(request))
        decision = await session.run_sync(authorization_answer, _issuer(request), asked, person_id)
    if isinstance(decision, Refused):
        return pages.refused(request, decision.description)
    if isinstance(decision, SignInFirst):
        return pages.to_sign_in(asked.items)
    if isinstance(decision, ChooseTenant):
        return pages.choose_tenant(request, asked.items, decision.members)
    return pages.redirect(decision.location, status.HTTP_302_FOUND)


@router.get("/login", operation_id="show_sign_in", include_in_schema=False)
async def show_sign_in(request: Request) -> Response:
    """The sign-in page."""
    return pages.sign_in(request, pages.pack(read_query(request).items))


@router.post("/login", operation_id="sign_in", include_in_schema=False)
async def sign_in(request: Request) -> Response:
    """Checks e-mail and password, and goes on to the authorization endpoint."""
    form = await read_form(request)
    carried, email = form.get("request") or "", form.get("email") or ""
    if not cookies.is_from_our_page(request, form.get(cookies.FIELD) or ""):
        return pages.sign_in(request, carried, status=403, error="stale", email=email)
    given = service.Credentials(email, form.get("password") or "", address_of(request))
    state = request.app.state
    try:
        person_id = await service.check_password(state.sessions, state.limiter, given)
    except service.WrongCredentialsError:
        # Counts whoever tries one password on many accounts.
        await state.limiter.hit_address(request)
        return pages.sign_in(request, carried, status=401, error="wrong", email=email)
    except service.TooManyAttemptsError:
        return pages.sign_in(request, carried, status=429, error="too_many", email=email)
    return await _signed_in(request, person_id, carried)


async def _signed_in(request: Request, person_id: UUID, carried: str) -> Response:
    state, before = request.app.state, cookies.session_secret(request)
    async with transaction(state.sessions, as_system("sign-in: session")) as session:
        secret = await service.start_session(
            session, person_id, state.settings.oauth.session_hours, before
        )
    response = pages.to_authorization(carried) or pages.signed_in(request)
    cookies.keep_session(request, response, secret)
    return response


@router.get("/login.css", operation_id="get_sign_in_style", include_in_schema=False)
async def get_sign_in_style() -> Response:
    """The pages' style sheet."""
    return Response(_STYLE, media_type="text/css", headers=_CACHED)


@router.get("/oauth/jwks", operation_id="get_jwks", responses=problems())
async def get_jwks(request: Request, response: Response) -> PublicKeys:
    """The public keys that access tokens are verified with (RFC 7517)."""
    response.headers.update(_CACHED)
    return PublicKeys.model_validate(public_jwks(request.app.state.keys.keys()))


@router.get(
    "/.well-known/oauth-authorization-server",
    operation_id="get_server_metadata",
    responses=problems(),
)
async def get_server_metadata(request: Request, response: Response) -> ServerMetadata:
    """The authorization server's endpoints and abilities (RFC 8414)."""
    response.headers.update(_CACHED)
    return metadata(request.app.state.settings.base_url, list(SCOPES))

"""The endpoints of the protocol. What they answer is sent after the commit."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response, status
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.access.limits import Limiter, address_of, network_of
from api.oauth import cookies, pages
from api.oauth.endpoints import (
    ChooseTenant,
    Refused,
    SignInFirst,
    authorization_answer,
    token_answer,
)
from api.oauth.inspection import introspection_answer, revocation_answer
from api.oauth.oauth_route import OAuthRoute
from api.oauth.page_route import PageRoute
from api.oauth.request import Asked, read_form, read_query
from api.oauth.schemas import (
    Introspection,
    OAuthError,
    Revoked,
    TokenAnswer,
    TokenInspectionRequest,
    TokenRequest,
)
from api.oauth.server import Answer
from api.oauth.tokens import TokenIssuer
from api.problems import problems
from tenants.session import as_system, transaction

_REFUSALS: dict[int | str, dict[str, Any]] = {
    **problems(),
    400: {"model": OAuthError, "description": "Refused (RFC 6749 5.2)"},
    401: {"model": OAuthError, "description": "The client's id or secret is wrong"},
    429: {"model": OAuthError, "description": "Too many requests: wait for Retry-After"},
}
_form_router = APIRouter(route_class=OAuthRoute)
_page_router = APIRouter(route_class=PageRoute, include_in_schema=False)
router = APIRouter()


def _issuer(request: Request) -> TokenIssuer:
    return TokenIssuer(request.app.state.settings, request.app.state.keys.keys())


async def _answer(
    request: Request, purpose: str, answer: Callable[..., Answer], *arguments: object
) -> Response:
    """What a synchronous endpoint answers on one transaction, as HTTP.

    An address may ask as often as a caller may, for its clients say who they are; who cannot prove it
    counts as anonymous, too.
    """
    limiter: Limiter = request.app.state.limiter
    await limiter.hit_caller(request, f"oauth:{network_of(address_of(request))}")
    asked = await read_form(request)
    async with transaction(request.app.state.sessions, as_system(purpose)) as session:
        made = await session.run_sync(_run, answer, _issuer(request), asked, *arguments)
    if made.status == status.HTTP_401_UNAUTHORIZED:
        await limiter.hit_address(request)
    return JSONResponse(made.body, made.status, made.headers)


def _run(session: Session, answer: Callable[..., Answer], *arguments: object) -> Answer:
    return answer(session, *arguments)


@_form_router.post(
    "/oauth/token", operation_id="create_token", response_model=TokenAnswer, responses=_REFUSALS
)
async def create_token(request: Request, _: Annotated[TokenRequest, Form()]) -> Response:
    """A token by client credentials, authorization code (PKCE) or refresh token.

    A refresh token is good once. Using one a second time, or a code, ends everything that came from
    that sign-in, access tokens included. With the scope `openid` a code gives an ID token too.
    """
    return await _answer(request, "token endpoint", token_answer)


@_form_router.post(
    "/oauth/revoke", operation_id="revoke_token", response_model=Revoked, responses=_REFUSALS
)
async def revoke_token(request: Request, _: Annotated[TokenInspectionRequest, Form()]) -> Response:
    """End a token of your own (RFC 7009).

    A refresh token ends with everything that came from its sign-in; an access token ends alone. A
    token that is unknown or over is answered like one that was ended.
    """
    verifier = request.app.state.verifier
    return await _answer(request, "revocation endpoint", revocation_answer, verifier.claims)


@_form_router.post(
    "/oauth/introspect",
    operation_id="introspect_token",
    response_model=Introspection,
    responses=_REFUSALS,
)
async def introspect_token(
    request: Request, _: Annotated[TokenInspectionRequest, Form()]
) -> Response:
    """Whether a token is good now, and what it says (RFC 7662); for clients that have a secret.

    About tokens of the client's own government alone: any other is answered as if it did not exist.
    """
    verifier = request.app.state.verifier
    return await _answer(request, "introspection endpoint", introspection_answer, verifier.claims)


@_page_router.get("/oauth/authorize", operation_id="authorize")
async def authorize(request: Request) -> Response:
    """Sends a code to the client, or a page to the person."""
    return await _authorize(request, read_query(request))


@_page_router.post("/oauth/authorize", operation_id="authorize_form")
async def authorize_form(request: Request) -> Response:
    """The same by POST, which RFC 6749 3.1 allows."""
    return await _authorize(request, await read_form(request))


async def _authorize(request: Request, asked: Asked) -> Response:
    secret = cookies.session_secret(request)
    scope = as_system("authorization endpoint")
    async with transaction(request.app.state.sessions, scope) as session:
        decision = await session.run_sync(authorization_answer, _issuer(request), asked, secret)
    if isinstance(decision, Refused):
        return pages.refused(request, decision.description)
    if isinstance(decision, SignInFirst):
        return pages.to_sign_in(decision.items)
    if isinstance(decision, ChooseTenant):
        return pages.choose_tenant(request, asked.items, decision.members)
    return pages.redirect(decision.location, status.HTTP_302_FOUND)


router.include_router(_form_router)
router.include_router(_page_router)

"""Signing in at the province's own OpenID provider: the way there and back."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.errors import NotFoundError
from api.oauth import cookies, federation_attempt, federation_pages, pages, service
from api.oauth.federation import (
    Federation,
    NotVouchedError,
    Provider,
    ProviderUnavailableError,
    Vouched,
)
from api.oauth.federation_attempt import Attempt
from api.oauth.federation_members import find_person, find_province
from api.oauth.page_route import PageRoute, system, visitor_of
from api.settings import Settings

CALLBACK = f"{federation_attempt.PATH}/callback"
router = APIRouter(route_class=PageRoute, include_in_schema=False)


def _federation(request: Request) -> Federation:
    found: Federation | None = request.app.state.federation
    if found is None:
        raise NotFoundError
    return found


@router.get(federation_attempt.PATH, operation_id="begin_federated_sign_in")
async def begin(request: Request) -> Response:
    """Sends the browser to the provider, with the authorization request kept in a cookie."""
    asked = request.query_params
    carried = pages.pack(pages.unpack(asked.get("request", "")))
    try:
        provider = await _federation(request).provider()
    except ProviderUnavailableError:
        return await _failed(request, "unavailable", 502, carried)
    session = request.scope["session"] = {}
    # `again`: the provider would let the same person through without a word.
    prompt = {"prompt": "login"} if asked.get("again") else {}
    language = {"ui_locales": cookies.language(request)}
    address, state = await provider.address(request, _callback(request), **language, **prompt)
    response = federation_pages.leave(request, address)
    try:
        federation_attempt.keep(request, response, state, Attempt(session, carried))
    except federation_attempt.TooLongError:
        return await _failed(request, "too_long", 400)
    return response


def _callback(request: Request) -> str:
    return f"{request.app.state.settings.base_url}{CALLBACK}"


@router.get(CALLBACK, operation_id="end_federated_sign_in")
async def end(request: Request) -> Response:
    """Takes the provider's answer and signs in whom it is about."""
    federation = _federation(request)
    if "lang" in request.query_params:  # our own link: the answer itself is good only once
        return _in_other_language(request)
    state = _only(request, "state")
    attempt = federation_attempt.find(request, state) if state else None
    if state is None or attempt is None:
        return federation_pages.failed(request, "stale", 400)
    response = await _answer(request, federation, attempt)
    federation_attempt.forget(request, response, state)
    return response


def _in_other_language(request: Request) -> Response:
    response = pages.to_sign_in(request.query_params.multi_items())
    cookies.keep_language(request, response)
    return response


def _only(request: Request, name: str) -> str | None:
    """A parameter that was given once; Authlib would read the last, somebody else the first."""
    given = request.query_params.getlist(name)
    return given[0] if len(given) == 1 else None


async def _answer(request: Request, federation: Federation, attempt: Attempt) -> Response:
    carried = attempt.carried
    try:
        provider = await federation.provider()
        if not provider.is_sender(request.query_params.getlist("iss")):
            return await _failed(request, "refused", 400, carried)
        if "error" in request.query_params:
            return await _not_signed_in(request, carried)
        if _only(request, "code") is None:
            return await _failed(request, "refused", 400, carried)
        vouched = await _vouched(request, provider, attempt)
    except ProviderUnavailableError:
        return await _failed(request, "unavailable", 502, carried)
    except NotVouchedError:
        return await _failed(request, "refused", 502, carried)
    return await _enter(request, vouched, carried)


async def _vouched(request: Request, provider: Provider, attempt: Attempt) -> Vouched:
    request.scope["session"] = attempt.session
    return await provider.vouched(request)


async def _not_signed_in(request: Request, carried: str) -> Response:
    """The provider says why in its own words, which anybody could have written: ours instead."""
    broken = {"server_error", "temporarily_unavailable"}
    if request.query_params.get("error") in broken:
        return await _failed(request, "unavailable", 502, carried)
    return federation_pages.failed(request, "cancelled", 403, carried)


async def _enter(request: Request, vouched: Vouched, carried: str) -> Response:
    settings: Settings = request.app.state.settings
    async with system(request, "federated sign-in") as session:
        person = await find_person(session, vouched.email) if vouched.verified else None
        if person is None:
            province = await find_province(session, settings.province)
            return federation_pages.unknown(request, carried, province, vouched)
        # No second factor of ours: the provider is trusted for that too.
        secret = await service.start_session(
            session,
            person,
            settings.oauth.session_hours,
            cookies.session_secret(request),
            method="federated",
            visitor=visitor_of(request),
        )
    response = pages.onward(carried)
    cookies.keep_session(request, response, secret)
    return response


async def _failed(request: Request, name: str, status: int, carried: str = "") -> HTMLResponse:
    """The page of a failure that the province's office can do something about."""
    async with system(request, "whom to ask") as session:
        province = await find_province(session, request.app.state.settings.province)
    return federation_pages.failed(request, name, status, carried, province)

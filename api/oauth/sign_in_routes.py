"""/login, /login/code and /logout."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.limits import address_of
from api.oauth import account, cookies, letters, pages, second_factor, service
from api.oauth.page_route import (
    NoPasswordsError,
    PageRoute,
    denied_as,
    prove,
    read_own_form,
    require_passwords,
    system,
    visitor_of,
)
from api.oauth.pages import DeniedError
from api.oauth.request import read_form, read_query

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/login", operation_id="show_sign_in")
async def show_sign_in(request: Request) -> Response:
    """The sign-in page."""
    return pages.sign_in(request, pages.pack(read_query(request).items))


@router.post("/login", operation_id="sign_in")
async def sign_in(request: Request) -> Response:
    """Checks e-mail and password, and goes on to the second factor or where the person came from."""
    form = await read_form(request)
    carried, email = form.get("request") or "", form.get("email") or ""
    if not cookies.is_from_our_page(request, form.get(cookies.FIELD) or ""):
        return pages.sign_in(request, carried, DeniedError(403, "stale"), email=email)
    try:
        require_passwords(request)
        proven = await prove(request, email, form.get("password") or "")
        return await _enter(request, proven, carried)
    except NoPasswordsError:
        return pages.sign_in(request, carried, DeniedError(403, "elsewhere"))
    except DeniedError as denied:
        return pages.sign_in(request, carried, denied, email=email)


async def _enter(request: Request, proven: service.Proven, carried: str) -> Response:
    try:
        async with system(request, "sign-in: session") as session:
            entry = await begin(request, session, proven)
    except service.WrongCredentialsError:
        raise await denied_as(request, "wrong") from None
    return let_in(request, entry, carried)


@dataclass(frozen=True)
class Entry:
    """A browser session that has begun; its secret goes out after the commit."""

    secret: str
    awaiting_code: bool


async def begin(request: Request, session: AsyncSession, proven: service.Proven) -> Entry:
    """Begin a session for somebody whose password was right; a second factor is still to come.

    Raises `service.WrongCredentialsError` if it is another one by now.
    """
    await service.hold(session, proven)
    awaiting = await second_factor.find(session, proven.person_id) is not None
    secret = await service.start_session(
        session,
        proven.person_id,
        request.app.state.settings.oauth.session_hours,
        cookies.session_secret(request),
        awaiting_code=awaiting,
        visitor=visitor_of(request),
    )
    return Entry(secret, awaiting)


def let_in(request: Request, entry: Entry, carried: str) -> Response:
    """On to the second factor, or where the person came from."""
    response = pages.to_code(carried) if entry.awaiting_code else pages.onward(carried)
    cookies.keep_session(request, response, entry.secret)
    return response


@router.get("/login/code", operation_id="show_code")
async def show_code(request: Request) -> Response:
    """The page of the second factor, for who gave the right password a moment ago."""
    items = read_query(request).items
    async with system(request, "sign-in: code") as session:
        secret = cookies.session_secret(request)
        found = await service.current(session, secret, awaiting_code=True)
    return pages.code(request, pages.pack(items)) if found else pages.to_sign_in(items)


@router.post("/login/code", operation_id="check_code")
async def check_code(request: Request) -> Response:
    """Checks the second factor, and goes on to where the person came from."""
    form = await read_form(request)
    carried = form.get("request") or ""
    if not cookies.is_from_our_page(request, form.get(cookies.FIELD) or ""):
        return pages.sign_in(request, carried, DeniedError(403, "stale"))
    state = request.app.state
    async with system(request, "sign-in: code") as session:
        before = cookies.session_secret(request)
        awaiting = await service.current_for_good(session, before)
        if awaiting is None:
            return pages.to_sign_in(pages.unpack(carried))
        person_id, address = awaiting.person_id, address_of(request)
        try:
            taken = await second_factor.check(
                session, state.limiter, person_id, address, form.get("code") or ""
            )
        except service.TooManyAttemptsError:
            wait = await state.limiter.code_wait(str(person_id), address)
            return pages.code(request, carried, DeniedError(429, "too_many", wait))
        if taken is None:
            return pages.code(request, carried, DeniedError(401, "wrong_code"))
        hours = state.settings.oauth.session_hours
        # A new secret: who saw the one of before the code has nothing of it.
        secret = await service.start_session(
            session, person_id, hours, before, visitor=visitor_of(request)
        )
        await account.tell(session, person_id, letters.about(taken))
    response = pages.onward(carried)
    cookies.keep_session(request, response, secret)
    return response


@router.get("/logout", operation_id="show_sign_out")
async def show_sign_out(request: Request) -> Response:
    """A button: a link that somebody sends must not sign anybody out."""
    return pages.page(request, "sign_out.html")


@router.post("/logout", operation_id="sign_out")
async def sign_out(request: Request) -> Response:
    """Ends this browser's session."""
    await read_own_form(request)
    async with system(request, "sign-out") as session:
        await service.end_session(session, cookies.session_secret(request))
    response = pages.redirect("/login?done=signed-out")
    cookies.forget_session(request, response)
    return response

"""What every page's route needs: who is signed in, forms of our own alone, and refusals as pages."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request, Response, status
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.limits import address_of
from api.errors import TooManyRequestsError
from api.oauth import cookies, pages, password_rules, passwords, service
from api.oauth.models import SignIn
from api.oauth.pages import DeniedError
from api.oauth.request import Asked, NotAFormError, read_form, require_plain_form
from api.settings import Settings
from tenants.session import as_system, transaction


class StaleFormError(Exception):
    """A form that is not from a page of ours in this browser."""


class NotSignedInError(Exception):
    """Nobody is signed in in this browser."""


class NoPasswordsError(Exception):
    """Nobody signs in with a password here: the province's provider does it all."""


class PageRoute(APIRoute):
    """Counts the request of its address, and answers its refusals as pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with the refusals translated."""
        handle = super().get_route_handler()

        async def handle_as_page(request: Request) -> Response:
            try:
                await request.app.state.limiter.hit_address(request)
                require_plain_form(request)
                return await handle(request)
            except NotAFormError:
                return pages.message(request, "not_a_form", 415)
            except TooManyRequestsError as error:
                return pages.message(request, "crowded", 429, headers=error.headers)
            except StaleFormError:
                link = (request.url.path, "open_again")
                return pages.message(request, "out_of_date", 403, link=link)
            except (NotSignedInError, NoPasswordsError):
                return pages.redirect("/login")

        return handle_as_page


async def read_own_form(request: Request) -> Asked:
    """The fields of a form of ours. Raises `StaleFormError`."""
    form = await read_form(request)
    if not cookies.is_from_our_page(request, form.get(cookies.FIELD) or ""):
        raise StaleFormError
    return form


@asynccontextmanager
async def system(request: Request, reason: str) -> AsyncIterator[AsyncSession]:
    """One transaction of the request, as sign-in has it."""
    async with transaction(request.app.state.sessions, as_system(reason)) as session:
        yield session


@asynccontextmanager
async def own_account(request: Request) -> AsyncIterator[tuple[AsyncSession, SignIn]]:
    """A transaction for who is signed in. Raises `NotSignedInError`."""
    async with system(request, "own account") as session:
        found = await service.current(session, cookies.session_secret(request))
        if found is None:
            raise NotSignedInError
        yield session, found


def visitor_of(request: Request) -> service.Visitor:
    """The browser, as its owner finds it in the list of his sessions."""
    return service.Visitor(request.headers.get("user-agent", ""), address_of(request))


def require_passwords(request: Request) -> None:
    """Raise `NoPasswordsError` where the province's provider alone signs people in."""
    settings: Settings = request.app.state.settings
    if settings.federation and not settings.federation.local_sign_in:
        raise NoPasswordsError


async def prove(
    request: Request, email: str, password: str, *, wrong: str = "wrong"
) -> service.Proven:
    """Whose e-mail and password these are. Raises `DeniedError`; `wrong` is what it says."""
    state, address = request.app.state, address_of(request)
    given = service.Credentials(email, password, address)
    try:
        return await service.prove(state.sessions, state.limiter, given)
    except service.WrongCredentialsError:
        raise await denied_as(request, wrong) from None
    except service.TooManyAttemptsError:
        wait = await state.limiter.sign_in_wait(service.normal_email(email), address)
        raise DeniedError(status.HTTP_429_TOO_MANY_REQUESTS, "too_many", wait) from None


async def denied_as(request: Request, wrong: str) -> DeniedError:
    """What a wrong password is answered with."""
    # Counts whoever tries one password on many accounts, once more than a request that succeeds.
    await request.app.state.limiter.hit_address(request)
    return DeniedError(status.HTTP_401_UNAUTHORIZED, wrong)


async def chosen(form: Asked, field: str, *about: str) -> str:
    """The hash of the new password in a field; `about` is what others know of its owner.

    Raises `DeniedError`.
    """
    new, again = form.get(field) or "", form.get("password_again")
    if again and again != new:  # the page asks for it twice; who fills in one field means it
        raise DeniedError(status.HTTP_422_UNPROCESSABLE_CONTENT, "not_same")
    # Outside the event loop: the first time, a list is read.
    fault = await asyncio.to_thread(password_rules.fault, new, about)
    if fault:
        raise DeniedError(status.HTTP_422_UNPROCESSABLE_CONTENT, fault)
    return await passwords.hash_password(new)

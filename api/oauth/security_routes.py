"""/account/password and /account/second-factor: what changes how a person signs in."""

from typing import Any
from uuid import UUID

import segno
from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from api.access.limits import address_of
from api.access.models import Person
from api.oauth import account, cookies, letters, pages, second_factor, service
from api.oauth.account_routes import moment
from api.oauth.models import SignIn
from api.oauth.page_route import (
    PageRoute,
    chosen,
    own_account,
    prove,
    read_own_form,
    require_passwords,
)
from api.oauth.pages import DeniedError
from api.oauth.request import Asked

router = APIRouter(prefix="/account", route_class=PageRoute, include_in_schema=False)


async def _owner(request: Request) -> tuple[Person, SignIn]:
    require_passwords(request)
    async with own_account(request) as (session, visit):
        return await account.person_of(session, visit.person_id), visit


async def _check_owner(
    request: Request, person: Person, form: Asked, wrong: str = "wrong_password"
) -> None:
    await prove(request, person.email, form.get("password") or "", wrong=wrong)


@router.get("/password", operation_id="show_password")
async def show_password(request: Request) -> Response:
    """The form to change the password."""
    person, _ = await _owner(request)
    return pages.form(request, "password.html", None, {"email": person.email})


@router.post("/password", operation_id="change_password")
async def change_password(request: Request) -> Response:
    """Changes it, given the present one; other browsers and all applications are signed out."""
    form = await read_own_form(request)
    person, visit = await _owner(request)
    try:
        await _check_owner(request, person, form)
        hashed = await chosen(form, "new_password", person.name, person.email)
    except DeniedError as denied:
        return pages.form(request, "password.html", denied, {"email": person.email})
    async with own_account(request) as (session, _):
        await account.set_password(
            session, person.id, hashed, action="change_password", but=visit.id
        )
        # Under another secret: who has a copy of the one before has nothing.
        secret = await service.renew_session(session, visit.id)
    response = pages.redirect("/account?done=password")
    cookies.keep_session(request, response, secret)
    return response


@router.get("/second-factor", operation_id="show_second_factor")
async def show_second_factor(request: Request) -> Response:
    """What there is of it: nothing yet, a seed that waits for its first code, or a factor."""
    return await _factor(request)


async def _factor(request: Request, denied: DeniedError | None = None) -> Response:
    require_passwords(request)
    async with own_account(request) as (session, visit):
        person = await account.person_of(session, visit.person_id)
        factor = await second_factor.find(session, person.id)
        seed = None if factor else await second_factor.pending(session, person.id)
        left = await second_factor.codes_left(session, person.id)
    values: dict[str, Any] = {"email": person.email}
    template = "factor_off.html"
    if factor:
        template = "factor_on.html"
        values |= {"since": moment(request, factor.confirmed_at), "codes_left": left}
    elif seed:
        template = "factor_pending.html"
        values |= _qr(seed, person.email, request.app.state.settings.base_url)
    return pages.form(request, template, denied, values)


def _qr(seed: str, email: str, base_url: str) -> dict[str, Any]:
    uri = second_factor.uri(seed, email, base_url)
    drawn = segno.make(uri, micro=False).svg_inline(
        omitsize=True, light="#fff", svgclass=None, lineclass=None
    )
    spaced = " ".join(seed[at : at + 4] for at in range(0, len(seed), 4))
    return {"qr": Markup(drawn), "seed": spaced, "uri": uri}  # noqa: S704 - drawn by us, no text in it


@router.post("/second-factor", operation_id="begin_second_factor")
async def begin_second_factor(request: Request) -> Response:
    """Makes a seed, given the password: a browser left open must not lock its owner out."""
    form = await read_own_form(request)
    person, _ = await _owner(request)
    try:
        await _check_owner(request, person, form)
    except DeniedError as denied:
        return await _factor(request, denied)
    async with own_account(request) as (session, visit):
        if await second_factor.begin(session, visit.person_id):
            await account.tell(session, visit.person_id, None, "begin_second_factor")
    return pages.redirect("/account/second-factor")


@router.get("/second-factor/confirm", operation_id="reopen_second_factor")
@router.get("/second-factor/manage", operation_id="reopen_managed_second_factor")
async def reopen_second_factor() -> Response:
    """Where the language links of the pages that answer the forms below lead."""
    return pages.redirect("/account/second-factor")


@router.post("/second-factor/confirm", operation_id="confirm_second_factor")
async def confirm_second_factor(request: Request) -> Response:
    """Turns the factor on, given a first code, and shows the recovery codes once."""
    form = await read_own_form(request)
    async with own_account(request) as (session, visit):
        person = await account.person_of(session, visit.person_id)
        codes = await second_factor.confirm(session, person.id, form.get("code") or "")
        waits = codes is not None or await second_factor.pending(session, person.id) is not None
        if codes:
            # Browsers that came in by the password alone come in again, by both.
            await account.end_sessions(session, visit.person_id, but=visit.id)
            await account.tell(session, person.id, letters.FACTOR_ON, "confirm_second_factor")
    if codes is None:
        return await _factor(request, DeniedError(422, "wrong_code" if waits else "factor_late"))
    return pages.page(request, "recovery_codes.html", codes=codes, email=person.email)


@router.post("/second-factor/manage", operation_id="manage_second_factor")
async def manage_second_factor(request: Request) -> Response:
    """New recovery codes, or no second factor any more: given the password and a code."""
    form = await read_own_form(request)
    person, _ = await _owner(request)
    try:
        await _check_owner(request, person, form, wrong="wrong_both")
        codes = await _managed(request, person.id, form)
    except DeniedError as denied:
        return await _factor(request, denied)
    if not codes:
        return pages.redirect("/account?done=removed")
    return pages.page(request, "recovery_codes.html", codes=codes, email=person.email)


async def _managed(request: Request, person_id: UUID, form: Asked) -> list[str]:
    """New recovery codes, or none when the factor was removed. Raises `DeniedError`."""
    limiter, address = request.app.state.limiter, address_of(request)
    async with own_account(request) as (session, _):
        try:
            given = form.get("code") or ""
            taken = await second_factor.check(session, limiter, person_id, address, given)
        except service.TooManyAttemptsError:
            wait = await limiter.code_wait(str(person_id), address)
            raise DeniedError(429, "too_many", wait) from None
        if taken is None:
            raise DeniedError(401, "wrong_both")
        if form.get("action") == "remove":
            await second_factor.remove(session, person_id)
            await account.tell(session, person_id, letters.FACTOR_OFF, "remove_second_factor")
            return []
        codes = await second_factor.renew_recovery(session, person_id)
        await account.tell(session, person_id, letters.CODES_RENEWED, "renew_recovery_codes")
        return codes

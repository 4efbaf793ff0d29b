"""/invitation and /reset: what the links in our e-mails open."""

from fastapi import APIRouter, Request, Response

from api.oauth import account, invitations, pages, resets, service
from api.oauth.invitations import AccountExistsError, Invitation, InvitationGoneError
from api.oauth.page_route import (
    NoPasswordsError,
    PageRoute,
    chosen,
    denied_as,
    prove,
    read_own_form,
    require_passwords,
    system,
)
from api.oauth.pages import DeniedError
from api.oauth.request import Asked
from api.oauth.resets import LinkGoneError
from api.oauth.service import Proven
from api.oauth.sign_in_routes import Entry, begin, let_in

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/reset", operation_id="show_reset_request")
async def show_reset_request(request: Request) -> Response:
    """Asks whose password is forgotten."""
    require_passwords(request)
    return pages.page(request, "reset_ask.html", error="")


@router.post("/reset", operation_id="request_reset")
async def request_reset(request: Request) -> Response:
    """Has a link sent. The answer is the same for every address, known or not."""
    require_passwords(request)
    form = await read_own_form(request)
    limiter = request.app.state.limiter
    await limiter.hit_reset(request)
    email = service.normal_email(form.get("email") or "")
    # Beyond the limit of one account the answer is the same too, but nothing is sent.
    if email and service.may_be_email(email) and await limiter.may_reset(email):
        async with system(request, "ask for a reset") as session:
            await resets.ask(session, email)
    return pages.message(request, "reset_sent", link=("/login", "to_sign_in"))


@router.get("/reset/{secret}", operation_id="show_reset")
async def show_reset(request: Request, secret: str) -> Response:
    """The form for a new password. Opening it spends nothing: mail scanners do it too."""
    require_passwords(request)
    return await _reset_form(request, secret)


async def _reset_form(request: Request, secret: str, denied: DeniedError | None = None) -> Response:
    try:
        async with system(request, "look at a reset") as session:
            link = await resets.open_link(session, secret)
            person = await account.person_of(session, link.person_id)
    except LinkGoneError:
        return await _reset_gone(request)
    values = {"secret": secret, "email": person.email}
    return pages.form(request, "reset.html", denied, values)


async def _reset_gone(request: Request) -> Response:
    await request.app.state.limiter.hit_address(request)
    return pages.message(request, "reset_gone", 410, link=("/reset", "ask_again"))


@router.post("/reset/{secret}", operation_id="reset_password")
async def reset_password(request: Request, secret: str) -> Response:
    """Sets the new password, and ends all that the one before let in."""
    require_passwords(request)
    form = await read_own_form(request)
    try:
        async with system(request, "look at a reset") as session:
            link = await resets.open_link(session, secret)
            person = await account.person_of(session, link.person_id)
        hashed = await chosen(form, "password", person.name, person.email)
        async with system(request, "reset a password") as session:
            await resets.set_password(session, secret, hashed)
    except DeniedError as denied:
        return await _reset_form(request, secret, denied)
    except LinkGoneError:
        return await _reset_gone(request)
    return pages.redirect("/login?done=reset")


@router.get("/invitation/{secret}", operation_id="show_invitation")
async def show_invitation(request: Request, secret: str) -> Response:
    """Who invites, and for what. Opening it spends nothing."""
    return await _invitation_form(request, secret)


async def _invitation_form(
    request: Request, secret: str, denied: DeniedError | None = None
) -> Response:
    try:
        async with system(request, "look at an invitation") as session:
            invitation = await invitations.open_link(session, secret)
    except InvitationGoneError:
        return await _invitation_gone(request)
    asks = _asked_for(request, invitation)
    values = {"secret": secret, "invitation": invitation, "asks": asks}
    return pages.form(request, "invitation.html", denied, values)


async def _invitation_gone(request: Request) -> Response:
    await request.app.state.limiter.hit_address(request)
    return pages.message(request, "invitation_gone", 410, link=("/login", "to_sign_in"))


def _asked_for(request: Request, invitation: Invitation) -> str:
    """What its holder gives to accept: a `new` password, the `present` one, or `nothing`."""
    try:
        require_passwords(request)
    except NoPasswordsError:
        return "nothing"
    return "present" if invitation.has_password else "new"


@router.post("/invitation/{secret}", operation_id="accept_invitation")
async def accept_invitation(request: Request, secret: str) -> Response:
    """Makes the membership active, and signs in.

    The link proves the e-mail address; who has an account already shows besides that it is his.
    """
    form = await read_own_form(request)
    try:
        async with system(request, "look at an invitation") as session:
            invitation = await invitations.open_link(session, secret)
        asks = _asked_for(request, invitation)
        proven = await _proof(request, form, invitation, asks)
        entry = await _accept(request, secret, proven, is_new=asks == "new")
    except InvitationGoneError:
        return await _invitation_gone(request)
    except DeniedError as denied:
        return await _invitation_form(request, secret, denied)
    except AccountExistsError:
        return await _invitation_form(request, secret, DeniedError(409, "account_exists"))
    return let_in(request, entry, "") if entry else pages.redirect("/login?done=joined")


async def _proof(request: Request, form: Asked, invitation: Invitation, asks: str) -> Proven | None:
    """With the password that a new person chose, or the present one. Raises `DeniedError`."""
    if asks == "new":
        hashed = await chosen(form, "password", invitation.name, invitation.email)
        return Proven(invitation.person_id, hashed)
    if asks == "present":
        password = form.get("password") or ""
        return await prove(request, invitation.email, password, wrong="wrong_password")
    return None


async def _accept(
    request: Request, secret: str, proven: Proven | None, *, is_new: bool
) -> Entry | None:
    """Accept and sign in, both or neither. Raises `DeniedError` for a password of before."""
    try:
        async with system(request, "accept an invitation") as session:
            hashed = proven.password_hash if proven and is_new else None
            await invitations.accept(session, secret, hashed)
            return await begin(request, session, proven) if proven else None
    except service.WrongCredentialsError:
        raise await denied_as(request, "wrong_password") from None

"""/account: what a person sees of his account, and what he ends there."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response, status
from pydantic import TypeAdapter, ValidationError

from api.members.schemas import PersonName
from api.oauth import account, pages
from api.oauth.account import Overview
from api.oauth.devices import device_name
from api.oauth.models import SignIn
from api.oauth.page_route import PageRoute, own_account, read_own_form
from api.oauth.pages import DeniedError
from api.oauth.request import Asked
from api.settings import Settings

router = APIRouter(prefix="/account", route_class=PageRoute, include_in_schema=False)
_NAME: TypeAdapter[str] = TypeAdapter(PersonName)
_LONGEST_NAME = 120  # characters; more is not shown again


def moment(request: Request, at: datetime | None) -> str:
    """A moment in the province's time zone, as both languages read it."""
    settings: Settings = request.app.state.settings
    return at.astimezone(settings.zone).strftime("%Y-%m-%d %H:%M") if at else ""


@router.get("", operation_id="show_account")
async def show_account(request: Request) -> Response:
    """Who one is, where one works, and what is signed in."""
    async with own_account(request) as (session, visit):
        found = await account.overview(session, visit.person_id)
    return pages.page(
        request,
        "account.html",
        done=pages.done(request),
        overview=_shown(request, found, visit),
    )


def _shown(request: Request, found: Overview, visit: SignIn) -> dict[str, object]:
    return {
        "name": found.person.name,
        "email": found.person.email,
        "has_password": found.person.password_hash is not None,
        "places": found.places,
        "factor": found.factor_since is not None,
        "codes_left": found.codes_left,
        "sessions": [
            {
                "id": row.id,
                "is_this": row.id == visit.id,
                "device": device_name(row.device),
                "address": row.address,
                "since": moment(request, row.created_at),
                "used": moment(request, row.last_used_at),
            }
            for row in found.sessions
        ],
        "applications": [
            {
                "id": row.id,
                "client_id": row.client_id,
                "tenant_name": row.tenant_name,
                "device": device_name(row.device),
                "since": moment(request, row.created_at),
                "used": moment(request, row.last_used_at),
            }
            for row in found.applications
        ],
    }


def _chosen(form: Asked) -> UUID | None:
    try:
        return UUID(form.get("id") or "")
    except ValueError:
        return None


@router.post("/sessions/end", operation_id="end_session")
async def end_session(request: Request) -> Response:
    """Ends one browser session of one's own; what is none of these is no error, it has ended."""
    chosen = _chosen(await read_own_form(request))
    async with own_account(request) as (session, visit):
        if chosen and await account.end_sessions(session, visit.person_id, only=chosen):
            await account.tell(session, visit.person_id, None, "end_session")
    return pages.redirect("/account?done=ended")


@router.post("/sessions/end-others", operation_id="end_other_sessions")
async def end_other_sessions(request: Request) -> Response:
    """Ends all browser sessions but this one."""
    await read_own_form(request)
    async with own_account(request) as (session, visit):
        if await account.end_sessions(session, visit.person_id, but=visit.id):
            await account.tell(session, visit.person_id, None, "end_other_sessions")
    return pages.redirect("/account?done=ended")


@router.post("/applications/end", operation_id="end_application")
async def end_application(request: Request) -> Response:
    """Signs an application out, with its access tokens."""
    chosen = _chosen(await read_own_form(request))
    async with own_account(request) as (session, visit):
        if chosen and await account.end_application(session, visit.person_id, chosen):
            await account.tell(session, visit.person_id, None, "end_application")
    return pages.redirect("/account?done=ended")


@router.get("/name", operation_id="show_name")
async def show_name(request: Request) -> Response:
    """The form to change the name."""
    async with own_account(request) as (session, visit):
        person = await account.person_of(session, visit.person_id)
    return pages.form(request, "name.html", None, {"name": person.name})


@router.post("/name", operation_id="change_name")
async def change_name(request: Request) -> Response:
    """Changes it for all offices; what was written under the former one keeps that."""
    form = await read_own_form(request)
    given = (form.get("name") or "").strip()
    async with own_account(request) as (session, visit):
        try:
            name = _NAME.validate_python(given)
        except ValidationError:
            denied = DeniedError(status.HTTP_422_UNPROCESSABLE_CONTENT, "bad_name")
            return pages.form(request, "name.html", denied, {"name": given[:_LONGEST_NAME]})
        await account.rename(session, visit.person_id, name)
    return pages.redirect("/account?done=name")

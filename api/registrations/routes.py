"""/v1/registrations, and the page behind the e-mailed link: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import RegistrationsReview
from api.access.database import DB, IntakeDB
from api.conditional import Precondition, tag
from api.errors import NotFoundError
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.media.answers import upload_form
from api.problems import problems
from api.registrations import answers, pages, review, service
from api.registrations.models import Registration, RegistrationStatus
from api.registrations.names import name_of
from api.registrations.schemas import (
    RegistrationAnswer,
    RegistrationCreate,
    RegistrationCreated,
    RegistrationLetter,
    RegistrationPage,
    RegistrationProgress,
    RegistrationQuery,
    RegistrationReject,
    RegistrationTicket,
    Secret,
)

READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)
router = APIRouter(tags=["registrations"], route_class=IdempotentRoute)
_PREFIX = "/v1/registrations"


async def _counted(request: Request, response: Response) -> None:
    # Also the requests that fail: whoever tries, tries something.
    await request.app.state.limiter.hit_registration(request)
    _keep_out_of_caches(response)


def _keep_out_of_caches(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


Counted = Annotated[None, Depends(_counted)]


@router.post(
    f"{_PREFIX}/letters",
    operation_id="create_registration_letter",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400),
)
async def create_registration_letter(
    body: RegistrationLetter, _: Counted, session: IntakeDB
) -> RegistrationTicket:
    """Announce an official letter, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_registration with its ticket,
    within an hour.
    """
    ticket, secret, upload = await service.create_letter(session, body)
    return RegistrationTicket(
        asset_id=ticket.asset_id,
        ticket=secret,
        upload=upload_form(upload),
        expires_at=ticket.expires_at,
    )


@router.post(
    _PREFIX,
    operation_id="create_registration",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 409),
)
async def create_registration(
    body: RegistrationCreate, request: Request, _: Counted, session: IntakeDB
) -> RegistrationCreated:
    """Ask to take part as a government, without an account.

    A link is sent to `email`; the province can decide it once it was opened.
    """
    # Beyond the limit of one mailbox the answer is the same, but nothing is sent: no flood.
    sent = await request.app.state.limiter.may_confirm(body.email)
    secret = await service.create_registration(session, body, sent=sent)
    base_url = request.app.state.settings.base_url
    return RegistrationCreated(
        status=RegistrationStatus.UNCONFIRMED,
        status_url=f"{base_url}{_PREFIX}/status/{secret}",
        secret=secret,
    )


@router.get(
    f"{_PREFIX}/status/{{secret}}",
    operation_id="get_registration_status",
    responses=problems(404),
)
async def get_registration_status(
    secret: Annotated[Secret, Path()], session: IntakeDB, response: Response
) -> RegistrationProgress:
    """Follow a registration by the secret that its creation answered with."""
    _keep_out_of_caches(response)
    return answers.progress(await service.get_status(session, secret))


@router.get(
    "/registrations/confirm/{secret}", operation_id="confirm_registration", include_in_schema=False
)
async def confirm_registration(secret: str, request: Request, session: IntakeDB) -> Response:
    """The e-mailed link: whoever opens it has the address. Opening it again changes nothing."""
    try:
        registration = await service.confirm(session, secret)
    except NotFoundError:
        return pages.unknown(request)
    return pages.confirmed(request, await name_of(session, registration.region))


async def _tagged(
    session: AsyncSession, registration: Registration, response: Response
) -> RegistrationAnswer:
    tag(response, registration)
    return await answers.one(session, registration)


@router.get(_PREFIX, operation_id="list_registrations", responses=READ)
async def list_registrations(
    query: Annotated[RegistrationQuery, Query()],
    _: RegistrationsReview,
    session: DB,
    page: Paging,
) -> RegistrationPage:
    """The governments that asked to take part, newest first (province)."""
    found = await review.list_registrations(session, query)
    return page.of(RegistrationPage, found, await answers.many(session, found.rows))


@router.get(f"{_PREFIX}/{{id}}", operation_id="get_registration", responses=READ)
async def get_registration(
    id: UUID, _: RegistrationsReview, session: DB, response: Response
) -> RegistrationAnswer:
    """One registration, with an address to read its letter from (province)."""
    return await _tagged(session, await review.get_registration(session, id), response)


@router.post(f"{_PREFIX}/{{id}}/approve", operation_id="approve_registration", responses=CHANGE)
async def approve_registration(
    id: UUID,
    caller: RegistrationsReview,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> RegistrationAnswer:
    """Let a government in: its tenant becomes active, and its first admin is invited (province)."""
    approved = await review.approve_registration(session, caller, id, seen)
    return await _tagged(session, approved, response)


@router.post(f"{_PREFIX}/{{id}}/reject", operation_id="reject_registration", responses=CHANGE)
async def reject_registration(
    id: UUID,
    body: RegistrationReject,
    caller: RegistrationsReview,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> RegistrationAnswer:
    """Turn a registration down with a reason, which is sent to the applicant (province)."""
    rejected = await review.reject_registration(session, caller, id, seen, body.note)
    return await _tagged(session, rejected, response)

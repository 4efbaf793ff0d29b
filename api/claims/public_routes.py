"""/v1/public/claims: anonymous, with a limit of its own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response, status

from api.access.database import IntakeDB
from api.claims import public_answers, public_service
from api.claims.public_schemas import (
    PublicClaimCreate,
    PublicClaimCreated,
    PublicClaimProgress,
    PublicClaimTicket,
    PublicClaimUpload,
    PublicSecret,
)
from api.claims.reporters import email_of
from api.clarifications.matches import matched
from api.media.answers import upload_form
from api.problems import language_of, problems

router = APIRouter(tags=["public"])
_PREFIX = "/v1/public/claims"


async def _counted(request: Request, response: Response) -> None:
    # Also the requests that fail: whoever tries, tries something.
    await request.app.state.limiter.hit_claim(request)
    _keep_out_of_caches(response)


def _keep_out_of_caches(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


Counted = Annotated[None, Depends(_counted)]


@router.post(
    f"{_PREFIX}/uploads",
    operation_id="create_public_claim_upload",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400),
)
async def create_public_claim_upload(
    body: PublicClaimUpload, session: IntakeDB, _: Counted
) -> PublicClaimTicket:
    """Announce a picture, a voice note or a video of a claim, without an account.

    Post it to `upload.url` within ten minutes, then name it in create_public_claim with its ticket,
    within an hour and for the same region. What nobody names is removed.
    """
    ticket, secret, upload = await public_service.create_upload(session, body)
    return PublicClaimTicket(
        asset_id=ticket.asset_id,
        ticket=secret,
        upload=upload_form(upload),
        expires_at=ticket.expires_at,
    )


@router.post(
    _PREFIX,
    operation_id="create_public_claim",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 409),
)
async def create_public_claim(
    body: PublicClaimCreate, request: Request, session: IntakeDB, _: Counted
) -> PublicClaimCreated:
    """Have a circulating message checked, without an account.

    The office of `region` gets it. `matches` are published clarifications that may answer it already;
    nothing but `status_url` tells what the office found.
    """
    contact = body.reporter.contact if body.reporter else None
    # Beyond the limit of one address the answer is the same, but nobody is written to: no flood.
    # One mailbox has many spellings (`a@b。example`): the one that is written to counts.
    mailbox = email_of(contact) or contact
    told = mailbox is None or await request.app.state.limiter.may_be_told(mailbox.lower())
    claim, secret, matches = await public_service.create_claim(session, body, told=told)
    return PublicClaimCreated(
        reference=claim.reference,
        status_url=f"{request.app.state.settings.base_url}{_PREFIX}/{secret}",
        secret=secret,
        due_at=claim.due_at,
        matches=[matched(match) for match in matches],
    )


@router.get(
    f"{_PREFIX}/{{secret}}", operation_id="get_public_claim_status", responses=problems(404)
)
async def get_public_claim_status(
    secret: Annotated[PublicSecret, Path()],
    request: Request,
    session: IntakeDB,
    response: Response,
) -> PublicClaimProgress:
    """Follow a claim by the secret that its creation answered with, wherever it went on.

    Its answer says so when it was corrected or retracted since.
    """
    _keep_out_of_caches(response)
    found = await public_service.follow(session, secret)
    language = language_of(request)
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return public_answers.progress(found, request.app.state.settings, language)

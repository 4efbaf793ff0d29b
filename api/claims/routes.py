"""/v1/claims: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import ClaimsRead, ClaimsTriage, ClaimsWrite
from api.access.database import DB
from api.claims import answers, closing, service, transfers
from api.claims.models import Claim
from api.claims.schemas import (
    ClaimAnswer,
    ClaimAssign,
    ClaimClose,
    ClaimCreate,
    ClaimForwarded,
    ClaimPage,
    ClaimQuery,
    ClaimTransfer,
)
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/claims", tags=["claims"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(session: AsyncSession, claim: Claim, response: Response) -> ClaimAnswer:
    tag(response, claim)
    return await answers.one(session, claim)


@router.get("", operation_id="list_claims", responses=READ)
async def list_claims(
    query: Annotated[ClaimQuery, Query()], caller: ClaimsRead, session: DB, page: Paging
) -> ClaimPage:
    """Your claims, the latest first. The province sees those of every tenant."""
    found = await service.list_claims(session, caller, query)
    return page.of(ClaimPage, found, await answers.many(session, found.rows))


@router.post(
    "",
    operation_id="create_claim",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_claim(
    body: ClaimCreate, caller: ClaimsWrite, session: DB, response: Response, _: Idempotent
) -> ClaimAnswer | ClaimForwarded:
    """Have a message checked by the government of its region; what may answer it comes along.

    An exact repeat of an open claim is counted as a sighting of that one. Of a claim that another
    government answers you are told its reference and its tenant alone.
    """
    claim = await service.create_claim(session, caller, body)
    if service.is_shown_to(caller, claim):
        response.headers["Location"] = f"/v1/claims/{claim.id}"
        tag(response, claim)
    return await answers.received(session, caller, claim)


@router.get("/{id}", operation_id="get_claim", responses=READ)
async def get_claim(id: UUID, caller: ClaimsRead, session: DB, response: Response) -> ClaimAnswer:
    """One claim of your tenant; for the province any."""
    return await _tagged(session, await service.get_claim(session, caller, id), response)


@router.post("/{id}/assign", operation_id="assign_claim", responses=CHANGE)
async def assign_claim(
    id: UUID,
    body: ClaimAssign,
    caller: ClaimsTriage,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClaimAnswer:
    """Give a claim to a member of your tenant, or to another one."""
    claim = await service.assign_claim(session, caller, id, body.member_id, seen)
    return await _tagged(session, claim, response)


@router.post("/{id}/transfer", operation_id="transfer_claim", responses=CHANGE)
async def transfer_claim(
    id: UUID,
    body: ClaimTransfer,
    caller: ClaimsTriage,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClaimAnswer:
    """Have another government answer a claim; yours stays, and mirrors the outcome."""
    claim = await transfers.transfer_claim(session, caller, id, body, seen)
    return await _tagged(session, claim, response)


@router.post("/{id}/close", operation_id="close_claim", responses=CHANGE)
async def close_claim(
    id: UUID,
    body: ClaimClose,
    caller: ClaimsTriage,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClaimAnswer:
    """Say what came of a claim. Naming a suggested clarification confirms the suggestion.

    Who reported it and asked to be told is told, wherever the claim came from.
    """
    claim = await closing.close_claim(session, caller, id, body, seen)
    return await _tagged(session, claim, response)

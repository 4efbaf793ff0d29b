"""/v1/relays, and asking for them: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import RelaysRead, RelaysRequest, RelaysWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.fields import ClarificationNumber
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems
from api.relays import answers, coverage, requesting, schemas, service
from api.relays.models import Relay
from api.relays.schemas import (
    CoverageAnswer,
    RelayAnswer,
    RelayComplete,
    RelayDecline,
    RelayPage,
    RelayQuery,
    RelaysRequested,
)

router = APIRouter(prefix="/v1", tags=["relays"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(session: AsyncSession, relay: Relay, response: Response) -> RelayAnswer:
    tag(response, relay)
    return await answers.one(session, relay)


@router.post(
    "/shared/clarifications/{number}/relays",
    operation_id="request_relays",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 404, 409),
)
async def request_relays(
    number: ClarificationNumber,
    body: schemas.RelaysRequest,
    caller: RelaysRequest,
    session: DB,
    _: Idempotent,
) -> RelaysRequested:
    """Ask one government, several or all to pass a published clarification on.

    `all` are the active regencies and cities, the publisher among them. Who was asked before is not
    asked again: `asked_before` names them, with the deadline and note that they have.
    """
    requested = await requesting.request_relays(session, caller, number, body)
    return RelaysRequested(
        number=number, asked=requested.asked, asked_before=requested.asked_before
    )


@router.get(
    "/shared/clarifications/{number}/coverage",
    operation_id="get_relay_coverage",
    responses=READ,
)
async def get_relay_coverage(
    number: ClarificationNumber, _: RelaysRead, session: DB
) -> CoverageAnswer:
    """How many were asked, who passed it on and who has not, with a text for WhatsApp."""
    return await coverage.coverage_of(session, number)


@router.get("/relays", operation_id="list_relays", responses=READ)
async def list_relays(
    query: Annotated[RelayQuery, Query()], caller: RelaysRead, session: DB, page: Paging
) -> RelayPage:
    """What your tenant was asked to pass on, newest first. The province sees every tenant's."""
    found = await service.list_relays(session, caller, query)
    return page.of(RelayPage, found, await answers.many(session, found.rows))


@router.get("/relays/{id}", operation_id="get_relay", responses=READ)
async def get_relay(id: UUID, caller: RelaysRead, session: DB, response: Response) -> RelayAnswer:
    """One relay of your tenant; for the province any."""
    return await _tagged(session, await service.get_relay(session, caller, id), response)


@router.post("/relays/{id}/acknowledge", operation_id="acknowledge_relay", responses=CHANGE)
async def acknowledge_relay(
    id: UUID,
    caller: RelaysWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> RelayAnswer:
    """Say that you have seen it.

    After a correction: that your posts are right still. After a retraction: that they are down.
    """
    relay = await service.acknowledge_relay(session, caller, id, seen)
    return await _tagged(session, relay, response)


@router.post("/relays/{id}/complete", operation_id="complete_relay", responses=CHANGE)
async def complete_relay(
    id: UUID,
    body: RelayComplete,
    caller: RelaysWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> RelayAnswer:
    """Say where you passed it on; completing again, as after a correction, replaces the posts."""
    relay = await service.complete_relay(session, caller, id, seen, body)
    return await _tagged(session, relay, response)


@router.post("/relays/{id}/decline", operation_id="decline_relay", responses=CHANGE)
async def decline_relay(
    id: UUID,
    body: RelayDecline,
    caller: RelaysWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> RelayAnswer:
    """Say that you will not pass it on, and why."""
    relay = await service.decline_relay(session, caller, id, seen, body)
    return await _tagged(session, relay, response)

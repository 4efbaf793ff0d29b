"""/v1/impersonations: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import ChannelsRead, ChannelsWrite, check_person
from api.access.database import DB
from api.access.principal import Principal
from api.conditional import Precondition, tag
from api.conduct.gate import gate
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.impersonations import answers, service
from api.impersonations.models import Impersonation
from api.impersonations.schemas import (
    ImpersonationAnswer,
    ImpersonationCreate,
    ImpersonationPage,
    ImpersonationPatch,
    ImpersonationQuery,
)
from api.listing import Paging
from api.problems import problems

router = APIRouter(
    prefix="/v1/impersonations", tags=["impersonations"], route_class=IdempotentRoute
)
READ = problems(400, 401, 403, 404)


async def _require_reader(
    session: AsyncSession, caller: Principal, body: ImpersonationCreate | ImpersonationPatch
) -> None:
    """Who warns the public in a government's name is a person who has read the active policy.

    Not the gate of the whole operation: a warning that was wrong is taken back by anybody at once.
    """
    if body.public_warning is not None:
        await gate(await check_person(caller), session)


async def _tagged(
    session: AsyncSession, case: Impersonation, response: Response
) -> ImpersonationAnswer:
    tag(response, case)
    return await answers.one(session, case)


@router.get("", operation_id="list_impersonations", responses=READ)
async def list_impersonations(
    query: Annotated[ImpersonationQuery, Query()], caller: ChannelsRead, session: DB, page: Paging
) -> ImpersonationPage:
    """Your cases of false accounts, newest first. The province sees those of every tenant."""
    found = await service.list_impersonations(session, caller, query)
    return page.of(ImpersonationPage, found, await answers.many(session, found.rows))


@router.post(
    "",
    operation_id="create_impersonation",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_impersonation(
    body: ImpersonationCreate, caller: ChannelsWrite, session: DB, response: Response, _: Idempotent
) -> ImpersonationAnswer:
    """Open a case against an account that pretends to be official.

    With `public_warning` everybody who looks the account up is warned at once; that takes a person who
    has acknowledged the active policy (403 `policy-acknowledgement-required`).
    """
    await _require_reader(session, caller, body)
    case = await service.create_impersonation(session, caller, body)
    response.headers["Location"] = f"/v1/impersonations/{case.id}"
    return await _tagged(session, case, response)


@router.get("/{id}", operation_id="get_impersonation", responses=READ)
async def get_impersonation(
    id: UUID, caller: ChannelsRead, session: DB, response: Response
) -> ImpersonationAnswer:
    """One case of your tenant; for the province any."""
    return await _tagged(session, await service.get_impersonation(session, caller, id), response)


@router.patch(
    "/{id}",
    operation_id="update_impersonation",
    responses=problems(400, 401, 403, 404, 409, 412, 428),
)
async def update_impersonation(
    id: UUID,
    body: ImpersonationPatch,
    caller: ChannelsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> ImpersonationAnswer:
    """Change a case (JSON Merge Patch), its `status` too.

    open -> reported (with the platform's ticket) -> taken_down; or dismissed, which ends its warning. A
    new `public_warning` takes a person who has acknowledged the active policy.
    """
    await _require_reader(session, caller, body)
    case = await service.update_impersonation(session, caller, id, body, seen)
    if case.public_warning is not None and "name" in body.model_fields_set:
        await gate(await check_person(caller), session)  # it stands beside the warning
    return await _tagged(session, case, response)

"""/v1/clients: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status

from api.access.callers import ClientsRead, ClientsWrite
from api.access.database import DB
from api.clients import answers, service
from api.clients.schemas import (
    ClientAnswer,
    ClientCreate,
    ClientPage,
    ClientQuery,
    ClientRotate,
    ClientSecretAnswer,
)
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/clients", tags=["clients"], route_class=IdempotentRoute)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


@router.get("", operation_id="list_clients", responses=problems(400, 401, 403))
async def list_clients(
    query: Annotated[ClientQuery, Query()], _: ClientsRead, session: DB, page: Paging
) -> ClientPage:
    """The machine clients of your tenant, newest first."""
    found = await service.list_clients(session, query)
    return page.of(ClientPage, found, answers.many(found.rows))


@router.post(
    "",
    operation_id="create_client",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403),
)
async def create_client(
    body: ClientCreate, caller: ClientsWrite, session: DB, response: Response, _: Idempotent
) -> ClientSecretAnswer:
    """Let a system speak for your tenant. Its secret is told in this answer and never again."""
    client, secret = await service.create_client(session, caller, body)
    response.headers["Location"] = f"/v1/clients/{client.id}"
    tag(response, client)
    return answers.with_secret(client, secret)


@router.get("/{id}", operation_id="get_client", responses=problems(401, 403, 404))
async def get_client(id: UUID, _: ClientsRead, session: DB, response: Response) -> ClientAnswer:
    """One machine client of your tenant, without its secret."""
    client = await service.get_client(session, id)
    tag(response, client)
    return answers.one(client)


@router.post("/{id}/rotate", operation_id="rotate_client_secret", responses=CHANGE)
async def rotate_client_secret(
    id: UUID,
    caller: ClientsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    body: ClientRotate | None = None,
) -> ClientSecretAnswer:
    """Make a new secret, told in this answer and never again; the former one stays good a while."""
    asked = body or ClientRotate()
    client, secret = await service.rotate_client_secret(session, caller, id, asked, seen)
    tag(response, client)
    return answers.with_secret(client, secret)


@router.delete(
    "/{id}",
    operation_id="revoke_client",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def revoke_client(id: UUID, caller: ClientsWrite, session: DB, seen: Precondition) -> None:
    """End a client for good; its live tokens end with it."""
    await service.revoke_client(session, caller, id, seen)

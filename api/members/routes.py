"""/v1/members: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.authenticate import Authenticated
from api.access.callers import MembersRead, MembersWrite, require_still
from api.access.database import DB
from api.access.limits import Limiter
from api.access.models import Membership
from api.access.permissions import Permission
from api.access.principal import Principal
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute, replay
from api.listing import Paging
from api.members import answers, importing, service
from api.members.schemas import (
    MemberAnswer,
    MemberImport,
    MemberImportAnswer,
    MemberInvite,
    MemberPage,
    MemberPatch,
    MemberQuery,
)
from api.problems import language_of, problems
from tenants.session import transaction

router = APIRouter(prefix="/v1/members", tags=["members"], route_class=IdempotentRoute)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)
Successor = Annotated[
    UUID | None, Query(description="the active member who answers for his machine clients")
]


def _limiter(request: Request) -> Limiter:
    limiter: Limiter = request.app.state.limiter
    return limiter


Counting = Annotated[Limiter, Depends(_limiter)]


async def _read_table(
    request: Request, body: MemberImport, caller: Authenticated
) -> importing.Table:
    """What the operation checks first, in a transaction that ends before the file is read."""
    state, key = request.app.state, request.headers.get("idempotency-key")
    async with transaction(state.sessions, caller.scope()) as session:
        await require_still(session, caller, Permission.MEMBERS_WRITE)
        await replay(request, caller, session, key)
        asset = await importing.find_file(session, body)
    with importing.alone(caller.tenant.id):
        return await importing.read_table(state.store, asset, body)


ReadTable = Annotated[importing.Table, Depends(_read_table)]


async def _tagged(
    session: AsyncSession, caller: Principal, member: Membership, response: Response
) -> MemberAnswer:
    tag(response, member)
    return await answers.one(session, caller, member)


@router.get("", operation_id="list_members", responses=problems(400, 401, 403))
async def list_members(
    query: Annotated[MemberQuery, Query()], caller: MembersRead, session: DB, page: Paging
) -> MemberPage:
    """The members of your tenant, newest first. E-mail and invitation show with `members:write`."""
    found = await service.list_members(session, query)
    return page.of(MemberPage, found, await answers.many(session, caller, found.rows))


@router.post(
    "",
    operation_id="invite_member",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def invite_member(
    body: MemberInvite,
    caller: MembersWrite,
    session: DB,
    counting: Counting,
    response: Response,
    _: Idempotent,
) -> MemberAnswer:
    """Invite somebody to your tenant by e-mail; the link in it is good once, for seven days."""
    member = await service.invite_member(session, caller, body, counting)
    response.headers["Location"] = f"/v1/members/{member.id}"
    return await _tagged(session, caller, member, response)


@router.post("/imports", operation_id="import_members", responses=problems(400, 401, 403, 409))
async def import_members(
    table: ReadTable, caller: MembersWrite, session: DB, request: Request, _: Idempotent
) -> MemberImportAnswer:
    """Invite everybody of a CSV or XLSX file: all of its rows or none; `dry_run` only says what would be.

    The first row names the columns: `surel` (email), `nama` (name), `peran` (roles, several with commas or
    spaces) and, if you like, `perangkat daerah` (unit). At most 500 rows; members already are skipped.
    """
    limiter = request.app.state.limiter
    found = await importing.import_members(session, caller, table, limiter)
    return answers.imported(found, language_of(request))


@router.get("/{id}", operation_id="get_member", responses=problems(401, 403, 404))
async def get_member(
    id: UUID, caller: MembersRead, session: DB, response: Response
) -> MemberAnswer:
    """One member of your tenant."""
    return await _tagged(session, caller, await service.get_member(session, id), response)


@router.patch("/{id}", operation_id="update_member", responses=CHANGE)
async def update_member(
    id: UUID,
    body: MemberPatch,
    caller: MembersWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> MemberAnswer:
    """Change roles or unit, suspend, or let back in (JSON Merge Patch)."""
    member = await service.update_member(session, caller, id, body, seen)
    return await _tagged(session, caller, member, response)


@router.delete(
    "/{id}",
    operation_id="remove_member",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def remove_member(
    id: UUID,
    caller: MembersWrite,
    session: DB,
    seen: Precondition,
    successor_id: Successor = None,
) -> None:
    """End a membership, or an invitation. The row stays with status `removed`, for others name it."""
    await service.remove_member(session, caller, id, seen, successor_id)


@router.post("/{id}/reinvite", operation_id="reinvite_member", responses=CHANGE)
async def reinvite_member(
    id: UUID,
    caller: MembersWrite,
    session: DB,
    seen: Precondition,
    counting: Counting,
    response: Response,
    _: Idempotent,
) -> MemberAnswer:
    """Send an invitation again, with a new link; the one before is void."""
    member = await service.reinvite_member(session, caller, id, seen, counting)
    return await _tagged(session, caller, member, response)

"""/v1/election-windows: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status

from api.access.callers import PoliciesRead, PoliciesWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.conduct import election_answers as answers
from api.conduct import election_service as service
from api.conduct.election_schemas import (
    ElectionWindowAnswer,
    ElectionWindowCreate,
    ElectionWindowPage,
    ElectionWindowQuery,
)
from api.conduct.models import ElectionWindow
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/election-windows", tags=["conduct"], route_class=IdempotentRoute)


def _tagged(row: ElectionWindow, response: Response) -> ElectionWindowAnswer:
    tag(response, row)
    return answers.one(row)


@router.get("", operation_id="list_election_windows", responses=problems(400, 401, 403))
async def list_election_windows(
    query: Annotated[ElectionWindowQuery, Query()], _: PoliciesRead, session: DB, page: Paging
) -> ElectionWindowPage:
    """The province's election windows. Inside one, clarifications about politics are countersigned."""
    found = await service.list_election_windows(session, query)
    return page.of(ElectionWindowPage, found, answers.many(found.rows))


@router.post(
    "",
    operation_id="create_election_window",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_election_window(
    body: ElectionWindowCreate,
    caller: PoliciesWrite,
    session: DB,
    response: Response,
    _: Idempotent,
) -> ElectionWindowAnswer:
    """Announce an election. It binds at once, what was approved before too; windows may overlap."""
    row = await service.create_election_window(session, caller, body)
    response.headers["Location"] = f"/v1/election-windows/{row.id}"
    return _tagged(row, response)


@router.get("/{id}", operation_id="get_election_window", responses=problems(401, 403, 404))
async def get_election_window(
    id: UUID, _: PoliciesRead, session: DB, response: Response
) -> ElectionWindowAnswer:
    """One election window."""
    return _tagged(await service.get_election_window(session, id), response)


@router.delete(
    "/{id}",
    operation_id="delete_election_window",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(400, 401, 403, 404, 412, 428),
)
async def delete_election_window(
    id: UUID, caller: PoliciesWrite, session: DB, seen: Precondition
) -> None:
    """Remove an election window; what it alone held up may be published unsigned."""
    await service.delete_election_window(session, caller, id, seen)

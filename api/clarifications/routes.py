"""/v1/clarifications and /v1/shared/clarifications: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import ClarificationsRead, ClarificationsVerify, ClarificationsWrite
from api.access.database import DB
from api.clarifications import answers, publishing, review, service, shared
from api.clarifications.models import Clarification
from api.clarifications.published_schemas import (
    PublishedQuery,
    SharedClarificationAnswer,
    SharedClarificationPage,
)
from api.clarifications.schemas import (
    ChangesRequest,
    ClarificationAnswer,
    ClarificationApprove,
    ClarificationCreate,
    ClarificationPage,
    ClarificationPatch,
    ClarificationPublish,
    ClarificationQuery,
    ClarificationRetract,
)
from api.clarifications.translation_schemas import LanguageWish
from api.clarifications.translations import languages_of
from api.conditional import Precondition, tag
from api.conduct.gate import Acknowledged
from api.fields import ClarificationNumber
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1", tags=["clarifications"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(
    session: AsyncSession, row: Clarification, response: Response
) -> ClarificationAnswer:
    tag(response, row)
    return await answers.one(session, row)


@router.get("/clarifications", operation_id="list_clarifications", responses=READ)
async def list_clarifications(
    query: Annotated[ClarificationQuery, Query()],
    caller: ClarificationsRead,
    session: DB,
    page: Paging,
) -> ClarificationPage:
    """Your working rows, newest first. The province sees what every tenant handed in, no drafts."""
    found = await service.list_clarifications(session, caller, query)
    return page.of(ClarificationPage, found, await answers.many(session, found.rows))


@router.post(
    "/clarifications",
    operation_id="create_clarification",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_clarification(
    body: ClarificationCreate,
    caller: ClarificationsWrite,
    session: DB,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Draft a clarification of your tenant."""
    row = await service.create_clarification(session, caller, body)
    response.headers["Location"] = f"/v1/clarifications/{row.id}"
    return await _tagged(session, row, response)


@router.get("/clarifications/{id}", operation_id="get_clarification", responses=READ)
async def get_clarification(
    id: UUID, caller: ClarificationsRead, session: DB, response: Response
) -> ClarificationAnswer:
    """One working row of your tenant; for the province also any that was handed in."""
    return await _tagged(session, await service.get_clarification(session, caller, id), response)


@router.patch("/clarifications/{id}", operation_id="update_clarification", responses=CHANGE)
async def update_clarification(
    id: UUID,
    body: ClarificationPatch,
    caller: ClarificationsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> ClarificationAnswer:
    """Change a draft, or one with changes requested (JSON Merge Patch)."""
    row = await service.update_clarification(session, caller, id, body, seen)
    return await _tagged(session, row, response)


@router.delete(
    "/clarifications/{id}",
    operation_id="delete_clarification",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def delete_clarification(
    id: UUID, caller: ClarificationsWrite, session: DB, seen: Precondition
) -> None:
    """Remove a draft that was never published."""
    await service.delete_clarification(session, caller, id, seen)


@router.post("/clarifications/{id}/submit", operation_id="submit_clarification", responses=CHANGE)
async def submit_clarification(
    id: UUID,
    caller: ClarificationsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
) -> ClarificationAnswer:
    """Hand a draft in for review."""
    row = await review.submit_clarification(session, caller, id, seen)
    return await _tagged(session, row, response)


@router.post(
    "/clarifications/{id}/withdraw", operation_id="withdraw_clarification", responses=CHANGE
)
async def withdraw_clarification(
    id: UUID,
    caller: ClarificationsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Take a clarification in review back into draft."""
    row = await review.withdraw_clarification(session, caller, id, seen)
    return await _tagged(session, row, response)


@router.post(
    "/clarifications/{id}/request-changes", operation_id="request_changes", responses=CHANGE
)
async def request_changes(
    id: UUID,
    body: ChangesRequest,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Send it back to its authors with a note; an approval falls (your tenant, or the province)."""
    row = await review.request_changes(session, caller, id, seen, body.note)
    return await _tagged(session, row, response)


@router.post("/clarifications/{id}/approve", operation_id="approve_clarification", responses=CHANGE)
async def approve_clarification(
    id: UUID,
    body: ClarificationApprove,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
) -> ClarificationAnswer:
    """Approve it, as somebody who neither wrote nor edited it."""
    row = await review.approve_clarification(session, caller, id, seen, body)
    return await _tagged(session, row, response)


@router.post(
    "/clarifications/{id}/countersign",
    operation_id="countersign_clarification",
    responses=CHANGE,
)
async def countersign_clarification(
    id: UUID,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
) -> ClarificationAnswer:
    """Sign it for the province: its regions go beyond the author's own, or an election is near."""
    row = await review.countersign_clarification(session, caller, id, seen)
    return await _tagged(session, row, response)


@router.post("/clarifications/{id}/publish", operation_id="publish_clarification", responses=CHANGE)
async def publish_clarification(
    id: UUID,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
    body: ClarificationPublish | None = None,
) -> ClarificationAnswer:
    """Give an approved clarification its permanent number and show it to its audience."""
    request = body or ClarificationPublish()
    row = await publishing.publish_clarification(session, caller, id, seen, request)
    return await _tagged(session, row, response)


@router.post("/clarifications/{id}/retract", operation_id="retract_clarification", responses=CHANGE)
async def retract_clarification(
    id: UUID,
    body: ClarificationRetract,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Take a published clarification down at once; a tombstone with the reason stays for ever."""
    row = await publishing.retract_clarification(session, caller, id, seen, body.public_reason)
    return await _tagged(session, row, response)


@router.get("/shared/clarifications", operation_id="list_shared_clarifications", responses=READ)
async def list_shared_clarifications(
    query: Annotated[PublishedQuery, Query()],
    _: ClarificationsRead,
    session: DB,
    page: Paging,
    response: Response,
) -> SharedClarificationPage:
    """What any government published, for the public or for governments, newest first."""
    found = await shared.list_shared(session, query)
    rows = await answers.published(session, found.rows, query.language)
    response.headers.update(languages_of([row.language for row in rows]))
    return page.of(SharedClarificationPage, found, rows)


@router.get(
    "/shared/clarifications/{number}",
    operation_id="get_shared_clarification",
    responses=READ,
)
async def get_shared_clarification(
    number: ClarificationNumber,
    _: ClarificationsRead,
    session: DB,
    response: Response,
    language: Annotated[LanguageWish | None, Query()] = None,
) -> SharedClarificationAnswer:
    """One of them by its number; a retracted one says why, and no more."""
    row = await shared.get_shared(session, number)
    answer = (await answers.published(session, [row], language))[0]
    response.headers.update(languages_of([answer.language]))
    return answer

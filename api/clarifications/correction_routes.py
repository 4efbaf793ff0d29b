"""/v1/clarifications/{id}: corrections, revisions, and planned publications."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.access.callers import ClarificationsRead, ClarificationsVerify, ClarificationsWrite
from api.access.database import DB
from api.clarifications import answers, corrections, revisions, scheduling
from api.clarifications.revision_schemas import RevisionPage
from api.clarifications.schemas import ClarificationAnswer, ClarificationCorrect
from api.conditional import Precondition, tag
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import PageQuery, Paging
from api.problems import problems

router = APIRouter(
    prefix="/v1/clarifications/{id}", tags=["clarifications"], route_class=IdempotentRoute
)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


@router.post("/correct", operation_id="correct_clarification", responses=CHANGE)
async def correct_clarification(
    id: UUID,
    body: ClarificationCorrect,
    caller: ClarificationsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Open a correction: a draft copy of what is published, which everybody reads until it is replaced.

    `update`, `submit`, `withdraw`, `request-changes`, `approve`, `countersign` and `publish` then act on the
    correction; the answers show its text, `revision` stays that of the published one.
    """
    row = await corrections.correct_clarification(session, caller, id, seen, body.public_note)
    tag(response, row)
    return await answers.one(session, row)


@router.delete("/correction", operation_id="discard_correction", responses=CHANGE)
async def discard_correction(
    id: UUID,
    caller: ClarificationsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> ClarificationAnswer:
    """Give an open correction up, while it is a draft or changes are requested."""
    row = await corrections.discard_correction(session, caller, id, seen)
    tag(response, row)
    return await answers.one(session, row)


@router.post("/cancel-publication", operation_id="cancel_publication", responses=CHANGE)
async def cancel_publication(
    id: UUID,
    caller: ClarificationsVerify,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ClarificationAnswer:
    """Call a planned publication off (`publish_at`); the text stays approved."""
    row = await scheduling.cancel_publication(session, caller, id, seen)
    tag(response, row)
    return await answers.one(session, row)


@router.get("/revisions", operation_id="list_clarification_revisions", responses=READ)
async def list_clarification_revisions(
    id: UUID,
    query: Annotated[PageQuery, Query()],
    caller: ClarificationsRead,
    session: DB,
    page: Paging,
) -> RevisionPage:
    """What it says and said, latest first, with approvals and times; the province sees no drafts."""
    found, texts = await revisions.list_clarification_revisions(session, caller, id, query)
    return page.of(RevisionPage, found, texts)

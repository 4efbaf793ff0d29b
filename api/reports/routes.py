"""/v1/reports: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import ReportsRead, ReportsReview, ReportsWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.conduct.gate import Acknowledged
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems
from api.reports import answers, review, service
from api.reports.models import Report
from api.reports.schemas import (
    ReportAccept,
    ReportAnswer,
    ReportCreate,
    ReportPage,
    ReportPatch,
    ReportQuery,
    ReportReopen,
    ReportReturn,
)

router = APIRouter(prefix="/v1/reports", tags=["reports"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(session: AsyncSession, report: Report, response: Response) -> ReportAnswer:
    tag(response, report)
    return await answers.one(session, report)


@router.get("", operation_id="list_reports", responses=READ)
async def list_reports(
    query: Annotated[ReportQuery, Query()], caller: ReportsRead, session: DB, page: Paging
) -> ReportPage:
    """Your reports, newest first. The province sees what every tenant handed in, no drafts."""
    found = await service.list_reports(session, caller, query)
    return page.of(ReportPage, found, await answers.many(session, found.rows))


@router.post(
    "",
    operation_id="create_report",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_report(
    body: ReportCreate, caller: ReportsWrite, session: DB, response: Response, _: Idempotent
) -> ReportAnswer:
    """Draft a report of your tenant."""
    report = await service.create_report(session, caller, body)
    response.headers["Location"] = f"/v1/reports/{report.id}"
    return await _tagged(session, report, response)


@router.get("/{id}", operation_id="get_report", responses=READ)
async def get_report(
    id: UUID, caller: ReportsRead, session: DB, response: Response
) -> ReportAnswer:
    """One report of your tenant; for the province also any that was handed in."""
    return await _tagged(session, await service.get_report(session, caller, id), response)


@router.patch("/{id}", operation_id="update_report", responses=CHANGE)
async def update_report(
    id: UUID,
    body: ReportPatch,
    caller: ReportsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> ReportAnswer:
    """Change a draft or a returned report (JSON Merge Patch)."""
    report = await service.update_report(session, caller, id, body, seen)
    return await _tagged(session, report, response)


@router.delete(
    "/{id}",
    operation_id="delete_report",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def delete_report(id: UUID, caller: ReportsWrite, session: DB, seen: Precondition) -> None:
    """Remove a draft."""
    await service.delete_report(session, caller, id, seen)


@router.post("/{id}/submit", operation_id="submit_report", responses=CHANGE)
async def submit_report(
    id: UUID,
    caller: ReportsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
) -> ReportAnswer:
    """Hand a report in to the province, or hand it in again after it was returned."""
    report = await review.submit_report(session, caller, id, seen)
    return await _tagged(session, report, response)


@router.post("/{id}/withdraw", operation_id="withdraw_report", responses=CHANGE)
async def withdraw_report(
    id: UUID,
    caller: ReportsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ReportAnswer:
    """Take a report back into draft before it is decided."""
    report = await review.withdraw_report(session, caller, id, seen)
    return await _tagged(session, report, response)


@router.post("/{id}/return", operation_id="return_report", responses=CHANGE)
async def return_report(
    id: UUID,
    body: ReportReturn,
    caller: ReportsReview,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ReportAnswer:
    """Send a report back to its tenant with a note (province)."""
    report = await review.decide(session, caller, "return_report", id, seen, body.note)
    return await _tagged(session, report, response)


@router.post("/{id}/accept", operation_id="accept_report", responses=CHANGE)
async def accept_report(
    id: UUID,
    caller: ReportsReview,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
    body: ReportAccept | None = None,
) -> ReportAnswer:
    """Accept a report; it is locked then (province, and nobody who wrote on it)."""
    note = body.note if body else None
    report = await review.decide(session, caller, "accept_report", id, seen, note)
    return await _tagged(session, report, response)


@router.post("/{id}/reopen", operation_id="reopen_report", responses=CHANGE)
async def reopen_report(
    id: UUID,
    body: ReportReopen,
    caller: ReportsReview,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> ReportAnswer:
    """Open an accepted report again; it goes back to its tenant with the reason (province)."""
    report = await review.decide(session, caller, "reopen_report", id, seen, body.reason)
    return await _tagged(session, report, response)

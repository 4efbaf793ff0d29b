"""/v1/rollups: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status

from api.access.callers import PeriodsWrite, RollupsRead
from api.access.database import DB
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems
from api.rollups import completeness, snapshots, sums
from api.rollups.schemas import (
    CompletenessAnswer,
    CompletenessQuery,
    SnapshotAnswer,
    SnapshotCreate,
    SnapshotPage,
    SnapshotQuery,
    SummaryAnswer,
    SummaryQuery,
)

router = APIRouter(prefix="/v1/rollups", tags=["rollups"], route_class=IdempotentRoute)
READ = problems(400, 401, 403)


@router.get("/completeness", operation_id="get_completeness", responses=READ)
async def get_completeness(
    query: Annotated[CompletenessQuery, Query()], caller: RollupsRead, session: DB
) -> CompletenessAnswer:
    """Who has declared a month complete, and how timely: your tenant; for the province, all of them.

    With a text to paste into a group. Without a month it is the one before this one.
    """
    return await completeness.completeness(session, caller, query)


@router.get("/reports", operation_id="get_report_summary", responses=READ)
async def get_report_summary(
    query: Annotated[SummaryQuery, Query()], caller: RollupsRead, session: DB
) -> SummaryAnswer:
    """Activities, participants, posts, reach and engagement of what was handed in, told apart `by`.

    Of your tenant; for the province, of all tenants. Kept by the database with every change of a report.
    """
    return await sums.summary(session, caller, query)


@router.get("/snapshots", operation_id="list_snapshots", responses=READ)
async def list_snapshots(
    query: Annotated[SnapshotQuery, Query()], _: RollupsRead, session: DB, page: Paging
) -> SnapshotPage:
    """The province's frozen pictures of periods, newest first, without their numbers."""
    found = await snapshots.list_snapshots(session, query)
    return page.of(SnapshotPage, found, [snapshots.head(row) for row in found.rows])


@router.post(
    "/snapshots",
    operation_id="create_snapshot",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_snapshot(
    body: SnapshotCreate, caller: PeriodsWrite, session: DB, response: Response, _: Idempotent
) -> SnapshotAnswer:
    """Freeze a month's numbers of all tenants, as one moment has them (province).

    Nothing changes a snapshot: what is mended later shows as its `difference`.
    """
    made = await snapshots.create_snapshot(session, caller, body)
    response.headers["Location"] = f"/v1/rollups/snapshots/{made.id}"
    return made


@router.get("/snapshots/{id}", operation_id="get_snapshot", responses=problems(400, 401, 403, 404))
async def get_snapshot(id: UUID, caller: RollupsRead, session: DB) -> SnapshotAnswer:
    """A frozen picture with your tenant's part; for the province, with all of them.

    `difference` says which figures are others today; `valid` whether the checksums still hold.
    """
    return await snapshots.get_snapshot(session, caller, id)

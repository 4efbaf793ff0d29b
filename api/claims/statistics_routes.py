"""/v1/claims/statistics: HTTP in, HTTP out."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access.callers import ClaimsRead
from api.access.database import DB
from api.claims import statistics
from api.claims.statistics_schemas import ClaimStatistics, ClaimStatisticsQuery
from api.problems import problems

router = APIRouter(prefix="/v1/claims", tags=["claims"])


@router.get("/statistics", operation_id="get_claim_statistics", responses=problems(400, 401, 403))
async def get_claim_statistics(
    query: Annotated[ClaimStatisticsQuery, Query()], caller: ClaimsRead, session: DB
) -> ClaimStatistics:
    """How many claims came in a month, and how soon they were answered.

    Your own; for the province those of every tenant, with a total.
    """
    return await statistics.get_claim_statistics(session, caller, query)

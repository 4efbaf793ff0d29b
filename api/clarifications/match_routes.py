"""/v1/clarifications/match: a question, so nothing here is idempotent or versioned."""

from fastapi import APIRouter

from api.access.callers import ClarificationsRead
from api.access.database import DB
from api.clarifications.match_schemas import MatchAnswer, MatchRequest
from api.clarifications.matches import answer_to
from api.matching.readers import Readers
from api.problems import problems

router = APIRouter(prefix="/v1/clarifications", tags=["clarifications"])


@router.post("/match", operation_id="match_clarifications", responses=problems(400, 401, 403))
async def match_clarifications(
    body: MatchRequest, _: ClarificationsRead, session: DB
) -> MatchAnswer:
    """Paste a message, get what was published about it, for governments too; you decide."""
    return await answer_to(session, body, Readers.GOVERNMENTS)

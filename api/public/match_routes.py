"""/v1/public/clarifications/match: anonymous, with a limit of its own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.access.database import PublicDB
from api.clarifications.match_schemas import MatchAnswer, MatchRequest
from api.clarifications.matches import answer_to
from api.matching.readers import Readers
from api.problems import problems

router = APIRouter(prefix="/v1/public/clarifications", tags=["public"])


async def _counted(request: Request) -> None:
    await request.app.state.limiter.hit_match(request)


@router.post("/match", operation_id="match_public_clarifications", responses=problems(400))
async def match_public_clarifications(
    body: MatchRequest, session: PublicDB, _: Annotated[None, Depends(_counted)]
) -> MatchAnswer:
    """Paste a message, get the public clarifications that may answer it; nothing is kept of it."""
    return await answer_to(session, body, Readers.EVERYBODY)

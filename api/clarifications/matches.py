"""Matches as they are answered with."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.clarifications.match_schemas import MatchAnswer, MatchedClarification, MatchRequest
from api.matching.readers import Readers
from api.matching.service import Match, find

_FIELDS = tuple(MatchedClarification.model_fields)


async def answer_to(session: AsyncSession, body: MatchRequest, readers: Readers) -> MatchAnswer:
    """The published clarifications that may answer a message."""
    matches = await find(session, body.text, body.limit, readers)
    return MatchAnswer(data=[matched(match) for match in matches])


def matched(match: Match) -> MatchedClarification:
    """One of them."""
    return MatchedClarification(**{name: getattr(match, name) for name in _FIELDS})

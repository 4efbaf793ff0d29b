"""A message, and the published clarifications that may answer it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from api.clarifications.schemas import Verdict
from api.fields import RequestBody

# Not VISIBLE: a pasted message may hold any character. It is compared, never kept or shown.
_MESSAGE = "the whole message as it circulates, such as a WhatsApp text"


class MatchRequest(RequestBody):
    """A circulating message."""

    text: Annotated[str, Field(min_length=5, max_length=2000, description=_MESSAGE)]
    limit: Annotated[int, Field(ge=1, le=20, strict=True, description="answers at most")] = 5


class MatchedClarification(BaseModel):
    """A clarification that may answer the message."""

    number: str
    slug: str
    title: str
    verdict: Verdict | str
    score: float = Field(
        ge=0, le=1, description="how often such suggestions were right when they were measured"
    )
    published_at: datetime


class MatchAnswer(BaseModel):
    """The likeliest first; empty when nothing is alike. A suggestion: a person decides."""

    data: list[MatchedClarification]

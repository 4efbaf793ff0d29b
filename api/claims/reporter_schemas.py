"""Who reported a claim: what is given of him, and what an office that answers may read."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import ONE_LINE, VISIBLE, RequestBody
from api.members.schemas import PersonName

Contact = Annotated[
    str,
    Field(
        min_length=3,
        max_length=254,
        description="an e-mail address, a telephone number or an account, as he gives it",
    ),
    VISIBLE,
    ONE_LINE,
]


class ReporterBody(RequestBody):
    """Who reports it. Kept sealed, read by who answers alone, erased 30 days after the answer."""

    name: PersonName | None = None
    contact: Contact | None = None
    consent: bool = Field(
        default=False,
        strict=True,
        description="to being told of the answer there; without it nothing of this is kept",
    )


class ReporterAnswer(BaseModel):
    """Somebody who reported a claim."""

    id: UUID
    name: str | None
    contact: str | None
    consent: bool = Field(description="to being told of the answer")
    told_at: datetime | None = Field(description="when he was told; a letter is sent by itself")
    reported_at: datetime


class ClaimReporters(BaseModel):
    """Who reported a claim, oldest first; nobody once 30 days are over since it was closed."""

    reference: str
    reporters: list[ReporterAnswer]


class ClaimReportersTold(BaseModel):
    """How many of those who reported a claim know the answer; who they are is not told here."""

    reference: str
    version: int
    told: int
    waiting: int = Field(description="want to be told, and were not yet")

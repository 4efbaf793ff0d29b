"""What verifying a chain answers with."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field


class ChainFaultKind(StrEnum):
    """What is wrong with a chain."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    CUT_TAIL = "cut-tail"
    CHECKPOINT_MISMATCH = "checkpoint-mismatch"


class ChainHead(BaseModel):
    """The last event that was read."""

    seq: int
    hash: str
    at: str = Field(description="UTC, always with six digits of a second")


class ChainCheckpoint(ChainHead):
    """The newest checkpoint: where the chain stood then, kept outside of the database."""

    made_at: datetime
    found: bool = Field(description="whether the chain still has this event")


class ChainFault(BaseModel):
    """The first thing that is wrong."""

    seq: int = Field(description="the number of the event that it is about")
    kind: ChainFaultKind | str
    detail: str = Field(description="for people, in the language of Accept-Language")


class ChainVerification(BaseModel):
    """Whether the chain is whole, and has not been cut or rewritten since its newest checkpoint."""

    valid: bool
    events: int = Field(description="how many were read")
    head: ChainHead | None
    checkpoint: ChainCheckpoint | None = Field(
        description="null: there is none yet, and nothing is known about the end of the chain"
    )
    fault: ChainFault | None

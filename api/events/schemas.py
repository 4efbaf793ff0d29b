"""Events as they are listed; webhooks carry the same."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field


class EventType(StrEnum):
    """What can happen; more will come."""

    CLARIFICATION_PUBLISHED = "clarification.published"
    CLARIFICATION_RETRACTED = "clarification.retracted"
    REPORT_RETURNED = "report.returned"
    REPORT_ACCEPTED = "report.accepted"
    CHANNEL_VERIFIED = "channel.verified"


class EventAnswer(BaseModel):
    """One event."""

    id: UUID
    type: EventType | str
    timestamp: datetime
    data: dict[str, Any] = Field(description="ids and numbers to look up; never personal data")


class EventPage(BaseModel):
    """Events in commit order, oldest first."""

    data: list[EventAnswer]
    next_cursor: str | None = Field(
        description="keep it: it continues after the last event, also when has_more is false"
    )
    has_more: bool

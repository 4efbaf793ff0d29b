"""Events as they are listed; webhooks carry the same."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.listing import LARGEST


class EventType(StrEnum):
    """What can happen; more will come."""

    CLAIM_ASSIGNED = "claim.assigned"
    CLAIM_ESCALATED = "claim.escalated"
    CLARIFICATION_PUBLISHED = "clarification.published"
    CLARIFICATION_RETRACTED = "clarification.retracted"
    RELAY_REQUESTED = "relay.requested"
    REPORT_RETURNED = "report.returned"
    REPORT_ACCEPTED = "report.accepted"
    REPORT_OVERDUE = "report.overdue"
    PERIOD_DUE_SOON = "period.due_soon"
    CHANNEL_VERIFIED = "channel.verified"
    CHANNEL_SUSPENDED = "channel.suspended"
    REGISTRATION_APPROVED = "registration.approved"


class EventQuery(BaseModel):
    """Where to go on; there are no filters, so that nothing is missed."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[
        str | None, Field(max_length=200, description="`next_cursor` of the page before")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST, description="events per page")] = 50


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

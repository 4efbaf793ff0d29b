"""The audit as it is asked for and answered with."""

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import VISIBLE, Moment
from api.listing import Page, PageQuery


class ActorKind(StrEnum):
    """Who acted. `office`: somebody of another tenant, of whom the chain names office and roles."""

    PERSON = "person"
    CLIENT = "client"
    OFFICE = "office"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class AuditQuery(PageQuery):
    """Filters; each one narrows the others."""

    action: Annotated[
        str | None,
        Field(pattern=r"^[a-z_]{1,80}$", description="an operationId, such as `accept_report`"),
    ] = None
    subject: Annotated[
        str | None, Field(max_length=200, description="the id of what was acted on"), VISIBLE
    ] = None
    actor: Annotated[UUID | None, Field(description="the id of a person or client")] = None
    actor_kind: ActorKind | None = None
    since: Annotated[Moment | None, Field(description="this moment or later")] = None
    until: Annotated[Moment | None, Field(description="before this moment")] = None


class AuditActor(BaseModel):
    """Who acted, as the chain names him: an id, never a name."""

    kind: ActorKind | str
    id: UUID | None = Field(description="of a person or client of your tenant")
    tenant: str | None = Field(description="the code of the other office")
    roles: list[str] = Field(description="at the other office")


class AuditEventAnswer(BaseModel):
    """An event. Its hash is sha256 over `previous|seq|at|body`, and anybody may compute it again."""

    seq: int = Field(description="counts from 1 in each tenant")
    # Text, so that no client drops the digits that were hashed.
    at: str = Field(
        description="UTC, always with six digits of a second",
        json_schema_extra={"example": "2026-10-01T08:00:00.000000Z"},
    )
    action: str
    subject: str
    actor: AuditActor
    actor_name: str | None = Field(
        description="a person's name as it is now; no part of the chain, null once he is erased"
    )
    facts: dict[str, Any] = Field(description="what else was noted; differs by action")
    previous: str = Field(description="the hash of the event before; empty for the first")
    hash: str
    body: str = Field(description="the recorded text, as it was hashed")


class AuditEventPage(Page[AuditEventAnswer]):
    """A page of the chain, newest first."""

"""Requests and answers about machine clients."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.access.models import ClientStatus
from api.access.permissions import Permission
from api.fields import ONE_LINE, SHOWN_ONCE, VISIBLE, RequestBody
from api.listing import Page, PageQuery, RowSort

_LONGEST_OVERLAP = 7 * 24  # hours

ClientName = Annotated[
    str, Field(min_length=1, max_length=120, description="what the system is"), VISIBLE, ONE_LINE
]
Scopes = Annotated[
    list[Permission],
    Field(
        min_length=1,
        max_length=len(Permission),
        description="what it may do at most: permissions of an operator, for decisions need a person",
    ),
]


class ClientCreate(RequestBody):
    """A new machine client."""

    name: ClientName
    scopes: Scopes
    responsible_id: UUID | None = Field(
        default=None, description="the active member who answers for it; by default you"
    )


class ClientRotate(RequestBody):
    """How long the former secret stays good."""

    overlap_hours: int = Field(
        default=24,
        ge=0,
        le=_LONGEST_OVERLAP,
        strict=True,
        description="0: at once, and its live access tokens end too",
    )


class ClientAnswer(BaseModel):
    """A machine client."""

    id: UUID = Field(description="also its `client_id`")
    status: ClientStatus
    version: int
    name: str
    scopes: list[Permission]
    responsible_id: UUID
    previous_secret_until: datetime | None = Field(
        description="the former secret is good until then"
    )
    last_used_at: datetime | None = Field(description="when it last got a token")
    created_at: datetime
    updated_at: datetime


class ClientSecretAnswer(ClientAnswer):
    """A machine client with its new secret."""

    client_id: UUID
    client_secret: Annotated[str | None, SHOWN_ONCE] = Field(
        description="told this once: null when the same Idempotency-Key is sent again"
    )


class ClientPage(Page[ClientAnswer]):
    """A page of clients."""


class ClientQuery(PageQuery):
    """Filters of the list."""

    status: list[ClientStatus] = []
    responsible_id: UUID | None = None
    sort: RowSort = RowSort.NEWEST

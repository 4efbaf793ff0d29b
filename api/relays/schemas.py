"""Requests and answers about relays; the fields are those of the contract's examples."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from api.fields import ClarificationNumber, Moment, Note, RequestBody, TenantCode, Url
from api.listing import Page, PageQuery, RowSort
from api.relays.models import RelayStatus

EVERYBODY = "all"
_CODES_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": f"^{EVERYBODY}$"},
        {
            "type": "array",
            "items": {"type": "string", "pattern": "^[0-9]{2}(\\.[0-9]{2})?$"},
            "minItems": 1,
            "maxItems": 40,
        },
    ],
    "description": "`all` regencies and cities that are active, or the codes of some",
}


def _everybody_is_none(value: Any) -> Any:  # noqa: ANN401 - whatever was sent
    # Not a union of types: its errors would name the branch in the pointer.
    if value is None:
        raise PydanticKnownError("list_type")
    return None if value == EVERYBODY else value


Asked = Annotated[
    Annotated[list[TenantCode], Field(min_length=1, max_length=40)] | None,
    BeforeValidator(_everybody_is_none),
    WithJsonSchema(_CODES_SCHEMA),
]


class Attention(StrEnum):
    """Why what a government has passed on wants its attention again."""

    CORRECTION = "correction"
    RETRACTION = "retraction"


class RelaysRequest(RequestBody):
    """Whom to ask to pass a clarification on, and until when."""

    tenants: Asked
    due_at: Moment | None = Field(
        default=None, description="in the future, at most a year ahead; null: no deadline"
    )
    note: Note | None = Field(default=None, description="all governments read it")


class AskedTenant(BaseModel):
    """A government, and its relay."""

    code: str
    name: str
    relay_id: UUID


class RelaysRequested(BaseModel):
    """Who is asked now, and who was asked before: those keep their deadline and note."""

    number: str
    asked: list[AskedTenant]
    asked_before: list[AskedTenant]


class Government(BaseModel):
    """A government by its code and name."""

    code: str
    name: str


class CoverageAnswer(BaseModel):
    """How far a clarification has got."""

    asked: int
    acknowledged: int = Field(description="those that acknowledged it or have relayed it")
    relayed: int
    declined: int
    waiting: list[Government] = Field(description="neither relayed nor declined")
    attention: list[Government] = Field(
        description="relayed, and not dealt with the correction or the retraction that came since"
    )
    whatsapp_text: str = Field(description="Indonesian, to paste into a group")


class RelayPostBody(RequestBody):
    """Where it was passed on."""

    channel_id: UUID | None = Field(default=None, description="your verified channel")
    url: Url = Field(description="where everybody can read it")
    posted_at: Moment | None = None


class RelayComplete(RequestBody):
    """Where it was passed on; completing again replaces the posts."""

    posts: Annotated[list[RelayPostBody], Field(min_length=1, max_length=100)]


class RelayDecline(RequestBody):
    """Why it is not passed on."""

    reason: Note = Field(description="all governments read it")


class RelayPostAnswer(BaseModel):
    """A post as it is kept."""

    channel_id: UUID | None = Field(description="null for all but the tenant itself")
    url: str
    posted_at: datetime | None


class RelayAnswer(BaseModel):
    """What one government was asked to pass on, and what became of it."""

    id: UUID
    tenant: str
    status: RelayStatus | str
    version: int
    number: str = Field(description="of the clarification")
    title: str = Field(description="of the clarification, when it was asked for or corrected last")
    revision: int = Field(description="of the clarification: the text to pass on")
    done_revision: int | None = Field(description="the one that the posts say")
    attention: Attention | str | None = Field(
        description="`correction`: complete it again, or acknowledge that the posts are right still; "
        "`retraction`: take the posts down, then acknowledge"
    )
    asked_by: str = Field(description="the code of the government that asks")
    asked_at: datetime
    due_at: datetime | None
    overdue: bool
    note: str | None
    reason: str | None = Field(description="why it was declined")
    posts: list[RelayPostAnswer]
    acknowledged_at: datetime | None
    closed_at: datetime | None = Field(description="relayed, declined, or retracted before")
    retracted_at: datetime | None = Field(description="when the clarification was retracted")
    taken_down_at: datetime | None
    created_at: datetime
    updated_at: datetime


class RelayPage(Page[RelayAnswer]):
    """A page of relays."""


class RelayQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[RelayStatus] = []
    number: ClarificationNumber | None = None
    overdue: bool | None = None
    attention: list[Attention] = []
    sort: RowSort = RowSort.NEWEST

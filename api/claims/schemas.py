"""Requests and answers about claims; the fields are those of the contract's examples."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from api.claims.models import ClaimStatus
from api.claims.reporter_schemas import ReporterBody
from api.clarifications.schemas import Verdict
from api.fields import (
    ClarificationNumber,
    ExternalReference,
    Moment,
    Note,
    RequestBody,
    TenantCode,
    Url,
)
from api.listing import Page, PageQuery
from api.markdown import UNPRINTABLE

LONGEST_TEXT = 10_000


class Medium(StrEnum):
    """What circulates; more may come."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


class SeenOn(StrEnum):
    """Where it circulates; more may come."""

    WHATSAPP = "whatsapp"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    X = "x"
    THREADS = "threads"
    TELEGRAM = "telegram"
    WEBSITE = "website"
    OFFLINE = "offline"
    OTHER = "other"


class ClaimOutcome(StrEnum):
    """How a claim may be closed."""

    CLARIFIED = "clarified"
    NOT_CLARIFIABLE = "not_clarifiable"
    INELIGIBLE = "ineligible"
    DUPLICATE = "duplicate"


class ClaimSort(StrEnum):
    """Orders of the list; `-` is latest first."""

    RECEIVED = "received_at"
    LATELY_RECEIVED = "-received_at"
    DUE = "due_at"
    DUE_LAST = "-due_at"


def _readable(value: object) -> object:
    # WhatsApp puts direction marks around names: who pastes a message cannot see them, so cannot help it.
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value


Message = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_TEXT, description="the message as it circulates"),
    BeforeValidator(_readable),
]
Reference = Annotated[str, Field(pattern=r"^ISU-20[0-9]{2}-[0-9]{6,9}$")]


class ClaimFields(RequestBody):
    """What is told of a circulating message: a text, a link or a file at least."""

    text: Message | None = None
    links: Annotated[list[Url], Field(max_length=20)] = []
    medium: Medium | None = Field(default=None, description="absent: told by what you send")
    seen_on: SeenOn | None = None
    region: TenantCode = Field(
        description="where it circulates: the government that answers for it"
    )
    asset_ids: Annotated[list[UUID], Field(max_length=10)] = []
    reporter: ReporterBody | None = None


class ClaimCreate(ClaimFields):
    """A circulating message that somebody wants checked."""

    external_reference: ExternalReference | None = None


class ClaimAssign(RequestBody):
    """Who works on a claim."""

    member_id: UUID = Field(description="an active member of your tenant")


class ClaimTransfer(RequestBody):
    """Who is to answer instead."""

    tenant: TenantCode = Field(description="an active government")
    reason: Note


class ClaimClose(RequestBody):
    """What came of a claim."""

    outcome: ClaimOutcome
    clarification_number: ClarificationNumber | None = Field(
        default=None, description="for `clarified`: what answers it, published by any government"
    )
    duplicate_of: Reference | None = Field(
        default=None, description="for `duplicate`: another claim of your tenant"
    )
    note: Note | None = Field(
        default=None, description="for your office; never shown to the public"
    )


class ClaimSuggestion(BaseModel):
    """A clarification that may answer a claim. Advice: a person confirms it by closing the claim."""

    number: str
    title: str
    verdict: Verdict | str
    score: float = Field(ge=0, le=1)


class ClaimAnswer(BaseModel):
    """A claim, as its office and the province see it."""

    id: UUID
    reference: str
    tenant: str
    status: ClaimStatus
    assignee: UUID | None = Field(description="the member who works on it")
    sightings: int = Field(description="how often it was reported; more of them change no version")
    received_at: datetime
    due_at: datetime
    overdue: bool
    origin_claim: str | None = Field(description="the claim that this one continues")
    suggestions: list[ClaimSuggestion]
    version: int
    text: str | None
    links: list[str]
    medium: Medium | str
    seen_on: SeenOn | str | None
    region: str
    asset_ids: list[UUID]
    external_reference: str | None
    outcome: ClaimOutcome | str | None = Field(
        description="once it is closed, here or where it went on"
    )
    clarification_number: str | None
    note: str | None = Field(description="of the last decision")
    duplicate_of: str | None
    continued_as: str | None = Field(description="the claim that it went on as")
    continued_by: str | None = Field(description="the tenant of that claim")
    closed_at: datetime | None


class ClaimForwarded(BaseModel):
    """A claim about another region: its government answers it, and sees it alone."""

    reference: str
    tenant: str


class ClaimPage(Page[ClaimAnswer]):
    """A page of claims."""


class ClaimQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[ClaimStatus] = []
    region: list[TenantCode] = []
    assignee: UUID | None = Field(default=None, description="a member's id")
    overdue: bool | None = None
    to_tell: bool | None = Field(
        default=None,
        description="your own that are closed, and whose reporters wait to be told of it",
    )
    since: Moment | None = Field(default=None, description="received from this moment on")
    until: Moment | None = Field(default=None, description="received before this moment")
    external_reference: ExternalReference | None = None
    sort: ClaimSort = ClaimSort.LATELY_RECEIVED

"""Requests and answers about channels; the fields are those of the contract's examples."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.channels.models import ChannelStatus
from api.fields import (
    HTTP_ADDRESS,
    URI,
    VISIBLE,
    Day,
    ExternalReference,
    Language,
    Note,
    RequestBody,
    TenantCode,
)
from api.listing import Page, PageQuery, RowSort


class ChannelPlatform(StrEnum):
    """Where the channel is; more may come."""

    WEBSITE = "website"
    VIDEOTRON = "videotron"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    X = "x"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    THREADS = "threads"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    RADIO = "radio"
    OTHER = "other"


class ProofKind(StrEnum):
    """How the tenant shows that the channel is its own."""

    BIO_CODE = "bio_code"
    LETTER = "letter"


ChannelName = Annotated[str, Field(min_length=1, max_length=200), VISIBLE]
ChannelUrl = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="null for videotron and radio",
        json_schema_extra=URI,
    ),
    VISIBLE,
    HTTP_ADDRESS,
]
Handle = Annotated[
    str, Field(min_length=1, max_length=200, description="as the platform writes it"), VISIBLE
]
LetterNumber = Annotated[str, Field(min_length=1, max_length=100), VISIBLE]


class CustodianBody(RequestBody):
    """A member who holds the keys of the channel."""

    member_id: UUID = Field(description="a member of your tenant")
    letter_number: LetterNumber | None = Field(default=None, description="of the appointment")
    term_ends_on: Day | None = None
    second_factor_attested: bool = Field(
        default=False, strict=True, description="you attest that the account has a second factor"
    )


class CustodianAnswer(BaseModel):
    """A custodian as it is kept."""

    member_id: UUID
    letter_number: str | None
    term_ends_on: date | None
    second_factor_attested: bool


class ProofBody(RequestBody):
    """`bio_code`: `proof_code` stands in the channel's bio. `letter`: an asset of yours says so."""

    kind: ProofKind
    asset_id: UUID | None = Field(default=None, description="needed for a letter")


class ProofPatch(RequestBody):
    """A change of the proof; what is not sent stays."""

    kind: ProofKind | None = None
    asset_id: UUID | None = None


class ProofAnswer(BaseModel):
    """The proof as it is kept."""

    kind: ProofKind
    asset_id: UUID | None


class ChannelCreate(RequestBody):
    """A new channel. A website needs a url, other platforms a url or a handle.

    Without a handle it is read from the url; both must name the same account.
    """

    platform: ChannelPlatform
    url: ChannelUrl | None = None
    handle: Handle | None = None
    name: ChannelName
    unit_id: UUID | None = None
    language: Language = "id"
    custodians: Annotated[list[CustodianBody], Field(max_length=50)] = []
    proof: ProofBody | None = None
    external_reference: ExternalReference | None = None


class ChannelPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    platform: ChannelPlatform | None = None
    url: ChannelUrl | None = None
    handle: Handle | None = None
    name: ChannelName | None = None
    unit_id: UUID | None = None
    language: Language | None = None
    custodians: Annotated[list[CustodianBody], Field(max_length=50)] | None = None
    proof: ProofPatch | None = None
    external_reference: ExternalReference | None = None


class ChannelReject(RequestBody):
    """Why a channel is not verified."""

    reason: Note = Field(description="what the tenant should change")


class ChannelSuspend(RequestBody):
    """Why a channel is not official for now."""

    reason: Note = Field(description="what happened, such as an account that was taken over")


class FormerHandleAnswer(BaseModel):
    """What the channel was called before, in the province's days."""

    handle: str = Field(description="for a channel without handle its address")
    valid_from: date | None
    valid_until: date


class ChannelAnswer(BaseModel):
    """A channel."""

    id: UUID
    tenant: str
    status: ChannelStatus
    version: int
    platform: ChannelPlatform | str
    url: str | None
    handle: str | None
    name: str
    unit_id: UUID | None
    language: str
    custodians: list[CustodianAnswer]
    proof: ProofAnswer | None
    proof_code: str = Field(description="put it in the channel's bio to prove that it is yours")
    external_reference: str | None
    former_handles: list[FormerHandleAnswer]
    verified_at: datetime | None
    last_confirmed_at: datetime | None
    dormant_since: datetime | None = Field(description="nobody confirmed it in time")
    proof_checked_at: datetime | None
    proof_result: str | None = Field(
        description="found, not-found, not-shown, or why the page could not be read"
    )
    decision_note: str | None
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ChannelPage(Page[ChannelAnswer]):
    """A page of channels."""


class ChannelQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[ChannelStatus] = []
    platform: ChannelPlatform | None = None
    unit_id: UUID | None = None
    dormant: bool | None = None
    external_reference: ExternalReference | None = None
    sort: RowSort = RowSort.NEWEST

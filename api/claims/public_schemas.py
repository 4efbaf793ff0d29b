"""What somebody without an account sends and is answered with."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.claims.schemas import ClaimFields
from api.clarifications.match_schemas import MatchedClarification
from api.clarifications.models import PublicState
from api.clarifications.schemas import Verdict
from api.fields import RequestBody, TenantCode
from api.media.schemas import AssetUpload, ContentType, FileName

LARGEST_FILE = 50 * 1024 * 1024  # bytes: what telephones send of a recording
PublicSecret = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]


class PublicClaimUpload(RequestBody):
    """A picture, voice note or video that you are about to upload."""

    region: TenantCode = Field(description="that of the claim it is for")
    file_name: FileName
    content_type: ContentType = Field(description="a picture, PDF, OGG (Opus), M4A or MP4")
    size: int = Field(ge=1, le=LARGEST_FILE, strict=True, description="bytes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the file, lower-case hex")


class PublicClaimTicket(BaseModel):
    """Where to upload a file, and the ticket that names it in one claim."""

    asset_id: UUID = Field(description="send it in `asset_ids`")
    ticket: str = Field(description="send it in `tickets`; good once, and shown once")
    upload: AssetUpload
    expires_at: datetime = Field(description="until when the ticket is good")


class PublicClaimCreate(ClaimFields):
    """A circulating message that you want checked."""

    tickets: Annotated[
        list[Annotated[str, Field(max_length=100)]],
        Field(max_length=10, description="one for each of `asset_ids`, in the same order"),
    ] = []


class PublicClaimCreated(BaseModel):
    """A claim as its sender knows it."""

    reference: str
    status_url: str = Field(description="where to follow it; keep it, it is shown once")
    secret: str = Field(description="the last part of `status_url`")
    due_at: datetime = Field(description="until when the office means to answer")
    matches: list[MatchedClarification] = Field(
        description="what may answer it already, the likeliest first; the office decides"
    )


class PublicClaimStatus(StrEnum):
    """How far a claim is; more may come."""

    RECEIVED = "received"
    CHECKING = "checking"
    CLARIFIED = "clarified"
    NOT_CLARIFIABLE = "not_clarifiable"
    INELIGIBLE = "ineligible"
    DUPLICATE = "duplicate"


class PublicOffice(BaseModel):
    """Who answers a claim now."""

    code: str
    name: str


class PublicClaimVerdict(BaseModel):
    """The clarification that answers a claim."""

    number: str
    slug: str
    url: str
    title: str | None = Field(description="null once it was retracted")
    verdict: Verdict | str | None
    state: PublicState | str = Field(description="whether it was corrected or retracted since")
    public_reason: str | None = Field(description="why it was retracted")
    published_at: datetime
    updated_at: datetime


class PublicClaimProgress(BaseModel):
    """How far a claim is, for whoever has its secret."""

    reference: str
    region: str
    status: PublicClaimStatus | str
    message: str = Field(description="the status in words, in the language of Accept-Language")
    office: PublicOffice
    reported_at: datetime
    due_at: datetime | None = Field(description="null once it is closed")
    closed_at: datetime | None
    answer: PublicClaimVerdict | None = Field(
        description="once it is clarified, if the answer is for everybody"
    )

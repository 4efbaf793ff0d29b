"""Requests and answers about registrations; the fields are those of the contract's examples."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import EmailAddress, Note, RequestBody, TenantCode
from api.listing import Page, PageQuery, RowSort
from api.media.schemas import AssetAnswer, AssetUpload, ContentType, FileName
from api.members.schemas import PersonName
from api.offices.schemas import OfficeName, Phone
from api.registrations.models import RegistrationStatus

LARGEST_LETTER = 10 * 1024 * 1024  # bytes: a scanned page or two
Secret = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]


class RegistrationLetter(RequestBody):
    """An official letter that you are about to upload: a PDF or a picture."""

    file_name: FileName
    content_type: ContentType = Field(description="`application/pdf`, or a picture")
    size: int = Field(ge=1, le=LARGEST_LETTER, strict=True, description="bytes")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the file, lower-case hex")


class RegistrationTicket(BaseModel):
    """Where to upload the letter, and the ticket that names it in one registration."""

    asset_id: UUID = Field(description="send it as `letter_asset_id`")
    ticket: str = Field(description="send it as `letter_ticket`; good once, and shown once")
    upload: AssetUpload
    expires_at: datetime = Field(description="until when the ticket is good")


class RegistrationCreate(RequestBody):
    """A government that asks to take part."""

    region: TenantCode
    office: OfficeName
    email: EmailAddress = Field(description="an official address; a link is sent there")
    contact_name: PersonName = Field(description="who becomes the first admin")
    phone: Phone | None = None
    letter_asset_id: UUID | None = None
    letter_ticket: Annotated[str, Field(max_length=100)] | None = None


class RegistrationCreated(BaseModel):
    """A registration that waits for its e-mailed link to be opened."""

    status: RegistrationStatus
    status_url: str = Field(description="where to follow it; keep it, it is shown once")
    secret: str = Field(description="the last part of `status_url`")


class RegistrationProgress(BaseModel):
    """How far a registration is, for whoever has its secret."""

    region: str
    office: str
    status: RegistrationStatus
    decision_note: str | None = Field(description="why it was rejected")
    created_at: datetime
    confirmed_at: datetime | None
    decided_at: datetime | None


class RegistrationReject(RequestBody):
    """Why a registration is rejected."""

    note: Note = Field(description="the applicant reads it")


class RegistrationAnswer(BaseModel):
    """A registration as the province sees it."""

    id: UUID
    region: str
    office: str
    email: str
    contact_name: str
    phone: str | None
    letter: AssetAnswer | None = Field(description="its `url` is null until the file was checked")
    status: RegistrationStatus
    version: int
    confirmed_at: datetime | None = Field(description="when the e-mailed link was opened")
    decided_at: datetime | None
    decision_note: str | None
    created_at: datetime
    updated_at: datetime


class RegistrationPage(Page[RegistrationAnswer]):
    """A page of registrations."""


class RegistrationQuery(PageQuery):
    """Filters of the list."""

    status: list[RegistrationStatus] = []
    region: list[TenantCode] = []
    sort: RowSort = RowSort.NEWEST

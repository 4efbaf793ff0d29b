"""Requests and answers about cases of impersonation."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.access.schemas import Creator
from api.channels.schemas import ChannelPlatform
from api.fields import (
    HTTP_ADDRESS,
    URI,
    VISIBLE,
    ExternalReference,
    LongText,
    RequestBody,
    TenantCode,
)
from api.impersonations.models import ImpersonationStatus
from api.listing import Page, PageQuery, RowSort

AccountUrl = Annotated[
    str,
    Field(
        min_length=1,
        max_length=500,
        description="of the false account; platform and handle are read from it",
        json_schema_extra=URI,
    ),
    VISIBLE,
    HTTP_ADDRESS,
]
AccountName = Annotated[str, Field(min_length=1, max_length=200), VISIBLE]
Ticket = Annotated[
    str,
    Field(min_length=1, max_length=200, description="number of your report to the platform"),
    VISIBLE,
]
PublicWarning = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="shown to everybody who looks the account up; needs a person, and the policy read",
    ),
    VISIBLE,
]
Evidence = Annotated[list[UUID], Field(max_length=50, description="assets of yours")]


class ImpersonationCreate(RequestBody):
    """A new case."""

    url: AccountUrl
    platform: ChannelPlatform | None = Field(
        default=None,
        description="read from the url; `other` names the address below a host instead of the site",
    )
    name: AccountName | None = Field(default=None, description="what the account calls itself")
    channel_id: UUID | None = Field(default=None, description="which of your channels it imitates")
    description: LongText | None = None
    asset_ids: Evidence = []
    platform_ticket: Ticket | None = None
    public_warning: PublicWarning | None = None
    external_reference: ExternalReference | None = None


class ImpersonationPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes. Another account is another case."""

    status: ImpersonationStatus | None = Field(
        default=None, description="open -> reported (with a ticket) -> taken_down; or dismissed"
    )
    name: AccountName | None = None
    channel_id: UUID | None = None
    description: LongText | None = None
    asset_ids: Evidence | None = None
    platform_ticket: Ticket | None = None
    public_warning: PublicWarning | None = None
    external_reference: ExternalReference | None = None


class ImpersonationAnswer(BaseModel):
    """A case of impersonation."""

    id: UUID
    tenant: str
    status: ImpersonationStatus
    version: int
    platform: ChannelPlatform | str
    url: str
    handle: str | None
    name: str | None
    channel_id: UUID | None
    description: str | None
    asset_ids: list[UUID]
    platform_ticket: str | None
    public_warning: str | None
    external_reference: str | None
    reported_at: datetime | None
    closed_at: datetime | None
    created_by: Creator
    created_at: datetime
    updated_at: datetime


class ImpersonationPage(Page[ImpersonationAnswer]):
    """A page of cases."""


class ImpersonationQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[ImpersonationStatus] = []
    platform: ChannelPlatform | None = None
    channel_id: UUID | None = None
    external_reference: ExternalReference | None = None
    sort: RowSort = RowSort.NEWEST

"""Requests and answers about policies and who acknowledged them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from api.conduct.models import PolicyStatus
from api.fields import ONE_LINE, VISIBLE, Language, LongText, Note, RequestBody, TenantCode
from api.listing import Page, PageQuery, RowSort

PolicyTitle = Annotated[str, Field(min_length=1, max_length=200), VISIBLE, ONE_LINE]
KindCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="stays the same from one revision to the next",
    ),
]


class PolicySort(StrEnum):
    """Orders of the list; `-` is the newest revision first."""

    REVISION = "revision"
    LATEST = "-revision"


class ViolationKindBody(RequestBody):
    """A kind of violation that the policy names."""

    code: KindCode
    title: PolicyTitle
    description: Note


class ViolationKindAnswer(BaseModel):
    """A kind of violation, as it is kept."""

    code: str
    title: str
    description: str


Kinds = Annotated[list[ViolationKindBody], Field(max_length=50)]


class PolicyCreate(RequestBody):
    """A new revision of the policy."""

    title: PolicyTitle
    language: Language = "id"
    body: LongText = Field(description="Markdown")
    kinds: Kinds = Field(default=[], description="the kinds of violation that it names")
    change_note: Note | None = Field(
        default=None, description="what is new, for those who know the revision before"
    )


class PolicyPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null removes."""

    title: PolicyTitle | None = None
    language: Language | None = None
    body: LongText | None = None
    kinds: Kinds | None = None
    change_note: Note | None = None


class PolicyAnswer(BaseModel):
    """A revision of the policy."""

    id: UUID
    status: PolicyStatus
    version: int
    revision: int
    title: str
    language: str
    body: str = Field(description="Markdown")
    body_html: str = Field(description="sanitised")
    kinds: list[ViolationKindAnswer]
    change_note: str | None
    activated_at: datetime | None
    retired_at: datetime | None
    acknowledged_at: datetime | None = Field(
        description="when you did, as a member of this tenant; null for a machine client"
    )
    created_at: datetime
    updated_at: datetime


class PolicyPage(Page[PolicyAnswer]):
    """A page of policies."""


class PolicyQuery(PageQuery):
    """Filters of the list."""

    status: list[PolicyStatus] = []
    sort: PolicySort = PolicySort.LATEST


class AcknowledgementAnswer(BaseModel):
    """An active member, and when he acknowledged the policy."""

    member_id: UUID
    name: str
    roles: list[str]
    acknowledged_at: datetime | None = Field(description="null: not yet")


class AcknowledgementPage(Page[AcknowledgementAnswer]):
    """A page of members."""


class AcknowledgementQuery(PageQuery):
    """Filters of the list."""

    acknowledged: bool | None = Field(
        default=None, description="`true`: who has; `false`: who has not yet"
    )
    sort: RowSort = RowSort.NEWEST


class TenantCoverage(BaseModel):
    """How many active members of a tenant have acknowledged a policy: counts, and no names."""

    tenant: TenantCode
    name: str
    members: int
    acknowledged: int
    missing: int


class PolicyCoverageAnswer(BaseModel):
    """How far a policy is known."""

    policy_id: UUID
    revision: int
    members: int
    acknowledged: int
    missing: int
    tenants: list[TenantCoverage]

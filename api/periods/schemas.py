"""Requests and answers about periods, completions and extensions."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from api.fields import Day, Note, Period, RequestBody, TenantCode
from api.listing import Page, PageQuery, RowSort
from api.periods.models import CompletionStatus


class PeriodState(StrEnum):
    """What a period is today, by its dates."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


class CompletionWarning(StrEnum):
    """What somebody who declared that all is reported may have overlooked."""

    NO_REPORTS = "no-reports"
    DRAFTS_REMAIN = "drafts-remain"


class ExtensionSort(StrEnum):
    """Orders of the list of extensions."""

    CREATED = "created_at"
    NEWEST = "-created_at"


class PeriodPatch(RequestBody):
    """A JSON Merge Patch: only what is sent changes; null brings a date of the settings back."""

    opens_on: Day | None = None
    due_on: Day | None = Field(default=None, description="the last day in time")
    closes_on: Day | None = Field(default=None, description="the last day at all")


class CompletionDeclare(RequestBody):
    """That a tenant has reported all of a period, or that there was nothing to report."""

    nil: bool = Field(default=False, strict=True, description="there was nothing to report")
    note: Note | None = None


class CompletionReason(RequestBody):
    """Why the province decides so about a completion."""

    reason: Note


class ExtensionCreate(RequestBody):
    """Until when a tenant may still hand in for a closed period, and why."""

    tenant: TenantCode
    open_until: Day = Field(description="the last day, in the province's time zone")
    reason: Note


class CompletionAnswer(BaseModel):
    """What a tenant declared for a period, or that it need not."""

    tenant: str
    period: str
    status: CompletionStatus
    version: int
    nil: bool
    late: bool = Field(description="first declared after the period's due day")
    note: str | None
    reason: str | None = Field(description="of the province: why reopened or exempt")
    first_declared_at: datetime | None
    declared_at: datetime | None
    declared_by_name: str | None
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime


class CompletionWarningAnswer(BaseModel):
    """Something that does not forbid the declaration."""

    code: CompletionWarning | str
    count: int


class CompletionDeclared(CompletionAnswer):
    """A completion as it was declared just now."""

    warnings: list[CompletionWarningAnswer]


class CompletionPage(Page[CompletionAnswer]):
    """A page of completions."""


class CompletionQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    status: list[CompletionStatus] = []
    sort: RowSort = RowSort.NEWEST


class PeriodAnswer(BaseModel):
    """A month in which activities are reported."""

    period: str
    version: int = Field(description="0 until the province sets dates of its own")
    state: PeriodState | str
    opens_on: date
    due_on: date = Field(description="the last day in time")
    closes_on: date = Field(description="the last day at all")
    extended_until: date | None = Field(description="until when your tenant may hand in still")
    completion: CompletionAnswer | None = Field(description="what your tenant declared")


class PeriodPage(Page[PeriodAnswer]):
    """A page of periods, newest first."""


class PeriodQuery(PageQuery):
    """The months to list."""

    from_: Period | None = Field(
        default=None, alias="from", description="the first; absent: twelve months before `to`"
    )
    to: Period | None = Field(default=None, description="the last; absent: the next month")


class ExtensionAnswer(BaseModel):
    """More time for one tenant."""

    id: UUID
    tenant: str
    period: str
    open_until: date
    reason: str
    created_at: datetime


class ExtensionPage(Page[ExtensionAnswer]):
    """A page of extensions."""


class ExtensionQuery(PageQuery):
    """Filters of the list."""

    tenant: list[TenantCode] = Field(default=[], description="repeat it for several; absent: all")
    sort: ExtensionSort = ExtensionSort.NEWEST

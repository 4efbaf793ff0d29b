"""Requests and answers about numbers over all reports."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.fields import VISIBLE, Period, RequestBody, TenantCode
from api.listing import Page, PageQuery
from api.periods.schemas import PeriodState
from tenants.models import TenantKind


class Standing(StrEnum):
    """How a tenant stands in a period; more may come."""

    ON_TIME = "on_time"
    LATE = "late"
    UNDECLARED = "undeclared"
    EXEMPT = "exempt"
    NOT_EXPECTED = "not_expected"


class Grouping(StrEnum):
    """What sums are told apart by."""

    KIND = "kind"
    TENANT = "tenant"
    UNIT = "unit"
    MONTH = "month"


class SnapshotSort(StrEnum):
    """Orders of the list of snapshots."""

    CREATED = "created_at"
    NEWEST = "-created_at"


def _split(value: Any) -> Any:  # noqa: ANN401 - whatever was sent
    if isinstance(value, list):
        return [part for each in value for part in str(each).split(",")]
    return value


Tenants = Annotated[
    list[TenantCode], Field(description="repeat it for several; absent: all in your reach")
]
By = Annotated[
    list[Grouping],
    BeforeValidator(_split),
    Field(max_length=4, description="repeat it, or separate by commas; absent: only totals"),
]


class CompletenessQuery(BaseModel):
    """Which months and tenants."""

    model_config = ConfigDict(extra="forbid")

    period: Period | None = Field(default=None, description="one month; or use `from` and `to`")
    from_: Period | None = Field(default=None, alias="from", description="absent: the same as `to`")
    to: Period | None = Field(default=None, description="absent: the month before this one")
    tenant: Tenants = []


class SummaryQuery(BaseModel):
    """Which months and tenants, and what to tell apart."""

    model_config = ConfigDict(extra="forbid")

    from_: Period | None = Field(
        default=None, alias="from", description="absent: eleven months before `to`"
    )
    to: Period | None = Field(default=None, description="absent: this month")
    tenant: Tenants = []
    by: By = []


class ReportCounts(BaseModel):
    """Reports that were handed in, by what became of them. Drafts never count."""

    handed_in: int
    on_time: int = Field(description="first handed in by the period's due day")
    submitted: int = Field(description="of those handed in: waiting for the province")
    returned: int
    accepted: int


class TenantCompleteness(BaseModel):
    """How complete and timely one tenant is in one period; each figure is 0 or 1."""

    tenant: str
    name: str
    kind: TenantKind | str
    period: str
    standing: Standing | str
    expected: int = Field(description="0 for who is exempt or inactive, and for the province")
    received: int = Field(description="expected, and declared complete or nil")
    on_time: int = Field(description="received, and first declared by the due day")
    nil: int = Field(description="received, and there was nothing to report")
    exempt: int
    first_declared_at: datetime | None
    declared_at: datetime | None
    reports: ReportCounts


class CompletenessTotals(BaseModel):
    """Sums over some rows; a rate is null where nothing is expected."""

    expected: int
    received: int
    on_time: int
    nil: int
    exempt: int
    completeness: float | None = Field(description="received / expected")
    timeliness: float | None = Field(description="on_time / expected")
    reports: ReportCounts


class PeriodCompleteness(BaseModel):
    """A month of the answer, with its days."""

    period: str
    state: PeriodState | str
    opens_on: date
    due_on: date
    closes_on: date
    totals: CompletenessTotals


class TenantTotals(BaseModel):
    """One tenant over all months of the answer."""

    tenant: str
    name: str
    kind: TenantKind | str
    totals: CompletenessTotals


class CompletenessAnswer(BaseModel):
    """Who has declared, month by month, in your reach."""

    data: list[TenantCompleteness] = Field(description="by month, then by code")
    periods: list[PeriodCompleteness]
    tenants: list[TenantTotals] = Field(description="by code")
    totals: CompletenessTotals
    whatsapp_text: str = Field(description="in Indonesian, to paste into a group")


class Figures(BaseModel):
    """Sums over activities that were handed in."""

    activities: int
    submitted: int
    returned: int
    accepted: int
    late: int
    participants: int
    posts: int
    reach: int
    engagement: int


class SummaryRow(Figures):
    """One group; what it is not told apart by is null."""

    tenant: str | None
    kind: str | None
    unit_id: UUID | None
    unit: str | None = Field(description="its name, of your own tenant's units alone")
    period: str | None


class SummaryAnswer(BaseModel):
    """Sums over the reports in your reach."""

    first: str = Field(description="the first month that counts")
    last: str
    by: list[Grouping | str]
    data: list[SummaryRow] = Field(description="groups that have activities, by what was asked")
    totals: Figures


class SnapshotCreate(RequestBody):
    """A picture of a period to keep."""

    period: Period
    note: Annotated[str, Field(min_length=1, max_length=500), VISIBLE] | None = None


class FrozenRow(Figures):
    """A tenant's sums of one kind and unit."""

    kind: str
    unit_id: UUID | None


class FrozenCompleteness(BaseModel):
    """What `TenantCompleteness` said of a tenant."""

    standing: Standing | str
    expected: int
    received: int
    on_time: int
    nil: int
    exempt: int
    first_declared_at: datetime | None
    declared_at: datetime | None


class FrozenPart(BaseModel):
    """A tenant's numbers of a period: what a checksum is made over."""

    tenant: str
    period: str
    completeness: FrozenCompleteness
    activities: list[FrozenRow]


class SnapshotChange(BaseModel):
    """A figure that is another one now."""

    field: str
    kind: str | None = Field(description="of which sums; null for completeness")
    unit_id: UUID | None
    before: Any = Field(description="in the snapshot")
    after: Any = Field(description="now")


class SnapshotPartAnswer(BaseModel):
    """One tenant's part, and how it differs from today's numbers."""

    tenant: str
    checksum: str = Field(description="SHA-256 of `data` as canonical JSON")
    valid: bool = Field(description="whether `data` still has this checksum")
    data: FrozenPart | None = Field(description="null where it is damaged beyond reading")
    difference: list[SnapshotChange]


class SnapshotHead(BaseModel):
    """A snapshot without its numbers."""

    id: UUID
    period: str
    note: str | None
    checksum: str = Field(description="SHA-256 over codes and checksums of all parts, by code")
    created_at: datetime


class SnapshotAnswer(SnapshotHead):
    """A frozen picture of a period: for the province all parts, for a tenant its own."""

    valid: bool = Field(description="whether what you see of it is what was frozen")
    parts: list[SnapshotPartAnswer]


class SnapshotPage(Page[SnapshotHead]):
    """A page of snapshots."""


class SnapshotQuery(PageQuery):
    """Filters of the list."""

    period: Period | None = None
    sort: SnapshotSort = SnapshotSort.NEWEST

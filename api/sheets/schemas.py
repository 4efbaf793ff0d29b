"""Requests and answers about imports, exports, and the jobs that they are."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.fields import Period, RequestBody, TenantCode
from api.listing import Page, PageQuery, RowSort
from api.sheets.models import JobKind, JobStatus

_DRY_RUN = "say what would happen, and write nothing at all"
_PARTIAL = "write the rows that are right although others are wrong"


class ChannelImport(RequestBody):
    """A table to import: an asset of purpose `import` that is ready."""

    asset_id: UUID
    dry_run: bool = Field(default=False, strict=True, description=_DRY_RUN)
    partial: bool = Field(default=False, strict=True, description=_PARTIAL)


class ReportImport(ChannelImport):
    """A table of reports to import."""

    submit: bool = Field(
        default=False, strict=True, description="hand each report in; else they are drafts"
    )


class SheetFormat(StrEnum):
    """How a table is written."""

    XLSX = "xlsx"
    CSV = "csv"


class ExportKind(StrEnum):
    """What is exported; more may come."""

    REPORTS = "reports"
    COMPLETENESS = "completeness"
    CHANNELS = "channels"


class ExportCreate(RequestBody):
    """What to export. The province exports what all handed in, a regency or city its own."""

    kind: ExportKind
    format: SheetFormat = SheetFormat.XLSX
    periods: Annotated[list[Period], Field(max_length=60, description="none: all of them")] = []
    tenants: Annotated[
        list[TenantCode],
        Field(max_length=40, description="for the province; its own code alone: drafts too"),
    ] = []


class TemplateQuery(BaseModel):
    """How the template comes."""

    model_config = ConfigDict(extra="forbid")

    format: SheetFormat = SheetFormat.XLSX


class JobProgress(BaseModel):
    """How far it is, in rows."""

    done: int
    total: int | None = Field(description="null until it is known")


class JobRowError(BaseModel):
    """One thing to change in a row."""

    column: str | None = Field(description="its title in the table; null: the row as a whole")
    pointer: str = Field(description="JSON Pointer into the request that the row stands for")
    code: str
    detail: str
    mend: str = Field(description="what to write there")
    existing_id: UUID | None = Field(description="the row that has this reference already")


class JobRow(BaseModel):
    """A row that was refused."""

    line: int = Field(description="in the file, the header's included")
    errors: list[JobRowError]


class JobResult(BaseModel):
    """What was done, or in a dry run what would be."""

    dry_run: bool
    partial: bool
    rows: int
    created: int
    skipped: int = Field(description="rows that are there already, and the same")
    refused: int
    problems: list[JobRow] = Field(description="the first 1,000 rows that were refused")


class JobProblem(BaseModel):
    """Why a job failed, as a problem document tells it."""

    type: str
    title: str
    status: int
    code: str
    detail: str


class JobFile(BaseModel):
    """What a job made."""

    url: str = Field(description="to read it from for some minutes; read the job again for another")
    name: str
    content_type: str
    size: int
    expires_at: datetime | None = Field(description="when it is removed")


class JobAnswer(BaseModel):
    """An import or an export."""

    id: UUID
    kind: JobKind | str
    status: JobStatus | str
    progress: JobProgress
    result: JobResult | None
    error: JobProblem | None
    file: JobFile | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JobPage(Page[JobAnswer]):
    """A page of jobs."""


class JobQuery(PageQuery):
    """Filters of the list."""

    kind: list[JobKind] = []
    status: list[JobStatus] = []
    sort: RowSort = RowSort.NEWEST

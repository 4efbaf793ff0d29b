"""/v1/jobs, and what starts them: imports and exports. HTTP in, HTTP out."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response, status

from api.access.callers import ChannelsRead, ChannelsWrite, ReportsRead, ReportsWrite, RollupsRead
from api.access.database import DB
from api.conditional import tag
from api.conduct.gate import gate
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.media.store import Store
from api.problems import language_of, problems
from api.sheets import answers, channel_columns, files, report_columns, service, template
from api.sheets.columns import Column
from api.sheets.imports import names_of
from api.sheets.models import Job
from api.sheets.report_columns import Names
from api.sheets.schemas import (
    ChannelImport,
    ExportCreate,
    JobAnswer,
    JobPage,
    JobQuery,
    ReportImport,
    SheetFormat,
    TemplateQuery,
)

router = APIRouter(prefix="/v1", tags=["jobs"], route_class=IdempotentRoute)
START = problems(400, 401, 403, 409)
_BINARY = {"schema": {"type": "string", "format": "binary"}}
TEMPLATE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The template", "content": {files.XLSX: _BINARY, files.CSV: _BINARY}},
    **problems(400, 401, 403),
}
Asked = Annotated[TemplateQuery, Query()]


class Sheet(Response):
    """A workbook, or CSV."""

    media_type = files.XLSX


def _answer(request: Request, job: Job, response: Response) -> JobAnswer:
    store: Store = request.app.state.store
    tag(response, job)
    response.headers["Cache-Control"] = "no-store"  # the file's address is for this caller
    if not answers.is_over(job):
        response.headers["Retry-After"] = str(answers.POLL_SECONDS)
    return answers.one(store, job, language_of(request))


def _started(request: Request, job: Job, response: Response) -> JobAnswer:
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return _answer(request, job, response)


@router.post(
    "/reports/imports",
    operation_id="import_reports",
    status_code=status.HTTP_202_ACCEPTED,
    responses=START,
)
async def import_reports(
    body: ReportImport,
    caller: ReportsWrite,
    session: DB,
    request: Request,
    response: Response,
    _: Idempotent,
) -> JobAnswer:
    """Import a CSV or XLSX table of reports as a job: all of its rows, or none unless `partial`.

    The first rows name the columns as the template does. The job's result says what to change in which
    row and column, and its file is the same table with a red column `Masalah`. Rows whose
    `external_reference` is there already with the same content are skipped.
    """
    if body.submit:
        await gate(caller, session)
    job = await service.import_reports(session, caller, body)
    return _started(request, job, response)


@router.post(
    "/channels/imports",
    operation_id="import_channels",
    status_code=status.HTTP_202_ACCEPTED,
    responses=START,
)
async def import_channels(
    body: ChannelImport,
    caller: ChannelsWrite,
    session: DB,
    request: Request,
    response: Response,
    _: Idempotent,
) -> JobAnswer:
    """Import a CSV or XLSX table of channels as a job, as `import_reports` does; they are pending."""
    job = await service.import_channels(session, caller, body)
    return _started(request, job, response)


@router.post(
    "/exports",
    operation_id="create_export",
    status_code=status.HTTP_202_ACCEPTED,
    responses=START,
)
async def create_export(
    body: ExportCreate,
    caller: RollupsRead,
    session: DB,
    request: Request,
    response: Response,
    _: Idempotent,
) -> JobAnswer:
    """Export reports, completeness or channels as a job that makes an XLSX or CSV file.

    XLSX has a summary with charts and a heat table of governments by months before the rows.
    """
    job = await service.create_export(session, caller, body)
    return _started(request, job, response)


@router.get("/jobs", operation_id="list_jobs", responses=problems(400, 401, 403))
async def list_jobs(
    query: Annotated[JobQuery, Query()],
    caller: RollupsRead,
    session: DB,
    request: Request,
    page: Paging,
) -> JobPage:
    """Imports and exports of your tenant of the last month, newest first, without their rows."""
    found = await service.list_jobs(session, caller, query)
    store: Store = request.app.state.store
    return page.of(JobPage, found, answers.many(store, found.rows, language_of(request)))


@router.get("/jobs/{id}", operation_id="get_job", responses=problems(401, 403, 404))
async def get_job(
    id: UUID, caller: RollupsRead, session: DB, request: Request, response: Response
) -> JobAnswer:
    """How far an import or export of your tenant is, and what it made; ask again after Retry-After."""
    return _answer(request, await service.get_job(session, caller, id), response)


@router.get(
    "/reports/imports/template",
    operation_id="get_import_template",
    response_class=Sheet,
    responses=TEMPLATE,
)
async def get_import_template(query: Asked, caller: ReportsRead, session: DB) -> Response:
    """An empty table for `import_reports`, with explanations and your units and channels to pick from."""
    del caller
    names = await names_of(session)
    return _template(query.format, "laporan", report_columns.template(names), names)


@router.get(
    "/channels/imports/template",
    operation_id="get_channel_import_template",
    response_class=Sheet,
    responses=TEMPLATE,
)
async def get_channel_import_template(query: Asked, caller: ChannelsRead, session: DB) -> Response:
    """An empty table for `import_channels`, likewise."""
    del caller
    names = await names_of(session)
    return _template(query.format, "kanal", channel_columns.columns(names), names)


def _template(kind: SheetFormat, name: str, columns: list[Column], names: Names) -> Response:
    if kind is SheetFormat.CSV:
        content, media_type = template.as_csv(columns), files.CSV
    else:
        lists = {
            column.name: names.lists.get(column.name.rpartition("/")[2], ()) for column in columns
        }
        content, media_type = template.as_workbook(columns, lists), files.XLSX
    shown = f'attachment; filename="templat-{name}.{kind.value}"'
    headers = {"Content-Disposition": shown, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)

"""/v1/periods: HTTP in, HTTP out."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import PeriodsWrite, ReportsRead, ReportsWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.conduct.gate import Acknowledged
from api.fields import Period
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.periods import answers, completions, extensions, service
from api.periods.models import Completion
from api.periods.schemas import (
    CompletionAnswer,
    CompletionDeclare,
    CompletionDeclared,
    CompletionPage,
    CompletionQuery,
    CompletionReason,
    ExtensionAnswer,
    ExtensionCreate,
    ExtensionPage,
    ExtensionQuery,
    PeriodAnswer,
    PeriodPage,
    PeriodPatch,
    PeriodQuery,
)
from api.problems import problems

router = APIRouter(prefix="/v1/periods", tags=["periods"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
DECIDE = problems(400, 401, 403, 404, 409, 412, 428)


@router.get("", operation_id="list_periods", responses=problems(400, 401, 403))
async def list_periods(
    query: Annotated[PeriodQuery, Query()], _: ReportsRead, session: DB, page: Paging
) -> PeriodPage:
    """The months, newest first, with their dates and what your tenant declared for each."""
    found = await service.list_periods(session, query)
    return page.of(PeriodPage, found, await answers.many(session, found.rows))


@router.patch(
    "/{period}", operation_id="update_period", responses=problems(400, 401, 403, 404, 412, 428)
)
async def update_period(
    period: Period,
    body: PeriodPatch,
    caller: PeriodsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> PeriodAnswer:
    """Change a month's dates for all tenants (province); who was late is judged again at once."""
    month = await service.update_period(session, caller, period, body, seen)
    tag(response, month)
    return (await answers.many(session, [month]))[0]


@router.get("/{period}/extensions", operation_id="list_extensions", responses=READ)
async def list_extensions(
    period: Period,
    query: Annotated[ExtensionQuery, Query()],
    caller: ReportsRead,
    session: DB,
    page: Paging,
) -> ExtensionPage:
    """Who may hand in for this month after it closed: your tenant; for the province, any."""
    found = await extensions.list_extensions(session, caller, period, query)
    return page.of(ExtensionPage, found, [answers.extension(session, row) for row in found.rows])


@router.post(
    "/{period}/extensions",
    operation_id="extend_period",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 404, 409),
)
async def extend_period(
    period: Period, body: ExtensionCreate, caller: PeriodsWrite, session: DB, _: Idempotent
) -> ExtensionAnswer:
    """Let one tenant hand in until a day after this month closed (province); late it stays."""
    row = await extensions.extend_period(session, caller, period, body)
    return answers.extension(session, row)


@router.get("/{period}/completions", operation_id="list_completions", responses=READ)
async def list_completions(
    period: Period,
    query: Annotated[CompletionQuery, Query()],
    caller: ReportsRead,
    session: DB,
    page: Paging,
) -> CompletionPage:
    """What was declared for a month: by your tenant; for the province, by every tenant."""
    found = await completions.list_completions(session, caller, period, query)
    rows = [answers.completion(session, row) for row in found.rows]
    return page.of(CompletionPage, found, rows)


@router.post(
    "/{period}/completion",
    operation_id="declare_completion",
    responses=problems(400, 401, 403, 404, 409),
)
async def declare_completion(
    period: Period,
    body: CompletionDeclare,
    caller: ReportsWrite,
    session: DB,
    response: Response,
    _: Idempotent,
    _acknowledged: Acknowledged,
) -> CompletionDeclared:
    """Declare that your tenant has reported all of a month, or, by `nil`, that there was nothing.

    It may be declared again while the month takes reports. A report that follows is taken, and ends `nil`.
    """
    row, warnings = await completions.declare_completion(session, caller, period, body)
    tag(response, row)
    return answers.declared(session, row, warnings)


@router.post(
    "/{period}/completion/{code}/reopen", operation_id="reopen_completion", responses=DECIDE
)
async def reopen_completion(
    period: Period,
    code: str,
    body: CompletionReason,
    caller: PeriodsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> CompletionAnswer:
    """Have a tenant declare again, also after the month closed; or end its exemption (province)."""
    row = await completions.reopen_completion(session, caller, period, code, body.reason, seen)
    return _tagged(session, row, response)


@router.post(
    "/{period}/completion/{code}/exempt", operation_id="exempt_completion", responses=DECIDE
)
async def exempt_completion(
    period: Period,
    code: str,
    body: CompletionReason,
    caller: PeriodsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> CompletionAnswer:
    """Say that a tenant need not report for a month (province).

    If-Match is needed once the tenant has a completion; before, there is no version to name.
    """
    row = await completions.exempt_completion(session, caller, period, code, body.reason, seen)
    return _tagged(session, row, response)


def _tagged(session: AsyncSession, row: Completion, response: Response) -> CompletionAnswer:
    tag(response, row)
    return answers.completion(session, row)

"""/v1/policies/{id}/acknowledge and who did: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.access.callers import AnyPerson, MembersRead, PoliciesWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.conduct import acknowledgements, policies, policy_answers
from api.conduct.policy_schemas import (
    AcknowledgementPage,
    AcknowledgementQuery,
    PolicyAnswer,
    PolicyCoverageAnswer,
)
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import language_of, problems
from api.settings import settings_of

router = APIRouter(prefix="/v1/policies/{id}", tags=["conduct"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)


class CsvResponse(Response):
    """A file for spreadsheets."""

    media_type = "text/csv"


@router.post(
    "/acknowledge",
    operation_id="acknowledge_policy",
    responses=problems(400, 401, 403, 404, 409, 412, 428),
)
async def acknowledge_policy(
    id: UUID, caller: AnyPerson, session: DB, seen: Precondition, response: Response, _: Idempotent
) -> PolicyAnswer:
    """Say that you have read the active policy. Again changes nothing: the first time counts."""
    policy = await acknowledgements.acknowledge_policy(session, caller, id, seen)
    tag(response, policy)
    return await policy_answers.one(session, caller, policy)


@router.get("/acknowledgements", operation_id="list_policy_acknowledgements", responses=READ)
async def list_policy_acknowledgements(
    id: UUID,
    query: Annotated[AcknowledgementQuery, Query()],
    caller: MembersRead,
    session: DB,
    page: Paging,
) -> AcknowledgementPage:
    """The active members of your tenant, and when they acknowledged this revision."""
    policy = await policies.get_policy(session, caller, id)
    found = await acknowledgements.list_members(session, policy, query)
    rows = await policy_answers.acknowledgements(session, policy, found.rows)
    return page.of(AcknowledgementPage, found, rows)


@router.get(
    "/acknowledgements.csv",
    operation_id="export_policy_acknowledgements",
    response_class=CsvResponse,
    responses=READ,
)
async def export_policy_acknowledgements(
    id: UUID, caller: MembersRead, session: DB, request: Request
) -> CsvResponse:
    """All of them in the order of their names, as CSV that Excel opens; moments in local time."""
    policy = await policies.get_policy(session, caller, id)
    people = (await acknowledgements.readers(session, policy)).values()
    language = language_of(request)
    text = policy_answers.sheet(policy, people, settings_of(session).zone, language)
    name = f"pedoman-{policy.revision}-{caller.tenant.code}.csv"
    return CsvResponse(
        text,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Language": language,
        },
    )


@router.get("/coverage", operation_id="get_policy_coverage", responses=READ)
async def get_policy_coverage(id: UUID, caller: PoliciesWrite, session: DB) -> PolicyCoverageAnswer:
    """How many members of each tenant have acknowledged this revision: no names (province)."""
    policy = await policies.get_policy(session, caller, id)
    return policy_answers.coverage(policy, await acknowledgements.coverage(session, policy))

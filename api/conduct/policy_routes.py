"""/v1/policies: HTTP in, HTTP out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.callers import PoliciesRead, PoliciesWrite
from api.access.database import DB
from api.access.principal import Principal
from api.conditional import Precondition, tag
from api.conduct import policies, policy_answers
from api.conduct.models import Policy
from api.conduct.policy_schemas import (
    PolicyAnswer,
    PolicyCreate,
    PolicyPage,
    PolicyPatch,
    PolicyQuery,
)
from api.idempotency.routes import Idempotent, IdempotentRoute
from api.listing import Paging
from api.problems import problems

router = APIRouter(prefix="/v1/policies", tags=["conduct"], route_class=IdempotentRoute)
READ = problems(400, 401, 403, 404)
CHANGE = problems(400, 401, 403, 404, 409, 412, 428)


async def _tagged(
    session: AsyncSession, caller: Principal, policy: Policy, response: Response
) -> PolicyAnswer:
    tag(response, policy)
    return await policy_answers.one(session, caller, policy)


@router.get("", operation_id="list_policies", responses=READ)
async def list_policies(
    query: Annotated[PolicyQuery, Query()], caller: PoliciesRead, session: DB, page: Paging
) -> PolicyPage:
    """The revisions of the policy, the latest first. Drafts are shown to those who may write them."""
    found = await policies.list_policies(session, caller, query)
    return page.of(PolicyPage, found, await policy_answers.many(session, caller, found.rows))


@router.post(
    "",
    operation_id="create_policy",
    status_code=status.HTTP_201_CREATED,
    responses=problems(400, 401, 403, 409),
)
async def create_policy(
    body: PolicyCreate, caller: PoliciesWrite, session: DB, response: Response, _: Idempotent
) -> PolicyAnswer:
    """Draft the next revision of the policy (province)."""
    policy = await policies.create_policy(session, caller, body)
    response.headers["Location"] = f"/v1/policies/{policy.id}"
    return await _tagged(session, caller, policy, response)


@router.get("/{id}", operation_id="get_policy", responses=READ)
async def get_policy(
    id: UUID, caller: PoliciesRead, session: DB, response: Response
) -> PolicyAnswer:
    """One revision of the policy, and when you acknowledged it."""
    policy = await policies.get_policy(session, caller, id)
    return await _tagged(session, caller, policy, response)


@router.patch("/{id}", operation_id="update_policy", responses=CHANGE)
async def update_policy(
    id: UUID,
    body: PolicyPatch,
    caller: PoliciesWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> PolicyAnswer:
    """Change a draft (JSON Merge Patch; province)."""
    policy = await policies.update_policy(session, caller, id, body, seen)
    return await _tagged(session, caller, policy, response)


@router.delete(
    "/{id}",
    operation_id="delete_policy",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=CHANGE,
)
async def delete_policy(id: UUID, caller: PoliciesWrite, session: DB, seen: Precondition) -> None:
    """Remove a draft (province)."""
    await policies.delete_policy(session, caller, id, seen)


@router.post("/{id}/activate", operation_id="activate_policy", responses=CHANGE)
async def activate_policy(
    id: UUID,
    caller: PoliciesWrite,
    session: DB,
    seen: Precondition,
    response: Response,
    _: Idempotent,
) -> PolicyAnswer:
    """Put a draft in force; the revision before it retires, and everybody reads anew (province)."""
    policy = await policies.activate_policy(session, caller, id, seen)
    return await _tagged(session, caller, policy, response)

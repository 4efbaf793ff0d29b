"""/v1/tenants: HTTP in, HTTP out."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access.callers import TenantsRead, TenantsWrite
from api.access.database import DB
from api.conditional import Precondition, tag
from api.listing import Paging
from api.offices import answers, service
from api.offices.schemas import TenantAnswer, TenantPage, TenantPatch, TenantQuery
from api.problems import problems
from tenants.models import Tenant

router = APIRouter(prefix="/v1/tenants", tags=["tenants"])


def _tagged(tenant: Tenant, response: Response) -> TenantAnswer:
    tag(response, tenant)
    return answers.one(tenant)


@router.get("", operation_id="list_tenants", responses=problems(400, 401, 403))
async def list_tenants(
    query: Annotated[TenantQuery, Query()], _: TenantsRead, session: DB, page: Paging
) -> TenantPage:
    """The province and all its regencies and cities, by their codes."""
    found = await service.list_tenants(session, query)
    return page.of(TenantPage, found, answers.many(found.rows))


@router.get("/{code}", operation_id="get_tenant", responses=problems(401, 403, 404))
async def get_tenant(code: str, _: TenantsRead, session: DB, response: Response) -> TenantAnswer:
    """One government and its communication office."""
    return _tagged(await service.get_tenant(session, code), response)


@router.patch(
    "/{code}", operation_id="update_tenant", responses=problems(400, 401, 403, 404, 412, 428)
)
async def update_tenant(
    code: str,
    body: TenantPatch,
    caller: TenantsWrite,
    session: DB,
    seen: Precondition,
    response: Response,
) -> TenantAnswer:
    """Change what your own tenant says about its office (JSON Merge Patch)."""
    return _tagged(await service.update_tenant(session, caller, code, body, seen), response)

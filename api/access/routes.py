"""GET /v1/me."""

from fastapi import APIRouter
from sqlalchemy import select
from sqlmodel import col

from api.access.authenticate import Authenticated
from api.access.authors import author_of
from api.access.database import DB
from api.access.models import Person
from api.access.schemas import Me, TenantName
from api.problems import problems
from tenants.models import Tenant

router = APIRouter(prefix="/v1/me", tags=["me"])


@router.get("", operation_id="get_me", responses=problems(401))
async def get_me(caller: Authenticated, session: DB) -> Me:
    """The person or client that the token stands for, with its tenant and permissions."""
    author = await author_of(session, caller)
    email = None
    if caller.is_person:
        email = await session.scalar(select(col(Person.email)).where(col(Person.id) == caller.id))
    name = await session.scalar(select(col(Tenant.name)).where(col(Tenant.id) == caller.tenant.id))
    return Me(
        id=caller.id,
        kind=caller.kind,
        name=author.name,
        email=email,
        tenant=TenantName(code=caller.tenant.code, name=str(name), kind=caller.tenant.kind),
        roles=list(caller.roles),
        permissions=sorted(p.value for p in caller.permissions),
    )

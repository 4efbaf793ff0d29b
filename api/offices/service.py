"""Reading the tenants, which everybody may, and writing one's own."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.permissions import Permission
from api.access.principal import Principal
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import NotFoundError, PermissionRequiredError, Text
from api.listing import Found, find_page, where_given
from api.offices.schemas import TenantBody, TenantPatch, TenantQuery
from api.patching import merged
from tenants.directory import Place, directory_of
from tenants.models import Tenant

COLUMNS = set(TenantBody.model_fields)

_OWN_OFFICE = Text(
    "Hanya kantor sendiri yang dapat diubah.", "Only your own office can be changed."
)


async def list_tenants(session: AsyncSession, query: TenantQuery) -> Found[Tenant]:
    """A page of the tenants of this deployment, whoever asks."""
    return await find_page(
        session, where_given(Tenant, query, ("kind", "status")), query, Tenant, query.sort
    )


async def get_tenant(session: AsyncSession, code: str) -> Tenant:
    """The tenant of a code. Raises `NotFoundError`."""
    return await _read(session, _place(session, code))


async def update_tenant(
    session: AsyncSession, caller: Principal, code: str, patch: TenantPatch, seen: IfMatch
) -> Tenant:
    """Change the caller's own office. Raises `PermissionRequiredError` for another tenant's."""
    place = _place(session, code)
    if place != caller.tenant:
        raise PermissionRequiredError(Permission.TENANTS_WRITE, _OWN_OFFICE)
    tenant = await _read(session, place, lock=True)
    seen.check(tenant)
    body = merged(TenantBody(**tenant.model_dump(include=COLUMNS)), patch)
    for name, value in body.model_dump().items():
        setattr(tenant, name, value)
    tenant.touch()
    changed = sorted(patch.model_fields_set)
    record(session, caller, "update_tenant", tenant.code, fields=changed)
    return tenant


def _place(session: AsyncSession, code: str) -> Place:
    place = directory_of(session).by_code(code)
    if place is None:
        raise NotFoundError
    return place


async def _read(session: AsyncSession, place: Place, *, lock: bool = False) -> Tenant:
    statement = select(Tenant).where(col(Tenant.id) == place.id)
    if lock:
        statement = statement.with_for_update()
    return (await session.scalars(statement)).one()

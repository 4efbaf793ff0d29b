"""Making the tenants of a deployment: one province and its regencies and cities."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from tenants.models import Tenant, TenantKind, TenantStatus
from tenants.regions import Region, regions_of


async def provision(session: AsyncSession, province: str, *, all_active: bool) -> bool:
    """Add the tenants of a province, in the system scope; False when they are there already.

    The province itself is active; its regencies and cities as `all_active` says. Raises `ValueError`
    for an unknown code.
    """
    if await session.scalar(select(col(Tenant.id)).limit(1)):
        return False
    for region in regions_of(province):
        active = all_active or region.kind is TenantKind.PROVINCE
        session.add(_tenant(region, active=active))
    await session.flush()
    return True


def _tenant(region: Region, *, active: bool) -> Tenant:
    prefix = "Provinsi " if region.kind is TenantKind.PROVINCE else ""
    return Tenant(
        code=region.code,
        name=prefix + region.name,
        kind=region.kind,
        status=TenantStatus.ACTIVE if active else TenantStatus.INACTIVE,
        office=f"Diskominfo {prefix}{region.name}",
    )

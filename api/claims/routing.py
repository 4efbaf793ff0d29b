"""Which government answers for a region."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import FieldError, InvalidBodyError, Text
from tenants.directory import Place, directory_of
from tenants.models import Tenant, TenantStatus

_UNKNOWN = Text("Kode ini tidak ada di provinsi ini.", "No such code in this province.")


async def tenant_for(session: AsyncSession, region: str) -> Place:
    """The government of a region if it is active, else the province; in any scope that reads tenants.

    Raises `InvalidBodyError` for a code that is not of this province.
    """
    directory = directory_of(session)
    place = directory.by_code(region)
    if place is None:
        raise InvalidBodyError([FieldError("/region", "not-found", _UNKNOWN)])
    return place if await is_active(session, place) else directory.province


async def is_active(session: AsyncSession, place: Place) -> bool:
    """Whether a government takes part now."""
    status = await session.scalar(select(col(Tenant.status)).where(col(Tenant.id) == place.id))
    return status == TenantStatus.ACTIVE

"""What governments are called: the directory keeps only what never changes."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from tenants.models import Tenant


async def name_of(session: AsyncSession, code: str) -> str:
    """The name of the government of a code that exists, in any scope that reads tenants."""
    return (await session.scalars(select(col(Tenant.name)).where(col(Tenant.code) == code))).one()

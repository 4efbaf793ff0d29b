"""Periods that the province gave dates of its own."""

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.periods.models import Period
from tenants.directory import directory_of


def of_province(session: AsyncSession) -> Select[Period]:
    """The province's rows.

    Row-level security lets a regency write rows of its own into this shared table: such a row must
    bind nobody, so this is the one place of the room where a tenant is compared by hand.
    """
    province = directory_of(session).province
    return select(Period).where(col(Period.tenant_id) == province.id)

"""Rows of the tables that every tenant reads and the province alone writes."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.conduct.models import ElectionWindow, Policy
from api.errors import NotFoundError
from tenants.directory import directory_of

Row = TypeVar("Row", Policy, ElectionWindow)


def of_province(session: AsyncSession, model: type[Row]) -> Select[Row]:
    """All rows of the province.

    Row-level security lets a regency read these tables and write rows of its own into them: such a row
    must bind nobody, so this is the one place where a tenant is compared by hand.
    """
    province = directory_of(session).province
    return select(model).where(col(model.tenant_id) == province.id)


async def find_provincial(
    session: AsyncSession, model: type[Row], identifier: UUID, *, lock: bool = False
) -> Row:
    """The province's row of this id; `lock=True` works in its own scope. Raises `NotFoundError`."""
    statement = of_province(session, model).where(col(model.id) == identifier)
    row = await session.scalar(statement.with_for_update() if lock else statement)
    if row is None:
        raise NotFoundError
    return row

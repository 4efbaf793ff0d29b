"""Reading what was published: the same filters over the shared and the public projection."""

from typing import Any, TypeVar, cast

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.clarifications.models import PublicClarification, PublicState, SharedClarification
from api.clarifications.published_schemas import PublishedQuery
from api.errors import NotFoundError
from api.listing import Found, find_page, where_given
from tenants.directory import directory_of

Row = TypeVar("Row", SharedClarification, PublicClarification)


async def list_shared(session: AsyncSession, query: PublishedQuery) -> Found[SharedClarification]:
    """A page of what is published for governments."""
    return await list_published(session, SharedClarification, query)


async def get_shared(session: AsyncSession, number: str) -> SharedClarification:
    """A published or retracted clarification by its number. Raises `NotFoundError`."""
    row = await session.scalar(
        select(SharedClarification).where(col(SharedClarification.number) == number)
    )
    if row is None:
        raise NotFoundError
    return row


async def list_published(
    session: AsyncSession, table: type[Row], query: PublishedQuery
) -> Found[Row]:
    """A page of a projection; tombstones are left out."""
    statement = _filtered(session, table, query)
    return await find_page(session, statement, query, table, query.sort)


def _filtered(session: AsyncSession, table: type[Row], query: PublishedQuery) -> Select[Row]:
    statement = where_given(table, query, ("topic", "verdict"))
    statement = statement.where(col(table.state) != PublicState.RETRACTED)
    if query.region:
        wanted = [*query.region, directory_of(session).province.code]
        statement = statement.where(cast("Any", table.regions).overlap(wanted))
    if query.q:
        words = func.websearch_to_tsquery("indonesian", query.q)
        statement = statement.where(col(table.words).op("@@")(words))
    return statement

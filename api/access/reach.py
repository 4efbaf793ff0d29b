"""Finding rows in the caller's reach: his own tenant first, then, for the province, what was handed in.

Row-level security decides what is seen. Nothing here compares tenants by hand.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.errors import NotFoundError
from tenants.directory import directory_of
from tenants.session import current_scope, enter


class OwnedRow(Protocol):
    """A row of a tenant table."""

    id: UUID
    tenant_id: UUID


Row = TypeVar("Row", bound=OwnedRow)


async def find(
    session: AsyncSession,
    caller: Principal,
    model: type[Row],
    identifier: UUID,
    *,
    lock: bool = False,
) -> Row:
    """The row of this id, and the session left in the reach that saw it.

    `lock=True` for a change. Raises `NotFoundError`, the same for absent and not yours.
    """
    statement = select(model).where(col(model.id) == identifier)
    if lock:
        statement = statement.with_for_update()
    row = await session.scalar(statement)
    if row is None and caller.tenant.is_province:
        await enter(session, caller.province_scope())
        row = await session.scalar(statement)
    if row is None:
        raise NotFoundError
    return row


async def find_own(
    session: AsyncSession, model: type[Row], identifier: UUID, *, lock: bool = False
) -> Row:
    """The caller's own row of this id; writes run as tenant. Raises `NotFoundError`."""
    statement = select(model).where(col(model.id) == identifier)
    if lock:
        statement = statement.with_for_update()
    row = await session.scalar(statement)
    if row is None:
        raise NotFoundError
    return row


def own_of(session: AsyncSession, statement: Select[Row], model: type[Row]) -> Select[Row]:
    """`statement` narrowed to the rows of the session's tenant.

    For shared tables alone: there row-level security shows every tenant all rows.
    """
    return statement.where(col(model.tenant_id) == current_scope(session).tenant)


def within_shared(
    session: AsyncSession,
    caller: Principal,
    statement: Select[Row],
    model: type[Row],
    tenants: Sequence[str] = (),
) -> Select[Row]:
    """`statement` over a shared table, narrowed to what the caller is meant to work with.

    A regency its own rows, the province those of the `?tenant=` codes, or all. Codes that nobody has
    match nothing.
    """
    if not caller.tenant.is_province:
        statement = own_of(session, statement, model)
    return _of_tenants(session, statement, model, tenants)


async def within(
    session: AsyncSession,
    caller: Principal,
    statement: Select[Row],
    model: type[Row],
    tenants: Sequence[str],
) -> Select[Row]:
    """`statement` narrowed to `?tenant=` codes, and the session put in the reach that it needs.

    The province sees what every tenant handed in, but names its own code alone to see its own rows,
    drafts included. Codes that nobody has match nothing.
    """
    if caller.tenant.is_province and set(tenants) != {caller.tenant.code}:
        await enter(session, caller.province_scope())
    return _of_tenants(session, statement, model, tenants)


def _of_tenants(
    session: AsyncSession, statement: Select[Row], model: type[Row], tenants: Sequence[str]
) -> Select[Row]:
    if tenants:
        places = [directory_of(session).by_code(code) for code in tenants]
        wanted = [place.id for place in places if place]
        statement = statement.where(col(model.tenant_id).in_(wanted))
    return statement

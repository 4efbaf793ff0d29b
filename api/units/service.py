"""Writing and reading units. One transaction per request: nothing here commits."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import NameTakenError
from api.listing import Found, find_page, where_given
from api.patching import merged
from api.units.models import Unit
from api.units.schemas import UnitBody, UnitCreate, UnitPatch, UnitQuery
from tenants.session import current_scope

_COLUMNS = set(UnitBody.model_fields)


async def create_unit(session: AsyncSession, caller: Principal, body: UnitCreate) -> Unit:
    """A new unit of the caller's tenant. Raises `NameTakenError`."""
    await _require_free(session, body.name)
    unit = Unit(tenant_id=caller.tenant.id, **body.model_dump())
    session.add(unit)
    await session.flush()
    record(session, caller, "create_unit", unit.id)
    return unit


async def update_unit(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: UnitPatch, seen: IfMatch
) -> Unit:
    """Rename, archive or bring back a unit; what names it keeps it. Raises `NameTakenError`."""
    unit = await find_own(session, Unit, identifier, lock=True)
    seen.check(unit)
    before = UnitBody(**unit.model_dump(include=_COLUMNS))
    body = merged(before, patch)
    if body == before:
        return unit
    if body.name != unit.name:
        await _require_free(session, body.name)
    for name, value in body.model_dump().items():
        setattr(unit, name, value)
    unit.touch()
    record(session, caller, "update_unit", unit.id, fields=sorted(patch.model_fields_set))
    return unit


async def get_unit(session: AsyncSession, identifier: UUID) -> Unit:
    """A unit of the caller's tenant. Raises `NotFoundError`."""
    return await find_own(session, Unit, identifier)


async def list_units(session: AsyncSession, query: UnitQuery) -> Found[Unit]:
    """A page of the units of the caller's tenant."""
    statement = where_given(Unit, query, ("status", "kind"))
    return await find_page(session, statement, query, Unit, query.sort)


async def _require_free(session: AsyncSession, name: str) -> None:
    """Raise `NameTakenError` with the unit that is called so; the name is ours until the commit."""
    lock = f"unit:{current_scope(session).tenant}:{name}"
    # A second request with the same name waits here, and then finds the first one's row.
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(lock, 0))))
    existing = await session.scalar(select(col(Unit.id)).where(col(Unit.name) == name))
    if existing is not None:
        raise NameTakenError(existing_id=str(existing))

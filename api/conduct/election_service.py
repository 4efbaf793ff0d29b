"""Writing and reading election windows. One transaction per request: nothing here commits."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, false, func, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.audit.service import record
from api.conditional import IfMatch
from api.conduct import election_rules as rules
from api.conduct.election_schemas import ElectionWindowCreate, ElectionWindowQuery
from api.conduct.election_windows import alone
from api.conduct.models import ElectionWindow
from api.conduct.provincial import find_provincial, of_province
from api.listing import Found, find_page
from tenants.directory import directory_of


async def create_election_window(
    session: AsyncSession, caller: Principal, body: ElectionWindowCreate
) -> ElectionWindow:
    """A new window of the province; from its commit on, nothing it binds is published unsigned."""
    rules.check_fields(body, directory_of(session).codes)
    await alone(session)
    row = ElectionWindow(
        tenant_id=caller.tenant.id,
        **body.model_dump(exclude={"regions", "terms"}),
        regions=list(dict.fromkeys(body.regions)),
        terms=rules.once_each(body.terms),
    )
    session.add(row)
    await session.flush()
    record(session, caller, "create_election_window", row.id, **_facts(row))
    return row


async def delete_election_window(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """Remove a window; what waited for a signature because of it alone is free."""
    row = await find_provincial(session, ElectionWindow, identifier, lock=True)
    seen.check(row)
    await session.delete(row)
    record(session, caller, "delete_election_window", row.id, **_facts(row))


async def get_election_window(session: AsyncSession, identifier: UUID) -> ElectionWindow:
    """One window of the province. Raises `NotFoundError`."""
    return await find_provincial(session, ElectionWindow, identifier)


async def list_election_windows(
    session: AsyncSession, query: ElectionWindowQuery
) -> Found[ElectionWindow]:
    """A page of the province's windows."""
    statement = _of_regions(session, query.region)
    if query.on:
        statement = statement.where(
            col(ElectionWindow.starts_on) <= query.on, col(ElectionWindow.ends_on) >= query.on
        )
    return await find_page(session, statement, query, ElectionWindow, query.sort)


def _of_regions(session: AsyncSession, codes: list[str]) -> Select[ElectionWindow]:
    """Those that bind a text of one of these regions: `Window.binds`, as SQL."""
    statement, directory = of_province(session, ElectionWindow), directory_of(session)
    known, province = directory.codes.intersection(codes), directory.province.code
    if not codes or province in known:
        return statement
    everywhere = func.cardinality(ElectionWindow.regions) == 0
    named = cast("Any", ElectionWindow.regions).overlap([*sorted(known), province])
    return statement.where(or_(everywhere, named) if known else false())


def _facts(row: ElectionWindow) -> dict[str, Any]:
    """What the chain keeps of a window: not its terms, which name people."""
    days = {"starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat()}
    return {"name": row.name, **days, "regions": row.regions}

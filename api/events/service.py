"""Writing events with the change that they tell of, and reading them in commit order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, literal, select, tuple_, union_all
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.errors import InvalidCursorError
from api.events.models import Event, SharedEvent
from api.listing import pack, unpack
from tenants.context import Scope
from tenants.rows import now
from tenants.session import current_scope

KEPT_FOR = timedelta(days=30)
# Below it every transaction has ended, so nothing can appear behind a cursor any more.
_SETTLED = sql("(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint")


def record(session: AsyncSession, kind: str, data: dict[str, Any]) -> None:
    """Tell the tenant of the session's scope; enter another tenant's scope to tell that one."""
    session.add(Event(tenant_id=_tenant(current_scope(session)), type=kind, data=data))


def record_shared(session: AsyncSession, kind: str, data: dict[str, Any]) -> None:
    """Tell every tenant; `data` may hold nothing that is not published."""
    session.add(SharedEvent(tenant_id=_tenant(current_scope(session)), type=kind, data=data))


def _tenant(scope: Scope) -> UUID:
    if scope.tenant is None:
        message = "an event belongs to a tenant"
        raise ValueError(message)
    return scope.tenant


@dataclass(frozen=True)
class Listed:
    """An event as it is listed; `cursor` continues after it."""

    id: UUID
    type: str
    data: dict[str, Any]
    created_at: datetime
    cursor: str


async def list_events(session: AsyncSession, cursor: str | None, limit: int) -> list[Listed]:
    """At most `limit` events after `cursor`, oldest first, that this tenant may know."""
    place = _decode(cursor) if cursor else None
    both = union_all(_settled(Event, place, limit), _settled(SharedEvent, place, limit)).subquery()
    ordered = select(both).order_by(both.c.xid, both.c.id).limit(limit)
    rows = (await session.execute(ordered)).all()
    return [Listed(r.id, r.type, r.data, r.created_at, _encode(r.xid, r.id)) for r in rows]


def _settled(
    model: type[Event] | type[SharedEvent], place: tuple[int, UUID] | None, limit: int
) -> Select[Any]:
    columns: Any = model
    statement = (
        select(columns.xid, columns.id, columns.type, columns.data, columns.created_at)
        .where(columns.xid < _SETTLED, columns.created_at > now() - KEPT_FOR)
        .order_by(columns.xid, columns.id)
        .limit(limit)
    )
    if place:
        statement = statement.where(
            tuple_(columns.xid, columns.id) > tuple_(literal(place[0]), literal(place[1]))
        )
    return select(statement.subquery())


def _encode(xid: int, identifier: UUID) -> str:
    return pack(f"{xid}.{identifier}")


def _decode(cursor: str) -> tuple[int, UUID]:
    try:
        xid, _, identifier = unpack(cursor).partition(".")
        if not 0 <= int(xid) < 2**63:
            raise InvalidCursorError
        return int(xid), UUID(identifier)
    except ValueError as error:
        raise InvalidCursorError from error


async def forget_old(session: AsyncSession) -> None:
    """Delete what is older than 30 days and belongs to the session's tenant."""
    for table in (Event, SharedEvent):
        await session.execute(delete(table).where(col(table.created_at) < now() - KEPT_FOR))

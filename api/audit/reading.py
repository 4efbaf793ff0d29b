"""Reading the chain of the session's tenant: a page for people, the links in batches for who verifies."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.access.principal import Kind
from api.audit.models import AuditEvent
from api.audit.schemas import AuditQuery
from api.audit.verifier import Checkpoint, Link
from api.listing import Found, find_page, where_given

Position = tuple[int, UUID]
BEGINNING: Position = (-(2**31), UUID(int=0))  # whoever inserts events may number them from below
_BATCH = 1000
_FILTERS = ("action", "subject", "actor_kind")
# An erased person's address ends so, and nobody else's can (RFC 2606).
_ERASED = "%.invalid"


def moment(at: datetime) -> str:
    """A moment as it is hashed: UTC with all its microseconds, as `audit_append` spells it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def uuid_in(value: object) -> UUID | None:
    """An id that a body names; what was tampered with may name none."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


async def list_events(session: AsyncSession, query: AuditQuery) -> Found[AuditEvent]:
    """A page of the chain, newest first."""
    statement = where_given(AuditEvent, query, _FILTERS)
    if query.actor:
        statement = statement.where(col(AuditEvent.actor_id) == str(query.actor))
    if query.since:
        statement = statement.where(col(AuditEvent.at) >= query.since)
    if query.until:
        statement = statement.where(col(AuditEvent.at) < query.until)
    return await find_page(session, statement, query, AuditEvent, "-seq")


async def names_of(session: AsyncSession, events: Sequence[AuditEvent]) -> Mapping[str, str]:
    """The names, by id, of those who acted and are or were members here; not of erased people."""
    acting = {uuid_in(event.actor_id) for event in events if event.actor_kind == Kind.PERSON}
    # The policy `colleague` shows a tenant its own people.
    query = select(col(Person.id), col(Person.name)).where(col(Person.email).not_like(_ERASED))
    rows = await session.execute(query.where(col(Person.id).in_(acting - {None})))
    return {str(identifier): name for identifier, name in rows}


async def head_of(session: AsyncSession) -> AuditEvent | None:
    """The last event of the chain."""
    newest = select(AuditEvent).order_by(col(AuditEvent.seq).desc(), col(AuditEvent.id).desc())
    head: AuditEvent | None = await session.scalar(newest.limit(1))
    return head


async def hashes_at(session: AsyncSession, seq: int) -> set[str]:
    """What the chain has under a number: one hash, if nobody touched it."""
    rows = await session.scalars(select(col(AuditEvent.hash)).where(col(AuditEvent.seq) == seq))
    return set(rows)


async def batch(session: AsyncSession, behind: Position, until: int) -> tuple[list[Link], Position]:
    """The next events, oldest first, not behind the number `until`; and how far they go."""
    event = AuditEvent
    # By id too: whoever may drop an index may also write a number twice.
    order = (col(event.seq), col(event.id))
    columns = (*order, col(event.at), col(event.body), col(event.previous), col(event.hash))
    wanted = select(*columns).where(tuple_(*order) > tuple_(*behind), order[0] <= until)
    rows = (await session.execute(wanted.order_by(*order).limit(_BATCH))).all()
    links = [Link(row.seq, moment(row.at), row.body, row.previous, row.hash) for row in rows]
    return links, (rows[-1].seq, rows[-1].id) if rows else behind


async def links(
    session: AsyncSession, until: int, behind: Position = BEGINNING
) -> AsyncIterator[Link]:
    """The events one by one, oldest first; one batch is held."""
    while True:
        found, behind = await batch(session, behind, until)
        if not found:
            return
        for link in found:
            yield link


def position_of(checkpoint: Checkpoint) -> Position:
    """Where a checkpoint's event is."""
    return checkpoint.seq, UUID(int=2**128 - 1)

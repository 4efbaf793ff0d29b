"""Reading relays, and what the asked tenant does with its own. Nothing here commits."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.principal import Principal
from api.access.reach import own_of, within_shared
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import InvalidBodyError, NotFoundError
from api.listing import Found, find_page, where_given
from api.relays import children, rules
from api.relays.models import Relay
from api.relays.schemas import Attention, RelayComplete, RelayDecline, RelayQuery
from tenants.rows import now

S = rules.S


async def list_relays(session: AsyncSession, caller: Principal, query: RelayQuery) -> Found[Relay]:
    """A page of the caller's relays; for the province those of every tenant."""
    statement = where_given(Relay, query, ("status", "number"))
    statement = within_shared(session, caller, statement, Relay, query.tenant)
    return await find_page(session, _filtered(statement, query), query, Relay, query.sort)


async def get_relay(session: AsyncSession, caller: Principal, identifier: UUID) -> Relay:
    """A relay of the caller's tenant; for the province any. Raises `NotFoundError`."""
    one = select(Relay).where(col(Relay.id) == identifier)
    relay = await session.scalar(within_shared(session, caller, one, Relay))
    if relay is None:
        raise NotFoundError
    return relay


async def acknowledge_relay(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Relay:
    """Say that it was seen: the request, a correction, or that the posts are down after a retraction."""
    relay = await _find_own(session, identifier)
    seen.check(relay)
    attention, status = rules.attention_of(relay), rules.follow("acknowledge_relay", relay)
    if attention is Attention.RETRACTION:
        relay.taken_down_at = now()
    elif attention is Attention.CORRECTION:
        relay.done_revision = relay.revision
    else:
        relay.acknowledged_at = now()
    relay.status = status
    relay.touch()
    record(
        session,
        caller,
        "acknowledge_relay",
        relay.id,
        number=relay.number,
        of=attention or "request",
    )
    return relay


async def complete_relay(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    request: RelayComplete,
) -> Relay:
    """Say where it was passed on. Raises `InvalidBodyError` for channels and addresses."""
    relay = await _find_own(session, identifier)
    seen.check(relay)
    status = rules.follow("complete_relay", relay)
    moment = now()
    errors = rules.post_errors(request.posts, moment)
    errors += await children.channel_errors(session, request.posts)
    if errors:
        raise InvalidBodyError(errors)
    await children.replace(session, relay, request.posts)
    relay.status, relay.done_revision = status, relay.revision
    relay.closed_at = relay.closed_at or moment
    relay.touch()
    record(
        session,
        caller,
        "complete_relay",
        relay.id,
        number=relay.number,
        revision=relay.revision,
        posts=len(request.posts),
    )
    return relay


async def decline_relay(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    request: RelayDecline,
) -> Relay:
    """Say that it will not be passed on, and why."""
    relay = await _find_own(session, identifier)
    seen.check(relay)
    relay.status = rules.follow("decline_relay", relay)
    relay.reason, relay.closed_at = request.reason, now()
    relay.touch()
    record(session, caller, "decline_relay", relay.id, number=relay.number)
    return relay


async def _find_own(session: AsyncSession, identifier: UUID) -> Relay:
    """The tenant's own relay, locked: all read the shared rows, and another's is absent to writers."""
    one = own_of(session, select(Relay).where(col(Relay.id) == identifier), Relay)
    relay = await session.scalar(one.with_for_update())
    if relay is None:
        raise NotFoundError
    return relay


def _filtered(statement: Select[Relay], query: RelayQuery) -> Select[Relay]:
    if query.overdue is not None:
        late = _is_overdue()
        statement = statement.where(late if query.overdue else ~late)
    if query.attention:
        statement = statement.where(or_(*(_ATTENTION[one] for one in query.attention)))
    return statement


def _is_overdue() -> ColumnElement[bool]:
    """`rules.is_overdue` as a condition, never null."""
    return and_(
        col(Relay.due_at).is_not(None),
        col(Relay.due_at) <= now(),
        col(Relay.status).in_(sorted(rules.OPEN)),
        col(Relay.retracted_at).is_(None),
    )


# `rules.attention_of` as conditions.
_ATTENTION: dict[Attention, Any] = {
    Attention.RETRACTION: and_(
        col(Relay.status) == S.RELAYED,
        col(Relay.retracted_at).is_not(None),
        col(Relay.taken_down_at).is_(None),
    ),
    Attention.CORRECTION: and_(
        col(Relay.status) == S.RELAYED,
        col(Relay.retracted_at).is_(None),
        col(Relay.done_revision) < col(Relay.revision),
    ),
}

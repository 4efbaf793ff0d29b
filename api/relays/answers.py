"""Relays as they are answered with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.relays.children import posts_of
from api.relays.models import Relay
from api.relays.rules import attention_of, is_overdue
from api.relays.schemas import RelayAnswer
from tenants.directory import directory_of
from tenants.rows import now

_DERIVED = {"tenant", "attention", "overdue", "posts"}
_PLAIN = set(RelayAnswer.model_fields) - _DERIVED


async def many(session: AsyncSession, relays: Sequence[Relay]) -> list[RelayAnswer]:
    """Some relays with their posts, in the same order."""
    posts, moment = await posts_of(session, relays), now()
    return [
        RelayAnswer(
            **relay.model_dump(include=_PLAIN),
            tenant=directory_of(session).by_id(relay.tenant_id).code,
            attention=attention_of(relay),
            overdue=is_overdue(relay, moment),
            posts=posts[relay.id],
        )
        for relay in relays
    ]


async def one(session: AsyncSession, relay: Relay) -> RelayAnswer:
    """One relay with its posts."""
    return (await many(session, [relay]))[0]

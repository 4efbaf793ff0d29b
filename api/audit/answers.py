"""Events of the audit as they are answered with."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.audit import reading
from api.audit.models import AuditEvent
from api.audit.schemas import AuditActor, AuditEventAnswer


async def many(session: AsyncSession, events: Sequence[AuditEvent]) -> list[AuditEventAnswer]:
    """Some events, with the names in one query."""
    names = await reading.names_of(session, events)
    return [_answer(event, names.get(event.actor_id or "")) for event in events]


def _answer(event: AuditEvent, name: str | None) -> AuditEventAnswer:
    said = _members(json.loads(event.body))
    return AuditEventAnswer(
        seq=event.seq,
        at=reading.moment(event.at),
        action=event.action or "",
        subject=event.subject or "",
        actor=_actor(_members(said.get("actor"))),
        actor_name=name,
        facts=_members(said.get("facts")),
        previous=event.previous,
        hash=event.hash,
        body=event.body,
    )


def _members(value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON, perhaps not ours any more
    return value if isinstance(value, dict) else {}


def _actor(said: dict[str, Any]) -> AuditActor:
    """Whatever a body says: one that was tampered with is shown too."""
    roles = said.get("roles")
    return AuditActor(
        kind=str(said.get("kind", "")),
        id=reading.uuid_in(said.get("id")),
        tenant=str(said["tenant"]) if "tenant" in said else None,
        roles=[str(role) for role in roles] if isinstance(roles, list) else [],
    )

"""What is told and noted about channels."""

import json
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from api.audit.models import AuditEvent
from tenants.session import Sessions, transaction
from tests.channels.bodies import scope_of
from tests.world import Caller


async def audited(sessions: Sessions, code: str, channel: dict[str, Any]) -> list[dict[str, Any]]:
    """What a tenant's chain says about a channel."""
    async with transaction(sessions, await scope_of(sessions, code)) as session:
        rows = await session.scalars(select(AuditEvent).order_by(col(AuditEvent.seq)))
        bodies = [json.loads(row.body) for row in rows]
    return [body for body in bodies if body["subject"] == channel["id"]]


async def events_of(caller: Caller) -> list[dict[str, Any]]:
    """All events that a caller may know."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await caller.get("/v1/events", params={"limit": 200, **cursor})).json()
        found += page["data"]
        if not page["has_more"]:
            return found
        cursor = {"cursor": page["next_cursor"]}

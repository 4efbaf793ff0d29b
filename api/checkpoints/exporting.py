"""A chain as lines of JSON: what it is, its events, and its end; `api/audit/verifier.py` reads it."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.audit import reading
from api.audit.models import AuditEvent
from api.audit.reading import moment
from api.audit.verifier import FORMAT
from api.checkpoints import storage
from api.media.store import Store
from tenants.directory import Place
from tenants.rows import now
from tenants.session import Sessions, as_tenant, transaction


@dataclass(frozen=True)
class Export:
    """What is exported: a tenant's chain up to the event that was its last one."""

    place: Place
    head: AuditEvent | None
    kept: storage.Kept | None


async def prepare(session: AsyncSession, store: Store, place: Place) -> Export:
    """Settle what an export holds, in a session of the tenant. Raises `UnavailableError`."""
    before = await reading.head_of(session)
    known = await storage.newest(store, place.code, before.seq if before else 0)
    # Once more: a checkpoint that was made meanwhile must not look like one of a tail that was cut.
    return Export(place, await reading.head_of(session), known[0] if known else None)


async def lines(sessions: Sessions, export: Export) -> AsyncIterator[bytes]:
    """The export piece by piece; holds one batch of events, and no connection for a slow reader."""
    place, head, kept = export.place, export.head, export.kept
    checkpoint = storage.members_of(place.code, kept) if kept else None
    yield _line(format=FORMAT, tenant=place.code, exported_at=moment(now()), checkpoint=checkpoint)
    count, behind, until = 0, reading.BEGINNING, head.seq if head else 0
    while True:
        async with transaction(sessions, as_tenant(place.id, "audit export")) as session:
            links, behind = await reading.batch(session, behind, until)
        if not links:
            break
        count += len(links)
        yield b"".join(_line(**link._asdict()) for link in links)
    end = {"seq": head.seq, "hash": head.hash} if head else None
    yield _line(events=count, head=end)


def _line(**members: Any) -> bytes:  # noqa: ANN401 - JSON
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"

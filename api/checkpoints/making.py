"""Making checkpoints, tenant by tenant."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from api.audit import reading
from api.audit.models import AuditEvent
from api.audit.verifier import Fault
from api.checkpoints import storage, verifying
from api.media.store import Store
from tenants.directory import Directory, Place
from tenants.rows import now
from tenants.session import Sessions, as_tenant, transaction

LATE_AFTER = timedelta(hours=3)  # since the last event: they are made every hour
UNREADABLE = "checkpoint-unreadable"
_log = structlog.get_logger("api.checkpoints")


@dataclass(frozen=True)
class Outcome:
    """What became of a tenant's checkpoint: `made` when there is a new one, `fault` when it was refused."""

    tenant: str
    seq: int
    made: bool = False
    fault: Fault | None = None


@dataclass(frozen=True)
class Seen:
    """When the newest checkpoint of all was made; the tenants that have waited too long for theirs."""

    newest: datetime | None
    late: list[str]


async def look(sessions: Sessions, directory: Directory, store: Store) -> Seen:
    """How it stands with the checkpoints. Raises `UnavailableError` without the storage."""
    await directory.load(sessions)
    made: list[datetime] = []
    late: list[str] = []
    for code in sorted(directory.codes):
        place = directory.by_code(code)
        if place is None:
            continue
        head = await _head(sessions, place)
        try:
            known = await storage.newest(store, code, head.seq if head else 0)
        except storage.UnreadableCheckpointError:
            late.append(code)
            continue
        made += [kept.made_at for kept in known]
        behind = head is not None and all(kept.checkpoint.seq < head.seq for kept in known)
        if head and behind and head.at < now() - LATE_AFTER:
            late.append(code)
    return Seen(max(made, default=None), late)


async def _head(sessions: Sessions, place: Place) -> AuditEvent | None:
    async with transaction(sessions, as_tenant(place.id, "checkpoint")) as session:
        return await reading.head_of(session)


async def make_all(sessions: Sessions, directory: Directory, store: Store) -> list[Outcome]:
    """A checkpoint for every tenant whose chain moved. Raises `UnavailableError` without the storage."""
    await directory.load(sessions)
    places = (directory.by_code(code) for code in sorted(directory.codes))
    return [await _made(sessions, store, place) for place in places if place]


async def _made(sessions: Sessions, store: Store, place: Place) -> Outcome:
    """What `make` gives; one chain's spoilt file must not keep the others from theirs."""
    try:
        return await make(sessions, store, place)
    except storage.UnreadableCheckpointError:
        return Outcome(place.code, 0, fault=Fault(0, UNREADABLE))


async def make(sessions: Sessions, store: Store, place: Place) -> Outcome:
    """A checkpoint where a tenant's chain stands now, unless it no longer holds since the last one."""
    scope = as_tenant(place.id, "checkpoint")
    before = await _head(sessions, place)
    known = await storage.newest(store, place.code, before.seq if before else 0)
    async with transaction(sessions, scope) as session:
        head = await reading.head_of(session)
        seq = head.seq if head else 0
        fault = await verifying.verify_since(session, known, seq)
    if fault:
        _log.error("audit-chain-broken", tenant=place.code, seq=fault.seq, kind=fault.kind)
        return Outcome(place.code, seq, fault=fault)
    if head is None or (known and known[0].checkpoint.seq == seq):
        return Outcome(place.code, seq)
    await storage.write(store, place.code, head)
    return Outcome(place.code, seq, made=True)

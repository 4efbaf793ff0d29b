"""Checkpoints as they lie in the storage: one small JSON file each, which nobody overwrites."""

import json
from datetime import datetime
from typing import NamedTuple

import structlog

from api.audit.models import AuditEvent
from api.audit.reading import moment
from api.audit.verifier import Checkpoint, UnreadableError, read_checkpoint
from api.errors import UnavailableError
from api.media.store import Store
from tenants.rows import now

_DIGITS = 12
_NEAR = 10_000  # events back from the head: the newest checkpoint is there, mostly
_log = structlog.get_logger("api.checkpoints")


class UnreadableCheckpointError(UnavailableError):
    """The storage answers, with what is no checkpoint of this chain."""


class Kept(NamedTuple):
    """A checkpoint with its moments: the event's, and its own."""

    checkpoint: Checkpoint
    at: str
    made_at: datetime


def key_of(tenant: str, checkpoint: Checkpoint) -> str:
    """Where a checkpoint lies; keys of a tenant are in the order of its chain."""
    return f"{tenant}/{checkpoint.seq:0{_DIGITS}}-{checkpoint.hash[:16]}.json"


def content_of(tenant: str, kept: Kept) -> bytes:
    """A checkpoint's file; also what an export says of it."""
    return (json.dumps(members_of(tenant, kept)) + "\n").encode()


def members_of(tenant: str, kept: Kept) -> dict[str, str | int]:
    """The members of that file."""
    (seq, digest), at, made_at = kept
    return {"tenant": tenant, "seq": seq, "hash": digest, "at": at, "made_at": moment(made_at)}


async def write(store: Store, tenant: str, head: AuditEvent) -> Kept:
    """Keep where a chain stands. Raises `UnavailableError`."""
    checkpoint = Checkpoint(head.seq, head.hash)
    kept = Kept(checkpoint, moment(head.at), now())
    await store.put_checkpoint(key_of(tenant, checkpoint), content_of(tenant, kept))
    return kept


async def newest(store: Store, tenant: str, near: int) -> list[Kept]:
    """The newest checkpoint of a tenant whose chain ends about at the number `near`.

    Several, if the storage has more than one under the same number: a chain cannot have them all. Raises
    `UnavailableError` when the storage gives no answer, or one that is no checkpoint.
    """
    start = f"{tenant}/{max(near - _NEAR, 0):0{_DIGITS}}"
    found = await store.checkpoint_versions(f"{tenant}/", start)
    if not found:
        found = await store.checkpoint_versions(f"{tenant}/", "")
    if not found:
        return []
    last = _number_in(found[-1][0])
    same = [(key, version) for key, version in found if _number_in(key) == last]
    return [await _read(store, tenant, key, version) for key, version in same]


def _number_in(key: str) -> str:
    return key.partition("/")[2].partition("-")[0]


async def _read(store: Store, tenant: str, key: str, version: str) -> Kept:
    content = await store.read_checkpoint(key, version)
    try:
        code, checkpoint = read_checkpoint(content)
        members = json.loads(content)
        kept = Kept(checkpoint, str(members["at"]), datetime.fromisoformat(members["made_at"]))
    except (UnreadableError, KeyError, TypeError, ValueError) as error:
        _log.error("checkpoint-unreadable", key=key)
        raise UnreadableCheckpointError from error
    if code != tenant or key != key_of(tenant, checkpoint):
        _log.error("checkpoint-misplaced", key=key)
        raise UnreadableCheckpointError
    return kept

"""Looking for a channel's proof code where everybody can read it: a help for who verifies it."""

from contextlib import suppress
from uuid import UUID

from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find
from api.audit.service import record
from api.channels import looking, proof_tasks, rules
from api.channels.models import Channel
from api.conditional import IfMatch
from api.errors import FieldError, InvalidBodyError, Text
from api.jobs.queue import defer

_NO_ADDRESS = Text(
    "Kanal ini tidak punya alamat yang dapat dibaca.", "This channel has no address to be read."
)


async def check_channel_proof(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """Have the worker look for the code. Raises `InvalidBodyError` for a channel without address."""
    channel = await find(session, caller, Channel, identifier)
    seen.check(channel)
    rules.LIFE.follow("check_channel_proof", channel.status)
    if looking.page_of(channel) is None:
        raise InvalidBodyError([FieldError("/url", "missing", _NO_ADDRESS)])
    tenant, wanted = str(channel.tenant_id), str(channel.id)
    once = f"channels.check_proof {wanted}"
    with suppress(AlreadyEnqueued):  # whoever asks again is told what the one that waits finds
        await defer(session, proof_tasks.check, once=once, tenant=tenant, channel=wanted)
    record(session, caller, "check_channel_proof", channel.id, channel.tenant_id)
    return channel

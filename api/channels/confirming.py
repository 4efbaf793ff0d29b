"""Saying that an office still runs its channel."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.channels import rules
from api.channels.models import Channel
from api.conditional import IfMatch
from tenants.rows import now


async def confirm_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """Confirm a verified channel; a dormant one is awake again."""
    channel = await find_own(session, Channel, identifier, lock=True)
    seen.check(channel)
    rules.LIFE.follow("confirm_channel", channel.status)
    channel.last_confirmed_at = now()
    rules.begin_anew(channel)
    channel.touch()
    record(session, caller, "confirm_channel", channel.id)
    return channel

"""The shared registry of official channels: what the province verified, and nothing else.

Its unique index spans all tenants, so whoever is verified first has a handle. A row stays as it was
verified while its channel is pending with another address, because followers still know the old one.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Channel, ChannelStatus, FormerHandle, OfficialChannel
from api.channels.rules import identity_of
from api.channels.schemas import ChannelPlatform
from api.errors import FieldError, HandleTakenError, InvalidBodyError, Text

_SAME_PLATFORM = Text(
    "Kanal yang pernah resmi tetap pada platformnya; daftarkan kanal baru.",
    "A channel that was official stays on its platform; register a new one.",
)


async def make_official(session: AsyncSession, channel: Channel, moment: datetime) -> None:
    """Enter a verified channel, in the scope of its tenant; what it was called before is kept.

    Raises `HandleTakenError` when another channel of this platform has the same identity.
    """
    identity = identity_of(channel.platform, channel.url, channel.handle) or str(channel.id)
    mine = col(OfficialChannel.id) == channel.id
    old = await session.scalar(select(OfficialChannel).where(mine))
    since = moment
    if old and old.identity == identity:
        since = old.since
    elif old and (old.handle or old.url):
        session.add(_former(channel, old, moment))
    await session.execute(delete(OfficialChannel).where(mine))
    row = OfficialChannel(
        tenant_id=channel.tenant_id,
        id=channel.id,
        identity=identity,
        since=since,
        **channel.model_dump(include={"platform", "url", "handle", "name"}),
    )
    # "Do nothing" waits for a rival that is not committed yet, and raises nothing that would end
    # the transaction; no row means that the identity is taken.
    entry = (
        insert(OfficialChannel)
        .values(**row.model_dump())
        .on_conflict_do_nothing(index_elements=["platform", "identity"])
        .returning(col(OfficialChannel.id))
    )
    if await session.scalar(entry) is None:
        raise HandleTakenError


def _former(channel: Channel, old: OfficialChannel, moment: datetime) -> FormerHandle:
    known_by_handle = old.platform != ChannelPlatform.WEBSITE
    return FormerHandle(
        tenant_id=channel.tenant_id,
        channel_id=channel.id,
        handle=(known_by_handle and old.handle) or old.identity,
        valid_from=old.since,
        valid_until=moment,
    )


async def rename(session: AsyncSession, channel: Channel) -> None:
    """Show the name of a verified channel as its tenant writes it now; its address is verified."""
    if channel.status == ChannelStatus.VERIFIED:
        mine = col(OfficialChannel.id) == channel.id
        await session.execute(update(OfficialChannel).where(mine).values(name=channel.name))


async def require_not_official(session: AsyncSession, channel: Channel) -> None:
    """Raise `InvalidBodyError` for a channel that is in the registry: it stays on its platform."""
    mine = col(OfficialChannel.id) == channel.id
    if await session.scalar(select(col(OfficialChannel.id)).where(mine)):
        raise InvalidBodyError([FieldError("/platform", "must-not-change", _SAME_PLATFORM)])

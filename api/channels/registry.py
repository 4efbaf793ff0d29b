"""The shared registry of official channels: what the province verified, and nothing else.

Its unique index spans all tenants, so whoever is verified first has a handle. A row stays as it was
verified while its channel is pending with another address, because followers still know the old one.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels import rules
from api.channels.models import (
    Channel,
    ChannelStatus,
    Ending,
    FormerHandle,
    OfficialChannel,
    PastOfficialChannel,
)
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
    account = rules.known_as(channel)
    identity = account.identity if account else str(channel.id)
    old = await entry_of(session, channel)
    since = moment
    if old and (old.platform, old.identity) == (channel.platform, identity):
        since = old.since
    elif old:
        _keep(session, channel, old, moment, Ending.RENAMED)
    await session.execute(delete(OfficialChannel).where(col(OfficialChannel.id) == channel.id))
    row = OfficialChannel(
        tenant_id=channel.tenant_id,
        id=channel.id,
        platform=channel.platform,
        identity=identity,
        url=account.url if account else None,
        handle=account.handle if account else None,
        name=channel.name,
        since=since,
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
    # Looked at by the province: nobody needs to be reminded of it.
    rules.begin_anew(channel)


async def entry_of(session: AsyncSession, channel: Channel) -> OfficialChannel | None:
    """The channel's row in the registry, with the address that the province saw."""
    mine = col(OfficialChannel.id) == channel.id
    found: OfficialChannel | None = await session.scalar(select(OfficialChannel).where(mine))
    return found


async def end(session: AsyncSession, channel: Channel, moment: datetime, why: Ending) -> None:
    """Take a channel out of the registry, in the scope of its tenant; that it was there is kept."""
    old = await entry_of(session, channel)
    if old:
        _keep(session, channel, old, moment, why)
        await session.execute(delete(OfficialChannel).where(col(OfficialChannel.id) == channel.id))


def _keep(
    session: AsyncSession, channel: Channel, old: OfficialChannel, moment: datetime, why: Ending
) -> None:
    """Note what was official until now: for everybody, and among the channel's former handles."""
    session.add(
        PastOfficialChannel(
            **old.model_dump(exclude={"id"}), channel_id=channel.id, until=moment, ended=why
        )
    )
    if old.handle or old.url:
        known_by_handle = old.platform != ChannelPlatform.WEBSITE
        former = FormerHandle(
            tenant_id=channel.tenant_id,
            channel_id=channel.id,
            handle=(known_by_handle and old.handle) or old.identity,
            valid_from=old.since,
            valid_until=moment,
        )
        session.add(former)


async def rename(session: AsyncSession, channel: Channel) -> None:
    """Show the name of a verified channel as its tenant writes it now; its address is verified."""
    if channel.status == ChannelStatus.VERIFIED:
        mine = col(OfficialChannel.id) == channel.id
        await session.execute(update(OfficialChannel).where(mine).values(name=channel.name))


async def require_not_official(session: AsyncSession, channel: Channel) -> None:
    """Raise `InvalidBodyError` for a channel that is in the registry: it stays on its platform."""
    if await entry_of(session, channel):
        raise InvalidBodyError([FieldError("/platform", "must-not-change", _SAME_PLATFORM)])

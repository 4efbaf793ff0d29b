"""Where a tenant passed a clarification on: for all governments on the relay, its channels apart."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.channels.models import Channel, ChannelStatus
from api.errors import FieldError, Text
from api.relays.models import Relay, RelayPost
from api.relays.schemas import RelayPostAnswer, RelayPostBody

_UNKNOWN = Text("Kanal ini tidak ada.", "This channel does not exist.")
_UNVERIFIED = Text("Kanal ini belum diverifikasi.", "This channel is not verified.")


async def channel_errors(session: AsyncSession, posts: Sequence[RelayPostBody]) -> list[FieldError]:
    """What is wrong with the channels: they must be the tenant's own, and verified."""
    wanted = {post.channel_id for post in posts if post.channel_id}
    if not wanted:
        return []
    query = select(col(Channel.id), col(Channel.status)).where(col(Channel.id).in_(wanted))
    found = {row.id: row.status for row in await session.execute(query)}
    errors = []
    for place, post in enumerate(posts):
        at = f"/posts/{place}/channel_id"
        if post.channel_id and post.channel_id not in found:
            errors.append(FieldError(at, "not-found", _UNKNOWN))
        elif post.channel_id and found[post.channel_id] != ChannelStatus.VERIFIED:
            errors.append(FieldError(at, "not-verified", _UNVERIFIED))
    return errors


async def replace(session: AsyncSession, relay: Relay, posts: Sequence[RelayPostBody]) -> None:
    """Make these the posts of the relay."""
    await session.execute(delete(RelayPost).where(col(RelayPost.relay_id) == relay.id))
    session.add_all(
        RelayPost(tenant_id=relay.tenant_id, relay_id=relay.id, position=place, **post.model_dump())
        for place, post in enumerate(posts)
    )
    relay.posts = [{"url": post.url, "posted_at": in_utc(post.posted_at)} for post in posts]


def in_utc(moment: datetime | None) -> str | None:
    """A moment as JSON holds it, ending with Z; the database gives it in any zone."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


async def posts_of(
    session: AsyncSession, relays: Sequence[Relay]
) -> dict[UUID, list[RelayPostAnswer]]:
    """The posts of some relays, by the relay's id; the channels of the session's tenant alone."""
    own: dict[UUID, list[RelayPostAnswer]] = {relay.id: [] for relay in relays}
    query = select(RelayPost).where(col(RelayPost.relay_id).in_(own))
    for post in await session.scalars(query.order_by(col(RelayPost.position))):
        own[post.relay_id].append(
            RelayPostAnswer(channel_id=post.channel_id, url=post.url, posted_at=post.posted_at)
        )
    return {relay.id: own[relay.id] or _shared(relay) for relay in relays}


def _shared(relay: Relay) -> list[RelayPostAnswer]:
    return [RelayPostAnswer(channel_id=None, **post) for post in relay.posts]

"""What belongs to a channel: its custodians, its former handles, and the asset that proves it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from api.channels.models import Channel, ChannelCustodian, FormerHandle
from api.channels.schemas import ChannelCreate
from api.errors import FieldError, InvalidBodyError, Text
from api.media.attachments import hand_in, unknown
from api.units.references import unknown_unit

_UNKNOWN_MEMBER = Text("Anggota ini tidak ada.", "This member does not exist.")


@dataclass
class Children:
    """What belongs to one channel, in its order."""

    custodians: list[ChannelCustodian] = field(default_factory=list)
    former_handles: list[FormerHandle] = field(default_factory=list)


async def children_of(session: AsyncSession, channels: Sequence[Channel]) -> dict[UUID, Children]:
    """The children of some channels, by the channel's id, in two queries."""
    found = {channel.id: Children() for channel in channels}
    custodians = select(ChannelCustodian).where(col(ChannelCustodian.channel_id).in_(found))
    for custodian in await session.scalars(custodians.order_by(col(ChannelCustodian.position))):
        found[custodian.channel_id].custodians.append(custodian)
    former = select(FormerHandle).where(col(FormerHandle.channel_id).in_(found))
    for handle in await session.scalars(former.order_by(col(FormerHandle.valid_until))):
        found[handle.channel_id].former_handles.append(handle)
    return found


async def check_references(
    session: AsyncSession, body: ChannelCreate, before: ChannelCreate | None = None
) -> None:
    """Raise `InvalidBodyError` for members, assets and units that are not the tenant's own.

    A channel keeps what it had `before`, also a unit that was archived and a member who was removed
    meanwhile: changing its name is no statement about them.
    """
    kept = {custodian.member_id for custodian in before.custodians} if before else set()
    wanted = {custodian.member_id for custodian in body.custodians} - kept
    members = select(col(Membership.id)).where(
        col(Membership.id).in_(wanted),
        col(Membership.status) != MembershipStatus.REMOVED,
    )
    known = set(await session.scalars(members)) if wanted else set()
    errors = [
        FieldError(f"/custodians/{place}/member_id", "not-found", _UNKNOWN_MEMBER)
        for place, custodian in enumerate(body.custodians)
        if custodian.member_id not in known | kept
    ]
    if body.proof and body.proof.asset_id:
        errors += await unknown(session, {"/proof/asset_id": body.proof.asset_id})
    errors += await unknown_unit(session, body.unit_id, before.unit_id if before else None)
    if errors:
        raise InvalidBodyError(errors)


async def replace(session: AsyncSession, channel: Channel, body: ChannelCreate) -> None:
    """Make the channel's custodians and proof those of `body`; the province sees them at once."""
    await session.execute(
        delete(ChannelCustodian).where(col(ChannelCustodian.channel_id) == channel.id)
    )
    session.add_all(
        ChannelCustodian(
            tenant_id=channel.tenant_id,
            channel_id=channel.id,
            position=place,
            **custodian.model_dump(),
        )
        for place, custodian in enumerate(body.custodians)
    )
    before, after = channel.proof_asset_id, body.proof.asset_id if body.proof else None
    channel.proof_kind = body.proof.kind if body.proof else None
    channel.proof_asset_id = after
    await hand_in(session, [before] if before else [], [after] if after else [])

"""Channels as they are answered with."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.channels.children import Children, children_of
from api.channels.models import Channel, FormerHandle
from api.channels.schemas import (
    ChannelAnswer,
    CustodianAnswer,
    FormerHandleAnswer,
    ProofAnswer,
    ProofKind,
)
from api.settings import Settings, settings_of
from tenants.directory import directory_of

_DERIVED = {"tenant", "custodians", "proof", "former_handles"}
_PLAIN = set(ChannelAnswer.model_fields) - _DERIVED


async def many(session: AsyncSession, channels: Sequence[Channel]) -> list[ChannelAnswer]:
    """Some channels with their children, in the same order."""
    children = await children_of(session, channels)
    return [_answer(session, channel, children[channel.id]) for channel in channels]


async def one(session: AsyncSession, channel: Channel) -> ChannelAnswer:
    """One channel with its children."""
    return (await many(session, [channel]))[0]


def _answer(session: AsyncSession, channel: Channel, children: Children) -> ChannelAnswer:
    settings = settings_of(session)
    return ChannelAnswer(
        **channel.model_dump(include=_PLAIN),
        tenant=directory_of(session).by_id(channel.tenant_id).code,
        custodians=[CustodianAnswer(**row.model_dump()) for row in children.custodians],
        proof=_proof(channel),
        former_handles=[_former(row, settings) for row in children.former_handles],
    )


def _proof(channel: Channel) -> ProofAnswer | None:
    if channel.proof_kind is None:
        return None
    return ProofAnswer(kind=ProofKind(channel.proof_kind), asset_id=channel.proof_asset_id)


def _former(row: FormerHandle, settings: Settings) -> FormerHandleAnswer:
    since, until = row.valid_from, row.valid_until
    return FormerHandleAnswer(
        handle=row.handle,
        valid_from=since.astimezone(settings.zone).date() if since else None,
        valid_until=until.astimezone(settings.zone).date(),
    )

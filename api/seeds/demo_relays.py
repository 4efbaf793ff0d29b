"""A clarification that all were asked to pass on, and what each did with it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.roles import Role
from api.channels.models import Channel, ChannelStatus
from api.clarifications.models import PublicState, SharedClarification
from api.relays import requesting, service
from api.relays.schemas import RelayComplete, RelayDecline, RelayPostBody, RelaysRequest
from api.seeds.office import Office, seen
from tenants.rows import now

_DEADLINE = timedelta(days=3)
_WHAT_THEY_DO = ("relay", "relay", "wait", "relay", "acknowledge", "relay", "decline")


async def add_relays(everybody: Sequence[Office]) -> None:
    """The province asks all of them to pass on what was published first."""
    province = everybody[0]
    async with province.act(Role.VERIFIER) as (session, caller):
        number = await _published(session)
        request = RelaysRequest.model_validate(
            {"tenants": "all", "due_at": now() + _DEADLINE, "note": "Mohon diteruskan."}
        )
        requested = await requesting.request_relays(session, caller, number, request)
    relays = {one.code: one.relay_id for one in requested.asked}
    for office in everybody[1:]:
        what = _WHAT_THEY_DO[office.number % len(_WHAT_THEY_DO)]
        if office.place.code in relays and what != "wait":
            await _answer(office, relays[office.place.code], what)


async def _published(session: AsyncSession) -> str:
    shown = (
        select(col(SharedClarification.number))
        .where(col(SharedClarification.state) == PublicState.PUBLISHED)
        .order_by(col(SharedClarification.number))
    )
    number: str = (await session.scalars(shown.limit(1))).one()
    return number


async def _answer(office: Office, identifier: UUID, what: str) -> None:
    async with office.act(Role.OPERATOR) as (session, caller):
        relay = await service.get_relay(session, caller, identifier)
        if what == "acknowledge":
            await service.acknowledge_relay(session, caller, identifier, seen(relay))
        elif what == "decline":
            reason = RelayDecline(reason="Isu ini tidak beredar di wilayah kami.")
            await service.decline_relay(session, caller, identifier, seen(relay), reason)
        else:
            posts = RelayComplete(posts=[await _post(session, office)])
            await service.complete_relay(session, caller, identifier, seen(relay), posts)


async def _post(session: AsyncSession, office: Office) -> RelayPostBody:
    verified = select(col(Channel.id)).where(col(Channel.status) == ChannelStatus.VERIFIED)
    channel = await session.scalar(verified.order_by(col(Channel.id)).limit(1))
    label = office.place.code.replace(".", "-")
    return RelayPostBody(
        channel_id=channel,
        url=f"https://www.{label}.simpul.example/klarifikasi/{office.number}",
        posted_at=now(),
    )

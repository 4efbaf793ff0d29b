"""The decisions of the province on a channel."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find
from api.access.rules import require_other
from api.audit.service import record
from api.channels import registry, rules
from api.channels.models import Channel, ChannelStatus, Ending
from api.conditional import IfMatch
from api.errors import TransitionNotAllowedError
from api.events.service import record as tell
from api.media.attachments import require_ready
from tenants.rows import now
from tenants.session import as_tenant, entered


async def verify_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """Make a channel official. Raises `FourEyesError`, `AssetNotReadyError`, `HandleTakenError`."""
    channel = await _decide(session, caller, "verify_channel", identifier, seen, None)
    await require_ready(session, [channel.proof_asset_id] if channel.proof_asset_id else [])
    moment = now()
    channel.verified_at = channel.last_confirmed_at = moment
    await _make_official(session, channel, moment)
    return channel


async def reject_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, reason: str
) -> Channel:
    """Send a channel back to its tenant with the reason. Raises `FourEyesError`."""
    return await _decide(session, caller, "reject_channel", identifier, seen, reason)


async def suspend_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, reason: str
) -> Channel:
    """End at once that a channel is official; one person is enough, also one who wrote on it.

    Raises `TransitionNotAllowedError`, also for a channel that was never official.
    """
    channel = await _found(session, caller, identifier, seen)
    status = rules.LIFE.follow("suspend_channel", channel.status)
    if await registry.entry_of(session, channel) is None:
        allowed = [name for name in rules.LIFE.allowed(channel.status) if name != "suspend_channel"]
        raise TransitionNotAllowedError(channel.status, allowed)
    _write(session, caller, channel, "suspend_channel", status, reason)
    async with entered(session, as_tenant(channel.tenant_id, "suspension of a channel")):
        await registry.end(session, channel, now(), Ending.SUSPENDED)
        tell(session, "channel.suspended", {"id": str(channel.id), "platform": channel.platform})
    return channel


async def reinstate_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """Make a suspended channel official again; what was not verified before is pending again.

    Raises `FourEyesError`, `HandleTakenError`.
    """
    channel = await _found(session, caller, identifier, seen)
    status = rules.LIFE.follow("reinstate_channel", channel.status)
    require_other(caller.id, channel.author_ids)
    verified = channel.verified_at is not None
    status = status if verified else ChannelStatus.PENDING
    _write(session, caller, channel, "reinstate_channel", status, None)
    if verified:
        moment = now()
        channel.verified_at = channel.last_confirmed_at = moment
        await _make_official(session, channel, moment)
    return channel


async def _make_official(session: AsyncSession, channel: Channel, moment: datetime) -> None:
    async with entered(session, as_tenant(channel.tenant_id, "verification of a channel")):
        await registry.make_official(session, channel, moment)
        tell(session, "channel.verified", {"id": str(channel.id), "platform": channel.platform})


async def _decide(
    session: AsyncSession,
    caller: Principal,
    operation: str,
    identifier: UUID,
    seen: IfMatch,
    note: str | None,
) -> Channel:
    channel = await _found(session, caller, identifier, seen)
    status = rules.LIFE.follow(operation, channel.status)
    require_other(caller.id, channel.author_ids)
    _write(session, caller, channel, operation, status, note)
    return channel


async def _found(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Channel:
    """The channel, locked, and the session left in the reach that sees it."""
    channel = await find(session, caller, Channel, identifier, lock=True)
    seen.check(channel)
    return channel


def _write(
    session: AsyncSession,
    caller: Principal,
    channel: Channel,
    operation: str,
    status: str,
    note: str | None,
) -> None:
    """Write the review columns alone."""
    channel.status = status
    channel.decision_note = note
    channel.decided_at = now()
    channel.decided_by = caller.id
    channel.touch()
    record(session, caller, operation, channel.id, channel.tenant_id)

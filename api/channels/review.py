"""The decisions of the province on a channel."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.principal import Principal
from api.access.reach import find
from api.access.rules import require_other
from api.audit.service import record
from api.channels import registry, rules
from api.channels.models import Channel
from api.conditional import IfMatch
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
    async with entered(session, as_tenant(channel.tenant_id, "verification of a channel")):
        await registry.make_official(session, channel, moment)
        tell(session, "channel.verified", {"id": str(channel.id), "platform": channel.platform})
    return channel


async def reject_channel(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, reason: str
) -> Channel:
    """Send a channel back to its tenant with the reason. Raises `FourEyesError`."""
    return await _decide(session, caller, "reject_channel", identifier, seen, reason)


async def _decide(
    session: AsyncSession,
    caller: Principal,
    operation: str,
    identifier: UUID,
    seen: IfMatch,
    note: str | None,
) -> Channel:
    """Write the review columns alone, in the reach that sees the row."""
    channel = await find(session, caller, Channel, identifier, lock=True)
    seen.check(channel)
    status = rules.LIFE.follow(operation, channel.status)
    require_other(caller.id, channel.author_ids)
    channel.status = status
    channel.decision_note = note
    channel.decided_at = now()
    channel.decided_by = caller.id
    channel.touch()
    record(session, caller, operation, channel.id, channel.tenant_id)
    return channel

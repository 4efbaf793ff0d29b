"""Twice a year somebody must say that a channel is still the office's own."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.access.recipients import Recipient, recipients
from api.access.roles import Role
from api.audit.service import record_by_system
from api.channels import confirmation_rules as rules
from api.channels import letters
from api.channels.models import Channel, ChannelCustodian, ChannelStatus
from api.mail.service import send
from api.settings import settings_of
from tenants.models import Tenant, TenantStatus
from tenants.session import current_scope

_CONFIRMED = func.coalesce(col(Channel.last_confirmed_at), col(Channel.verified_at))


async def keep_up(session: AsyncSession, moment: datetime) -> tuple[int, int]:
    """Remind of the tenant's channels that are due at `moment`, and mark the dormant ones.

    How many channels were reminded of, and how many marked.
    """
    here = col(Tenant.id) == current_scope(session).tenant
    tenant = (await session.scalars(select(Tenant).where(here))).one()
    if tenant.status != TenantStatus.ACTIVE:
        return 0, 0
    settings, reminded, marked = settings_of(session), 0, 0
    today = moment.astimezone(settings.zone).date()
    every = settings.channel_confirmation_days
    for channel in await _unconfirmed(session, moment, every):
        confirmed = channel.last_confirmed_at or channel.verified_at or moment
        due = rules.due_on(confirmed, every, settings.zone)
        if rules.is_dormant(due, today):
            marked += await _mark(session, channel, moment)
        elif rules.is_reminder_due(due, channel.confirm_reminders, today):
            about = _about(session, channel, tenant.office, due)
            reminded += await _remind(session, channel, about, moment)
    return reminded, marked


async def _unconfirmed(session: AsyncSession, moment: datetime, every: int) -> list[Channel]:
    """Verified channels that a letter or a mark might be due for, those marked already left out."""
    oldest = moment - timedelta(days=every + rules.REMINDERS[0] - 1)
    query = select(Channel).where(
        col(Channel.status) == ChannelStatus.VERIFIED,
        col(Channel.dormant_since).is_(None),
        oldest >= _CONFIRMED,
    )
    return list(await session.scalars(query.order_by(col(Channel.id))))


async def _mark(session: AsyncSession, channel: Channel, moment: datetime) -> bool:
    marked = await session.scalar(
        update(Channel)
        .where(col(Channel.id) == channel.id, col(Channel.dormant_since).is_(None))
        .where(col(Channel.version) == channel.version)
        .values(dormant_since=moment, version=Channel.version + 1, updated_at=moment)
        .returning(col(Channel.id)),
        execution_options={"synchronize_session": False},
    )
    if marked:
        record_by_system(session, "mark_channel_dormant", channel.id)
    return marked is not None


async def _remind(
    session: AsyncSession, channel: Channel, about: letters.Unconfirmed, moment: datetime
) -> bool:
    """Send one round of letters, unless another run at the same time has."""
    sent = channel.confirm_reminders
    claimed = await session.scalar(
        update(Channel)
        .where(col(Channel.id) == channel.id, col(Channel.confirm_reminders) == sent)
        .where(col(Channel.version) == channel.version)  # nobody confirmed it meanwhile
        .values(confirm_reminders=sent + 1, confirm_reminded_at=moment)
        .returning(col(Channel.id)),
        execution_options={"synchronize_session": False},
    )
    if claimed is None:
        return False
    for name, email in await _whom(session, channel.id):
        await send(session, email, letters.confirm(about, name))
    record_by_system(session, "remind_channel", channel.id, reminder=sent + 1)
    return True


async def _whom(session: AsyncSession, channel_id: UUID) -> list[Recipient]:
    """The custodians who are still active; where there is none, everybody who writes channels."""
    found = await session.execute(
        select(col(Person.name), col(Person.email))
        .join(Membership, col(Person.id) == col(Membership.person_id))
        .join(ChannelCustodian, col(ChannelCustodian.member_id) == col(Membership.id))
        .where(
            col(ChannelCustodian.channel_id) == channel_id,
            col(Membership.status) == MembershipStatus.ACTIVE,
        )
        .order_by(col(ChannelCustodian.position))
    )
    custodians = dict.fromkeys(Recipient(name, email) for name, email in found)
    return list(custodians) or await recipients(session, (Role.OPERATOR, Role.VERIFIER))


def _about(session: AsyncSession, channel: Channel, office: str, due: date) -> letters.Unconfirmed:
    return letters.Unconfirmed(
        channel.name,
        channel.platform,
        channel.url or channel.handle or "-",
        office,
        due,
        f"{settings_of(session).base_url}/v1/channels/{channel.id}",
    )

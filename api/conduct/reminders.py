"""Reminding those who submit or publish of a policy that they have not acknowledged."""

from datetime import date, datetime

from sqlalchemy import and_, cast, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from uuid_utils.compat import uuid7

from api.access.models import Membership, MembershipStatus, Person
from api.audit.service import record_by_system
from api.conduct import policy_rules
from api.conduct.gate import link_to
from api.conduct.letters import Unread, reminder
from api.conduct.models import Policy, PolicyAcknowledgement, PolicyReminder, PolicyStatus
from api.conduct.provincial import of_province
from api.mail.service import send
from api.settings import settings_of
from tenants.models import Tenant
from tenants.session import current_scope


async def remind(session: AsyncSession, moment: datetime) -> int:
    """Queue the letters that the session's tenant is due at `moment`; how many there were."""
    active = of_province(session, Policy).where(col(Policy.status) == PolicyStatus.ACTIVE)
    policy: Policy | None = await session.scalar(active)
    if policy is None:
        return 0
    about = await _about(session, policy)
    sent = 0
    for member, name, email, last in await _unread(session, policy):
        if not _is_due(session, policy, member, last, moment):
            continue
        if await _claim(session, policy, member, last, moment):
            await send(session, email, reminder(about, name))
            sent += 1
    if sent:
        record_by_system(session, "remind_policy", policy.id, letters=sent)
    return sent


async def _about(session: AsyncSession, policy: Policy) -> Unread:
    here = col(Tenant.id) == current_scope(session).tenant
    office = (await session.scalars(select(col(Tenant.office)).where(here))).one()
    return Unread(policy.title, policy.revision, office, link_to(session, policy))


async def _unread(
    session: AsyncSession, policy: Policy
) -> list[tuple[Membership, str, str, PolicyReminder | None]]:
    """Active members of these roles who have not acknowledged, and their last reminder."""
    acknowledged = select(col(PolicyAcknowledgement.id)).where(
        col(PolicyAcknowledgement.person_id) == col(Membership.person_id),
        col(PolicyAcknowledgement.revision) == policy.revision,
    )
    of_member = and_(
        col(PolicyReminder.person_id) == col(Membership.person_id),
        col(PolicyReminder.revision) == policy.revision,
    )
    roles = cast(col(Membership.roles), ARRAY(TEXT))
    rows = await session.execute(
        select(Membership, col(Person.name), col(Person.email), PolicyReminder)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .outerjoin(PolicyReminder, of_member)
        .where(
            col(Membership.status) == MembershipStatus.ACTIVE,
            roles.overlap([role.value for role in policy_rules.REMINDED_ROLES]),
            ~acknowledged.exists(),
        )
        .order_by(col(Membership.id))
    )
    return [(member, name, email, last) for member, name, email, last in rows]


def _is_due(
    session: AsyncSession,
    policy: Policy,
    member: Membership,
    last: PolicyReminder | None,
    moment: datetime,
) -> bool:
    zone = settings_of(session).zone

    def day(then: datetime) -> date:
        return then.astimezone(zone).date()

    joined = member.joined_at or member.created_at
    since = max(joined, policy.activated_at or joined)
    sent, sent_on = (last.sent, day(last.sent_at)) if last else (0, None)
    return policy_rules.is_reminder_due(day(since), sent, sent_on, day(moment))


async def _claim(
    session: AsyncSession,
    policy: Policy,
    member: Membership,
    last: PolicyReminder | None,
    moment: datetime,
) -> bool:
    """Count this letter, unless another run at the same time has counted it."""
    counted = insert(PolicyReminder).values(
        tenant_id=member.tenant_id,
        id=uuid7(),
        person_id=member.person_id,
        revision=policy.revision,
        sent=1,
        sent_at=moment,
    )
    again = counted.on_conflict_do_update(
        index_elements=("tenant_id", "person_id", "revision"),
        set_={"sent": col(PolicyReminder.sent) + 1, "sent_at": moment},
        where=col(PolicyReminder.sent) == (last.sent if last else 0),
    )
    claimed = await session.scalar(again.returning(col(PolicyReminder.id)))
    return claimed is not None

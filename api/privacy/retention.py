"""What goes in time: contacts of applicants, invitations that nobody answered, people who left.

What a room keeps for hours or days it forgets itself: docs/privacy.md lists both.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.audit.service import record_by_system
from api.privacy.applicants import ERASED_NAME, Status, erase_contact
from api.privacy.people import whom
from api.privacy.traces import erase_names
from api.registrations.models import Registration
from api.settings import settings_of
from tenants.rows import now
from tenants.session import as_system, entered

_LATELY = timedelta(days=7)  # every night, unless the worker stood still


async def forget_applicants(session: AsyncSession) -> int:
    """Erase the contacts of registrations that were decided long ago, in the session's tenant."""
    days = settings_of(session).retention
    rejected = _decided(Status.REJECTED, days.rejected_registration_days)
    approved = _decided(Status.APPROVED, days.approved_registration_days)
    query = select(Registration).where(rejected | approved)
    query = query.where(col(Registration.contact_name) != ERASED_NAME)
    rows = await session.scalars(query.with_for_update(skip_locked=True))
    found = rows.all()
    for registration in found:
        await erase_contact(session, registration, letter=True)
        record_by_system(session, "forget_applicant", registration.id)
    return len(found)


def _decided(status: Status, days: int) -> ColumnElement[bool]:
    old = col(Registration.decided_at) < now() - timedelta(days=days)
    return (col(Registration.status) == status) & old


async def forget_invitations(session: AsyncSession) -> int:
    """Withdraw invitations that were not accepted for long, in the session's tenant."""
    age = timedelta(days=settings_of(session).retention.unanswered_invitation_days)
    sent = func.coalesce(col(Membership.invited_at), col(Membership.created_at))
    forgotten = await session.scalars(
        update(Membership)
        .where(col(Membership.status) == MembershipStatus.INVITED, sent < now() - age)
        .values(
            status=MembershipStatus.REMOVED,
            invited_name=None,
            invited_email=None,
            updated_at=now(),
            version=Membership.version + 1,
        )
        .returning(col(Membership.id)),
        execution_options={"synchronize_session": False},
    )
    ids = [*forgotten.all(), *await _forget_withdrawn(session, age)]
    for identifier in ids:
        record_by_system(session, "forget_invitation", identifier)
    return len(ids)


async def _forget_withdrawn(session: AsyncSession, age: timedelta) -> Sequence[UUID]:
    """Whom the office invited, and then did not: he may have an account for long, elsewhere."""
    withdrawn = col(Membership.status) == MembershipStatus.REMOVED
    forgotten = await session.scalars(
        update(Membership)
        .where(
            withdrawn,
            col(Membership.invited_email).is_not(None),
            col(Membership.updated_at) < now() - age,
        )
        # Not `updated_at`: it says since when he is no member.
        .values(invited_name=None, invited_email=None, version=Membership.version + 1)
        .returning(col(Membership.id)),
        execution_options={"synchronize_session": False},
    )
    return forgotten.all()


async def erase_late_names(session: AsyncSession) -> int:
    """Names that requests wrote while their person was being erased, in the session's tenant.

    An erasure does not see what is committed beside it; his access ends only with its commit.
    """
    query = select(Person).where(col(Person.erased_at) > now() - _LATELY)
    async with entered(session, as_system("privacy: who was erased lately")):
        erased = [whom(person) for person in await session.scalars(query)]
    found = 0
    for one in erased:
        counts = await erase_names(session, one)
        if counts:
            record_by_system(session, "erase_person", one.id, **counts)
        found += counts.total()
    return found


async def people_who_left(session: AsyncSession) -> list[UUID]:
    """Who has been a member nowhere for long; asked in the system scope."""
    age = timedelta(days=settings_of(session).retention.person_days)
    mine = col(Membership.person_id) == col(Person.id)
    still = select(col(Membership.id)).where(
        mine, col(Membership.status) != MembershipStatus.REMOVED
    )
    ended = select(func.max(Membership.updated_at)).where(mine).scalar_subquery()
    query = select(col(Person.id)).where(
        col(Person.erased_at).is_(None),
        ~still.exists(),
        func.coalesce(ended, col(Person.created_at)) < now() - age,
    )
    return list(await session.scalars(query.order_by(col(Person.id))))

"""What must hold before a person is erased: nobody is left without an admin or with an orphaned client."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, Person
from api.errors import LastAdminError, SuccessorRequiredError
from api.links.models import OneTimeLink, Purpose
from api.members import guards
from api.members.rules import is_active_admin
from api.privacy.applicants import Status, registrations_of
from api.privacy.people import Whom, memberships_of
from tenants.directory import Place
from tenants.session import as_system, as_tenant, entered


class ErasureRefusedError(Exception):
    """Somebody else must act first; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


async def lock(session: AsyncSession, whom: Whom, places: Sequence[Place]) -> None:
    """Let nobody change his memberships, or make him a member, until the commit.

    In the order in which others wait for each other: members of a tenant, invitations, the person.
    """
    before = {each.tenant_id for each in await memberships_of(session, whom.id)}
    for place in places:
        if place.id in before:
            await guards.hold_members(session, place.id)
    async with entered(session, as_system("privacy: lock a person")):
        mine = col(OneTimeLink.person_id) == whom.id, col(OneTimeLink.purpose) == Purpose.INVITATION
        await session.execute(select(col(OneTimeLink.id)).where(*mine).with_for_update())
        this = select(col(Person.id)).where(col(Person.id) == whom.id)
        await session.execute(this.with_for_update())
    if {each.tenant_id for each in await memberships_of(session, whom.id)} != before:
        raise ErasureRefusedError(["His memberships changed meanwhile. Run it again."])


async def require_allowed(
    session: AsyncSession, whom: Whom, places: Sequence[Place], members: Mapping[UUID, UUID]
) -> None:
    """Raise `ErasureRefusedError` for all that somebody else must do before."""
    reasons = []
    for place in places:
        async with entered(session, as_tenant(place.id, "privacy: may he be erased")):
            if place.id in members:
                member = await member_of(session, members[place.id])
                reasons += await _needed(session, member, place.code)
            waiting = await registrations_of(session, whom.email)
            reasons += [
                f"The registration of {each.region} by this address awaits a decision: decide it first."
                for each in waiting
                if each.status == Status.PENDING
            ]
    if reasons:
        raise ErasureRefusedError(reasons)


async def _needed(session: AsyncSession, member: Membership, code: str) -> list[str]:
    """What the tenant would be left without, by the rules that removing a member has."""
    reasons = []
    try:
        if is_active_admin(member.status, member.roles):
            await guards.require_other_admin(session, member)
    except LastAdminError:
        reasons.append(f"He is the last admin of {code}: make somebody else admin first.")
    try:
        await guards.hand_over_clients(session, member, None, "")
    except SuccessorRequiredError as error:
        ids = ", ".join(error.extra["client_ids"])
        reasons.append(f"He answers for clients of {code}: name a successor first ({ids}).")
    return reasons


async def member_of(session: AsyncSession, identifier: UUID) -> Membership:
    """A membership of the session's tenant."""
    query = select(Membership).where(col(Membership.id) == identifier)
    return (await session.scalars(query)).one()

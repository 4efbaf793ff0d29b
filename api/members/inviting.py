"""Inviting people: the person is made or found, out of the inviting tenant's sight.

Nothing tells whether an address is known elsewhere: the statements, the answer and the e-mail are the
same, and the person's own row is hidden from the tenant until he accepts (policy `colleague`).
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authors import author_of
from api.access.limits import Limiter
from api.access.models import Membership, MembershipStatus, Person
from api.access.principal import Principal
from api.audit.service import record
from api.links.models import Purpose
from api.links.service import LASTS, issue
from api.mail.service import send
from api.members.letters import Invitation, invitation
from api.members.schemas import MemberInvite
from api.settings import settings_of
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import as_system, entered


async def find_or_add_people(
    session: AsyncSession, invites: Sequence[MemberInvite]
) -> dict[str, UUID]:
    """The person of each address, by the address."""
    # In one order: two tenants that invite the same people must not wait for each other.
    names = sorted({invite.email: invite.name for invite in invites}.items())
    new = [Person(email=email, name=name).model_dump() for email, name in names]
    async with entered(session, as_system("invite: find or add people")):
        added = insert(Person).values(new).on_conflict_do_nothing(index_elements=["email"])
        await session.execute(added)
        return await _people(session, [email for email, _ in names])


async def members_by_email(session: AsyncSession, emails: Collection[str]) -> dict[str, Membership]:
    """Who of these addresses has a membership here, of whatever status."""
    async with entered(session, as_system("invite: find people")):
        people = await _people(session, emails)
    found = await memberships_of(session, people.values())
    return {email: found[person] for email, person in people.items() if person in found}


async def memberships_of(session: AsyncSession, people: Collection[UUID]) -> dict[UUID, Membership]:
    """The tenant's memberships of these people, by the person."""
    query = select(Membership).where(col(Membership.person_id).in_(people))
    return {member.person_id: member for member in await session.scalars(query)}


async def _people(session: AsyncSession, emails: Collection[str]) -> dict[str, UUID]:
    query = select(col(Person.email), col(Person.id)).where(col(Person.email).in_(emails))
    return dict((await session.execute(query)).all())


async def add_members(
    session: AsyncSession,
    caller: Principal,
    invites: Sequence[MemberInvite],
    people: dict[str, UUID],
) -> list[Membership]:
    """Invited memberships of people who have none here, or whose was removed: its row again."""
    members = await make_members(session, caller.tenant.id, invites, people)
    for member in members:
        unit = str(member.unit_id) if member.unit_id else None
        record(session, caller, "invite_member", member.id, roles=member.roles, unit=unit)
    return members


async def make_members(
    session: AsyncSession,
    tenant: UUID,
    invites: Sequence[MemberInvite],
    people: dict[str, UUID],
) -> list[Membership]:
    """The same in the scope of `tenant`; recording it is the caller's part."""
    before = await memberships_of(session, people.values())
    members = []
    for invite in invites:
        person = people[invite.email]
        member = before.get(person)
        if member is None:
            member = Membership(tenant_id=tenant, person_id=person, roles=[])
            session.add(member)
        else:
            member.touch()
        member.status = MembershipStatus.INVITED
        member.roles = [role.value for role in invite.roles]
        member.unit_id = invite.unit_id
        member.invited_name, member.invited_email = invite.name, invite.email
        member.invited_at = now()
        members.append(member)
    await session.flush()
    return members


async def send_invitations(
    session: AsyncSession, caller: Principal, members: Sequence[Membership], limiter: Limiter
) -> None:
    """A new link and an e-mail for each; earlier links are void.

    Raises `TooManyRequestsError` when one of them was written to too often.
    """
    for member in members:
        await limiter.hit_invitation(member.id)
    await write_to(session, await _about(session, caller), members)


async def write_to(session: AsyncSession, about: Invitation, members: Sequence[Membership]) -> None:
    """The same in the name of whom `about` says."""
    async with entered(session, as_system("invite: links and e-mail")):
        query = select(col(Person.id), col(Person.email))
        known = query.where(col(Person.id).in_({member.person_id for member in members}))
        addresses = dict((await session.execute(known)).all())
        for member in members:
            link = await link_for(session, member)
            address = addresses[member.person_id]
            name = member.invited_name or address
            await send(session, address, invitation(about, name, link))


async def link_for(session: AsyncSession, member: Membership) -> str:
    """A one-time link that accepts an invitation; those before it are void."""
    secret = await issue(
        session,
        Purpose.INVITATION,
        member.person_id,
        tenant=member.tenant_id,
        membership=member.id,
    )
    return f"{settings_of(session).base_url}/invitation/{secret}"


def invitation_to(
    session: AsyncSession, tenant: Tenant, inviter: str, host: Tenant | None = None
) -> Invitation:
    """What a letter says that is sent now. `host`: whom to ask, where that is another office."""
    expires_at = (now() + LASTS[Purpose.INVITATION]).astimezone(settings_of(session).zone)
    return Invitation(tenant, inviter, expires_at, host or tenant)


async def _about(session: AsyncSession, caller: Principal) -> Invitation:
    inviter = await author_of(session, caller)
    query = select(Tenant).where(col(Tenant.id) == caller.tenant.id)
    tenant = (await session.scalars(query)).one()
    return invitation_to(session, tenant, inviter.name)

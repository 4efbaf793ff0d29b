"""`simpul privacy erase`: a person becomes nobody, in one transaction over all tenants.

The rows that he wrote stay, and refer to an id that names nobody any more; so does the audit chain.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.access.principal import Kind, Principal
from api.audit.service import record_by_system
from api.claims.erasing import erase_reporters
from api.links.models import OneTimeLink
from api.mail.models import MailMessage
from api.members import guards
from api.members.rules import has_joined
from api.oauth import families, second_factor
from api.oauth.models import AuthorizationCode, RefreshFamily, SignIn
from api.privacy.applicants import (
    ERASED_NAME,
    erase_registration,
    erased_address,
    registrations_of,
)
from api.privacy.guarding import lock, member_of, require_allowed
from api.privacy.people import Whom, is_contact, memberships_of
from api.privacy.traces import changed, erase_traces
from tenants.directory import Place, all_places
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import as_system, as_tenant, entered

ACTION = "erase_person"


@dataclass
class Erased:
    """What was done: counts of rows by what they are, of the account and by tenant."""

    account: Counter[str] = field(default_factory=Counter)
    tenants: dict[str, Counter[str]] = field(default_factory=dict)


async def erase(session: AsyncSession, whom: Whom) -> Erased:
    """Erase somebody, or raise `ErasureRefusedError`. Recorded in the chain of each tenant concerned."""
    places = await all_places(session)
    await lock(session, whom, places)
    members = {each.tenant_id: each.id for each in await memberships_of(session, whom.id)}
    await require_allowed(session, whom, places, members)
    done, subject = Erased(), whom.id if whom.has_account else "applicant"
    offices = await _erase_contacts(session, whom)
    for place in places:
        async with entered(session, as_tenant(place.id, "privacy: erase")):
            counts = await _erase_in(session, whom, place, members.get(place.id))
            counts["office_contacts"] += place.id in offices
            if counts := +counts:
                record_by_system(session, ACTION, subject, **counts)
                done.tenants[place.code] = counts
    done.account = await _erase_account(session, whom)
    return done


async def _erase_in(
    session: AsyncSession, whom: Whom, place: Place, member_id: UUID | None
) -> Counter[str]:
    counts: Counter[str] = Counter()
    if member_id is not None:
        await _end_membership(session, place, await member_of(session, member_id))
        counts["memberships"] += 1
    for registration in await registrations_of(session, whom.email):
        await erase_registration(session, registration)
        counts["registrations"] += 1
    counts["claims_reported"] += await erase_reporters(session, whom.email)
    counts.update(await erase_traces(session, whom, member_id))
    return counts


async def _end_membership(session: AsyncSession, place: Place, member: Membership) -> None:
    member.invited_name = member.invited_email = None
    if member.status != MembershipStatus.REMOVED:
        # As remove_member does; it ends the access tokens, too.
        if has_joined(member):
            member.joined_at = member.joined_at or member.created_at
        member.status = MembershipStatus.REMOVED
        himself = Principal(Kind.PERSON, member.person_id, place, (), frozenset())
        await guards.end_access(session, himself, member)
    member.touch()
    await session.flush()


async def _erase_contacts(session: AsyncSession, whom: Whom) -> set[UUID]:
    """The offices whose public contact he was; they have none until their admin gives another."""
    async with entered(session, as_system("privacy: an office's contact")):
        mine = select(Tenant).where(is_contact(whom.email)).with_for_update()
        offices = (await session.scalars(mine)).all()
        for office in offices:
            office.email = office.phone = None
            office.touch()
        return {office.id for office in offices}


async def _erase_account(session: AsyncSession, whom: Whom) -> Counter[str]:
    counts: Counter[str] = Counter()
    async with entered(session, as_system("privacy: erase an account")):
        if whom.has_account:
            await second_factor.remove(session, whom.id)
        # In the order in which each lets the next one in: who holds one of them now has made the next
        # by the time that we are let go on. What a family gave meanwhile ends with it.
        counts["browser_sessions"] += await changed(session, _of_person(SignIn, whom))
        counts["codes"] += await changed(session, _of_person(AuthorizationCode, whom))
        await session.run_sync(families.end_all, whom.id)
        counts["applications"] += await changed(session, _of_person(RefreshFamily, whom))
        counts["links"] += await changed(session, _of_person(OneTimeLink, whom))
        mail = delete(MailMessage).where(col(MailMessage.recipient) == whom.email)
        counts["mail"] += await changed(session, mail)
        if whom.has_account:
            await _pseudonymise(session, whom.id)
            counts["person"] += 1
    return +counts


def _of_person(table: type[Any], whom: Whom) -> Delete:
    return delete(table).where(col(table.person_id) == whom.id)


async def _pseudonymise(session: AsyncSession, identifier: UUID) -> None:
    query = select(Person).where(col(Person.id) == identifier)
    person = (await session.scalars(query, execution_options={"populate_existing": True})).one()
    person.name, person.email = ERASED_NAME, erased_address(identifier)
    person.password_hash = None
    person.erased_at = now()
    person.touch()
    await session.flush()

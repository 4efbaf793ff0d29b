"""A person's own account: what he sees of it, and what he ends or changes. In the system scope."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person, Revoked
from api.access.principal import Kind, Principal
from api.access.revocation import member_key, revoke
from api.audit import service as audit
from api.links.models import Purpose
from api.links.service import withdraw
from api.mail.service import Letter, send
from api.oauth import families, letters, second_factor
from api.oauth.families import SignedInApp
from api.oauth.models import AuthorizationCode, SignIn
from api.oauth.page_route import NotSignedInError
from tenants.directory import directory_with
from tenants.models import Tenant, TenantStatus
from tenants.rows import now

_SHOWN = (MembershipStatus.ACTIVE, MembershipStatus.SUSPENDED)


@dataclass(frozen=True)
class Membered:
    """Where a person works, as he is shown it."""

    tenant_id: UUID
    code: str
    name: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True)
class Overview:
    """Everything that the account's page shows."""

    person: Person
    places: list[Membered]
    sessions: list[SignIn]
    applications: list[SignedInApp]
    factor_since: datetime | None
    codes_left: int


async def person_of(session: AsyncSession, person_id: UUID) -> Person:
    """The person whose id a row of ours holds."""
    return (await session.scalars(select(Person).where(col(Person.id) == person_id))).one()


async def overview(session: AsyncSession, person_id: UUID) -> Overview:
    """What the account's page shows."""
    factor = await second_factor.find(session, person_id)
    return Overview(
        person=await person_of(session, person_id),
        places=await places_of(session, person_id),
        sessions=await _sessions(session, person_id),
        applications=await session.run_sync(families.of_person, person_id),
        factor_since=factor.confirmed_at if factor else None,
        codes_left=await second_factor.codes_left(session, person_id),
    )


async def places_of(session: AsyncSession, person_id: UUID) -> list[Membered]:
    """Where the person works or was suspended, by code."""
    query = (
        select(Membership, Tenant)
        .join(Tenant, col(Tenant.id) == col(Membership.tenant_id))
        .where(col(Membership.person_id) == person_id, col(Membership.status).in_(_SHOWN))
        .order_by(col(Tenant.code))
    )
    return [_membered(*row) for row in await session.execute(query)]


def _membered(membership: Membership, tenant: Tenant) -> Membered:
    active = membership.status == MembershipStatus.ACTIVE and tenant.status == TenantStatus.ACTIVE
    return Membered(tenant.id, tenant.code, tenant.name, tuple(membership.roles), active)


async def _sessions(session: AsyncSession, person_id: UUID) -> list[SignIn]:
    query = (
        select(SignIn)
        .where(
            col(SignIn.person_id) == person_id,
            col(SignIn.expires_at) > now(),
            col(SignIn.awaiting_code).is_(False),
        )
        .order_by(func.coalesce(SignIn.last_used_at, SignIn.created_at).desc())
    )
    return list(await session.scalars(query))


async def end_sessions(
    session: AsyncSession, person_id: UUID, *, only: UUID | None = None, but: UUID | None = None
) -> bool:
    """End a person's browser sessions: `only` one of them, all `but` one, or all; whether any did."""
    mine = [col(SignIn.person_id) == person_id]
    if only is not None:
        mine.append(col(SignIn.id) == only)
    if but is not None:
        mine.append(col(SignIn.id) != but)
    ended = await session.scalars(delete(SignIn).where(*mine).returning(col(SignIn.id)))
    return bool(ended.all())


async def end_application(session: AsyncSession, person_id: UUID, family_id: UUID) -> bool:
    """Sign an application out, with the access tokens that it has; whether there was one."""
    return await session.run_sync(families.end_own, person_id, family_id)


async def rename(session: AsyncSession, person_id: UUID, name: str) -> None:
    """Give the person another name; the chains know that he did, and neither name."""
    person = await _locked(session, person_id)
    if person.name == name:
        return
    person.name = name
    person.touch()
    await session.flush()
    await tell(session, person_id, None, "change_name")


async def set_password(
    session: AsyncSession,
    person_id: UUID,
    password_hash: str,
    *,
    action: str,
    but: UUID | None = None,
) -> None:
    """Change the password, and end everything that the one before let in, `but` one browser session.

    `action` is the operation, for the chains of the offices where the person works. Raises
    `NotSignedInError` if that session has ended meanwhile: another change came first.
    """
    person = await _locked(session, person_id)
    if but is not None and not await _hold_session(session, but):
        raise NotSignedInError
    person.password_hash = password_hash
    person.touch()
    await session.flush()
    # What follows is in the order in which each lets the next one in: who holds one of them now has
    # made the next by the time that we are let go on, and it ends with the rest.
    await end_sessions(session, person_id, but=but)
    unused = col(AuthorizationCode.person_id) == person_id, col(AuthorizationCode.used_at).is_(None)
    await session.execute(update(AuthorizationCode).where(*unused).values(used_at=func.now()))
    await session.run_sync(families.end_all, person_id)
    places = await places_of(session, person_id)
    for place in places:
        key = member_key(person_id, place.code)
        await session.run_sync(revoke, Revoked.MEMBER, key)
    await withdraw(session, Purpose.RESET, person_id)
    await tell(session, person_id, letters.PASSWORD_CHANGED, action)


async def _locked(session: AsyncSession, person_id: UUID) -> Person:
    # Whoever signs in with the password of before has the row for his commit, or sees what we write.
    query = select(Person).where(col(Person.id) == person_id).with_for_update(key_share=True)
    return (await session.scalars(query, execution_options={"populate_existing": True})).one()


async def _hold_session(session: AsyncSession, sign_in: UUID) -> bool:
    # Not to change it: a copy of its cookie may be asking for a code.
    query = select(col(SignIn.id)).where(col(SignIn.id) == sign_in).with_for_update()
    return await session.scalar(query) is not None


async def tell(
    session: AsyncSession, person_id: UUID, letter: Letter | None, action: str | None = None
) -> None:
    """Write to the owner, and record `action` in the chain of every office where he is active."""
    if letter:
        person = await person_of(session, person_id)
        await send(session, person.email, letter)
    for place in await places_of(session, person_id) if action else []:
        if place.active:
            audit.record(session, await acting(session, person_id, place), str(action), person_id)


async def acting(session: AsyncSession, person_id: UUID, place: Membered) -> Principal:
    """The person as the audit knows who acts."""
    directory = await directory_with(session, place.tenant_id)
    tenant = directory.by_id(place.tenant_id)
    return Principal(Kind.PERSON, person_id, tenant, place.roles, frozenset())

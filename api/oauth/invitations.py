"""Accepting an invitation: the link makes a membership active. In the system scope."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.audit import service as audit
from api.links.models import OneTimeLink, Purpose
from api.links.service import look, spend
from api.oauth.account import Membered, acting
from tenants.models import Tenant, TenantStatus
from tenants.rows import now
from tenants.session import as_tenant, entered


class InvitationGoneError(Exception):
    """The link was used, withdrawn or is too old, or the invitation is no more."""


class AccountExistsError(Exception):
    """Somebody chose a password for this account meanwhile: it is needed now."""


@dataclass(frozen=True)
class Invitation:
    """What its page shows."""

    person_id: UUID
    email: str
    name: str
    tenant_name: str
    office: str
    roles: tuple[str, ...]
    has_password: bool


async def open_link(session: AsyncSession, secret: str) -> Invitation:
    """What the link is for; looking spends nothing. Raises `InvitationGoneError`."""
    link = await look(session, Purpose.INVITATION, secret)
    membership, tenant, person = await _rows(session, link)
    return Invitation(
        person_id=person.id,
        email=person.email,
        name=membership.invited_name or person.name,
        tenant_name=tenant.name,
        office=tenant.office,
        roles=tuple(membership.roles),
        has_password=person.password_hash is not None,
    )


async def accept(session: AsyncSession, secret: str, new_password: str | None = None) -> UUID:
    """Spend the link and make the membership active; gives the person.

    `new_password` is a hash for a person who has none yet. Raises `InvitationGoneError` and
    `AccountExistsError`; then nothing may be kept of it.
    """
    link = await spend(session, Purpose.INVITATION, secret)
    membership, tenant, person = await _rows(session, link)
    if new_password:
        await _welcome(session, person, membership.invited_name, new_password)
    # The person joins in his own right: as the tenant whose row it is, and in its chain.
    async with entered(session, as_tenant(tenant.id, "accept an invitation")):
        joined = await session.scalar(
            update(Membership)
            .where(col(Membership.id) == membership.id)
            .where(col(Membership.status) == MembershipStatus.INVITED)
            .values(
                status=MembershipStatus.ACTIVE,
                joined_at=now(),
                updated_at=now(),
                version=Membership.version + 1,
            )
            .returning(col(Membership.id)),
            execution_options={"synchronize_session": False},
        )
    if joined is None:
        raise InvitationGoneError
    place = Membered(tenant.id, tenant.code, tenant.name, tuple(membership.roles), active=True)
    caller = await acting(session, person.id, place)
    audit.record(session, caller, "accept_invitation", membership.id)
    return person.id


async def _rows(
    session: AsyncSession, link: OneTimeLink | None
) -> tuple[Membership, Tenant, Person]:
    if link is None:
        raise InvitationGoneError
    query = (
        select(Membership, Tenant, Person)
        .join(Tenant, col(Tenant.id) == col(Membership.tenant_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(
            col(Membership.id) == link.membership_id,
            col(Membership.person_id) == link.person_id,
            col(Membership.status) == MembershipStatus.INVITED,
            col(Tenant.id) == link.tenant_id,
            col(Tenant.status) == TenantStatus.ACTIVE,
        )
    )
    found = (await session.execute(query)).one_or_none()
    if found is None:
        raise InvitationGoneError
    membership, tenant, person = found
    return membership, tenant, person


async def _welcome(
    session: AsyncSession, person: Person, invited_name: str | None, password_hash: str
) -> None:
    """Give a new person a password, and the name that he was invited by."""
    first = await session.scalar(
        update(Person)
        .where(col(Person.id) == person.id, col(Person.password_hash).is_(None))
        .values(
            password_hash=password_hash,
            name=invited_name or person.name,
            version=Person.version + 1,
            updated_at=now(),
        )
        .returning(col(Person.id)),
        execution_options={"synchronize_session": False},
    )
    if first is None:
        raise AccountExistsError

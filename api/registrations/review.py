"""What the province does with registrations: read, approve, reject. The session is in its scope."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership
from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import TenantAlreadyActiveError
from api.events.schemas import EventType
from api.events.service import record as tell
from api.listing import Found, find_page, where_given
from api.mail.service import send
from api.members.first_admin import invite_first_admin
from api.members.inviting import invitation_to, write_to
from api.periods import calendar
from api.registrations import letters, rules
from api.registrations.models import Registration
from api.registrations.names import name_of
from api.registrations.schemas import RegistrationQuery
from tenants.models import Tenant, TenantStatus
from tenants.rows import now
from tenants.session import as_system, as_tenant, entered

_FILTERS = ("status", "region")


async def list_registrations(
    session: AsyncSession, query: RegistrationQuery
) -> Found[Registration]:
    """A page of the province's registrations."""
    statement = where_given(Registration, query, _FILTERS)
    return await find_page(session, statement, query, Registration, query.sort)


async def get_registration(session: AsyncSession, identifier: UUID) -> Registration:
    """One registration. Raises `NotFoundError`."""
    return await find_own(session, Registration, identifier)


async def approve_registration(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Registration:
    """Make the tenant of its region active and invite its first admin.

    Raises `TenantAlreadyActiveError`.
    """
    registration = await _decide(session, caller, "approve_registration", identifier, seen)
    tenant = await _activate(session, registration)
    admin = await _invite(session, registration, tenant)
    async with entered(session, as_tenant(tenant.id, "approval of its registration")):
        tell(session, EventType.REGISTRATION_APPROVED, {"region": registration.region})
    facts = {"region": registration.region, "member": str(admin.id)}
    record(session, caller, "approve_registration", registration.id, tenant.id, **facts)
    province = await name_of(session, caller.tenant.code)
    await send(session, registration.email, letters.approved(tenant.name, province))
    return registration


async def reject_registration(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, note: str
) -> Registration:
    """Turn a registration down; the applicant is written why."""
    registration = await _decide(session, caller, "reject_registration", identifier, seen)
    registration.decision_note = note
    record(session, caller, "reject_registration", registration.id)
    place = await name_of(session, registration.region)
    province = await name_of(session, caller.tenant.code)
    await send(session, registration.email, letters.rejected(place, province, note))
    return registration


async def _decide(
    session: AsyncSession, caller: Principal, operation: str, identifier: UUID, seen: IfMatch
) -> Registration:
    registration = await find_own(session, Registration, identifier, lock=True)
    seen.check(registration)
    registration.status = rules.LIFE.follow(operation, registration.status)
    registration.decided_at = now()
    registration.decided_by = caller.id
    registration.touch()
    return registration


async def _activate(session: AsyncSession, registration: Registration) -> Tenant:
    """The tenant with the office that registered. Locked: of two approvals for it one succeeds."""
    async with entered(session, as_system("a registration makes its tenant active")):
        this = select(Tenant).where(col(Tenant.code) == registration.region).with_for_update()
        tenant = (await session.scalars(this)).one()
        if tenant.status == TenantStatus.ACTIVE:
            raise TenantAlreadyActiveError
        tenant.status = TenantStatus.ACTIVE
        tenant.joined_in = tenant.joined_in or calendar.this_month(session)
        tenant.office = registration.office
        tenant.email = registration.email
        tenant.phone = registration.phone
        tenant.touch()
    return tenant


async def _invite(session: AsyncSession, registration: Registration, tenant: Tenant) -> Membership:
    email, name = registration.email, registration.contact_name
    this = select(Tenant).where(col(Tenant.id) == registration.tenant_id)
    host = (await session.scalars(this)).one()
    async with entered(session, as_tenant(tenant.id, "its first admin")):
        member = await invite_first_admin(session, tenant.id, email, name)
        about = invitation_to(session, tenant, host.office, host)
        await write_to(session, about, [member])
    return member

"""The first admin of a province, who invites all others."""

from sqlalchemy import any_, func, literal, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus
from api.access.roles import Role
from api.audit.service import record_by_system
from api.conduct.shipped import install
from api.links.models import Purpose
from api.links.service import withdraw
from api.members.first_admin import invite_first_admin
from api.members.inviting import link_for
from api.settings import Settings
from tenants.directory import Directory
from tenants.models import Tenant
from tenants.provisioning import provision
from tenants.session import as_system, as_tenant, enter, make_engine, make_sessions, transaction

_LOCK = "simpul bootstrap"
_IS_ADMIN = literal(Role.ADMIN.value) == any_(col(Membership.roles))


class BootstrapError(Exception):
    """Why there is no link, and what to do: one sentence."""


async def bootstrap(settings: Settings, email: str, name: str | None) -> str:
    """A one-time link for the province's first admin; the links before it are void.

    Makes the tenants if there are none, and puts the shipped policy in force if there is none.
    Raises `BootstrapError`, and `ValidationError` for an address or a name that cannot be.
    """
    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), settings.database.pool_size)
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        async with transaction(sessions, as_system("bootstrap")) as session:
            # Of two at once the second sees what the first did.
            await session.execute(
                select(func.pg_advisory_xact_lock(func.hashtextextended(_LOCK, 0)))
            )
            await provision(session, settings.province, all_active=False)
            await directory.learn(session)
            return await _invite(session, directory, email, name)
    except OperationalError as error:
        raise BootstrapError("The database cannot be reached.") from error
    except ProgrammingError as error:
        raise BootstrapError("The database has no schema yet: run simpul migrate.") from error
    finally:
        await engine.dispose()


async def _invite(session: AsyncSession, directory: Directory, email: str, name: str | None) -> str:
    province = directory.province
    await enter(session, as_tenant(province.id, "bootstrap"))
    tenant = (await session.scalars(select(Tenant).where(col(Tenant.id) == province.id))).one()
    await _require_nobody(session, tenant)
    name = f"Admin {tenant.name}" if name is None else name
    member = await invite_first_admin(session, province.id, email, name)
    await _withdraw_others(session, member)
    await install(session)
    record_by_system(session, "bootstrap", member.id)
    # Printed and not sent: a slip in the address must not make a stranger admin of a province.
    return await link_for(session, member)


async def _require_nobody(session: AsyncSession, tenant: Tenant) -> None:
    """Raise `BootstrapError` where somebody can invite already."""
    active = select(col(Membership.id)).where(
        col(Membership.status) == MembershipStatus.ACTIVE,
        _IS_ADMIN,
    )
    if await session.scalar(active.limit(1)):
        message = f"{tenant.name} has an active admin already: ask its admins to invite you."
        raise BootstrapError(message)


async def _withdraw_others(session: AsyncSession, first: Membership) -> None:
    """End invitations of before for other addresses, such as one with a slip."""
    others = select(Membership).where(
        col(Membership.status) == MembershipStatus.INVITED,
        _IS_ADMIN,
        col(Membership.id) != first.id,
    )
    for other in await session.scalars(others):
        other.status = MembershipStatus.REMOVED
        other.touch()
        await withdraw(session, Purpose.INVITATION, other.person_id, membership=other.id)

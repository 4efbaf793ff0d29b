"""Typed callers: a handler's signature shows which permission it needs, and the check is the type.

`caller: ReportsWrite` answers 401 without a token and 403 without `reports:write`.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.authenticate import Authenticated
from api.access.database import DB
from api.access.models import Membership, MembershipStatus
from api.access.permissions import Permission, is_decision
from api.access.principal import Principal
from api.access.roles import permissions_of
from api.errors import PermissionRequiredError, PersonRequiredError


def requires(permission: Permission) -> Any:  # noqa: ANN401 - FastAPI's Depends
    """A dependency that gives the caller if he has `permission`; decisions are checked afresh."""

    async def check(caller: Authenticated) -> Principal:
        if permission not in caller.permissions:
            raise PermissionRequiredError(permission)
        return caller

    async def check_afresh(caller: Authenticated, session: DB) -> Principal:
        await require_still(session, caller, permission)
        return caller

    chosen: Callable[..., Awaitable[Principal]] = check_afresh if is_decision(permission) else check
    chosen.permission = permission  # type: ignore[attr-defined]  # read by document.py and the tests
    return Depends(chosen)


async def require_still(session: AsyncSession, caller: Principal, permission: Permission) -> None:
    """Raise unless a person has `permission`, by his token and by his membership as it is now.

    In the operation's own transaction: a demotion counts at once.
    """
    if not caller.is_person:
        raise PersonRequiredError
    if permission not in caller.permissions:
        raise PermissionRequiredError(permission)
    found = await session.scalar(
        select(Membership).where(
            col(Membership.person_id) == caller.id,
            col(Membership.status) == MembershipStatus.ACTIVE,
        )
    )
    roles = found.roles if found else ()
    if permission not in permissions_of(roles, province=caller.tenant.is_province):
        raise PermissionRequiredError(permission)


async def check_person(caller: Authenticated) -> Principal:
    """The caller if he is a person, whatever his roles. Raises `PersonRequiredError`."""
    if not caller.is_person:
        raise PersonRequiredError
    return caller


P = Permission
AnyPerson = Annotated[Principal, Depends(check_person)]
AuditRead = Annotated[Principal, requires(P.AUDIT_READ)]
ChannelsRead = Annotated[Principal, requires(P.CHANNELS_READ)]
ChannelsWrite = Annotated[Principal, requires(P.CHANNELS_WRITE)]
ChannelsVerify = Annotated[Principal, requires(P.CHANNELS_VERIFY)]
ClaimsRead = Annotated[Principal, requires(P.CLAIMS_READ)]
ClaimsReporter = Annotated[Principal, requires(P.CLAIMS_REPORTER)]
ClaimsTriage = Annotated[Principal, requires(P.CLAIMS_TRIAGE)]
ClaimsWrite = Annotated[Principal, requires(P.CLAIMS_WRITE)]
ClarificationsRead = Annotated[Principal, requires(P.CLARIFICATIONS_READ)]
ClarificationsWrite = Annotated[Principal, requires(P.CLARIFICATIONS_WRITE)]
ClarificationsVerify = Annotated[Principal, requires(P.CLARIFICATIONS_VERIFY)]
ClientsRead = Annotated[Principal, requires(P.CLIENTS_READ)]
ClientsWrite = Annotated[Principal, requires(P.CLIENTS_WRITE)]
MediaRead = Annotated[Principal, requires(P.MEDIA_READ)]
MediaWrite = Annotated[Principal, requires(P.MEDIA_WRITE)]
MembersRead = Annotated[Principal, requires(P.MEMBERS_READ)]
MembersWrite = Annotated[Principal, requires(P.MEMBERS_WRITE)]
PeriodsWrite = Annotated[Principal, requires(P.PERIODS_WRITE)]
PoliciesRead = Annotated[Principal, requires(P.POLICIES_READ)]
PoliciesWrite = Annotated[Principal, requires(P.POLICIES_WRITE)]
RegistrationsReview = Annotated[Principal, requires(P.REGISTRATIONS_REVIEW)]
RelaysRead = Annotated[Principal, requires(P.RELAYS_READ)]
RelaysRequest = Annotated[Principal, requires(P.RELAYS_REQUEST)]
RelaysWrite = Annotated[Principal, requires(P.RELAYS_WRITE)]
ReportsRead = Annotated[Principal, requires(P.REPORTS_READ)]
ReportsWrite = Annotated[Principal, requires(P.REPORTS_WRITE)]
ReportsReview = Annotated[Principal, requires(P.REPORTS_REVIEW)]
RollupsRead = Annotated[Principal, requires(P.ROLLUPS_READ)]
TenantsRead = Annotated[Principal, requires(P.TENANTS_READ)]
TenantsWrite = Annotated[Principal, requires(P.TENANTS_WRITE)]
UnitsRead = Annotated[Principal, requires(P.UNITS_READ)]
UnitsWrite = Annotated[Principal, requires(P.UNITS_WRITE)]

"""What must hold whatever happens to a member: an admin stays, clients are answered for, access ends."""

from collections import Counter
from uuid import UUID

from sqlalchemy import ColumnElement, any_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Client, ClientStatus, Membership, MembershipStatus, Revoked
from api.access.permissions import Permission
from api.access.principal import Principal
from api.access.revocation import member_key, revoke
from api.access.roles import Role, permissions_of
from api.errors import (
    FieldError,
    InvalidBodyError,
    InvalidParameterError,
    LastAdminError,
    PermissionRequiredError,
    SuccessorRequiredError,
    Text,
    TooManyRequestsError,
)
from api.links.models import OneTimeLink, Purpose
from api.links.service import withdraw
from tenants.rows import now
from tenants.session import as_system, entered

_WAITING: Counter[UUID] = Counter()  # of a tenant, in this process
_MOST_WAITING = 3
_A_MOMENT = 2  # seconds
_ACTIVE = col(Membership.status) == MembershipStatus.ACTIVE
_UNKNOWN = Text("Anggota aktif ini tidak ada.", "There is no such active member.")


async def lock_members(session: AsyncSession, caller: Principal, *, wait: bool = True) -> None:
    """Let one request at a time change the members of a tenant, from here to its commit.

    What the session has read is expired. The caller may have lost his role while he waited. Raises
    `PermissionRequiredError`, and `TooManyRequestsError` where it is not to `wait` or others do.
    """
    lock = _lock_of(caller.tenant.id)
    if not await session.scalar(select(func.pg_try_advisory_xact_lock(lock))):
        # Who waits has a connection, and other tenants need theirs.
        if not wait or _WAITING[caller.tenant.id] >= _MOST_WAITING:
            raise TooManyRequestsError(_A_MOMENT)
        _WAITING[caller.tenant.id] += 1
        try:
            await session.execute(select(func.pg_advisory_xact_lock(lock)))
        finally:
            _WAITING[caller.tenant.id] -= 1
    session.expire_all()  # what was read before the wait is old
    roles = select(col(Membership.roles)).where(col(Membership.person_id) == caller.id, _ACTIVE)
    granted = permissions_of(await session.scalar(roles) or (), province=caller.tenant.is_province)
    if Permission.MEMBERS_WRITE not in granted:
        raise PermissionRequiredError(Permission.MEMBERS_WRITE)


async def hold_members(session: AsyncSession, tenant: UUID) -> None:
    """The same without a caller: for an administrator of the server."""
    await session.execute(select(func.pg_advisory_xact_lock(_lock_of(tenant))))
    session.expire_all()


def _lock_of(tenant: UUID) -> ColumnElement[int]:
    return func.hashtextextended(f"members:{tenant}", 0)


async def lock_invitation(session: AsyncSession, member: Membership) -> None:
    """Wait for whoever accepts this invitation now: he locks the link first, and so must we."""
    async with entered(session, as_system("wait for an invitation")):
        await session.execute(
            select(col(OneTimeLink.id))
            .where(
                col(OneTimeLink.person_id) == member.person_id,
                col(OneTimeLink.membership_id) == member.id,
            )
            .with_for_update()
        )


async def require_other_admin(session: AsyncSession, member: Membership) -> None:
    """Raise `LastAdminError` unless there is another active admin."""
    others = select(func.count()).where(
        _ACTIVE, any_(col(Membership.roles)) == Role.ADMIN.value, col(Membership.id) != member.id
    )
    if not await session.scalar(others):
        raise LastAdminError


async def hand_over_clients(
    session: AsyncSession, member: Membership, successor: UUID | None, place: str
) -> list[str]:
    """Make `successor` answer for the member's live clients; gives their ids.

    `place` is where the request names him. Raises `SuccessorRequiredError`, `InvalidBodyError`.
    """
    if successor is not None:
        await _require_active(session, member, successor, place)
    query = select(Client).where(
        col(Client.responsible_id) == member.id, col(Client.status) == ClientStatus.ACTIVE
    )
    clients = (await session.scalars(query.order_by(col(Client.id)).with_for_update())).all()
    ids = [str(client.id) for client in clients]
    if successor is None:
        if ids:
            raise SuccessorRequiredError(client_ids=ids)
        return ids
    for client in clients:
        client.responsible_id = successor
        client.touch()
    return ids


async def _require_active(
    session: AsyncSession, member: Membership, successor: UUID, place: str
) -> None:
    known = select(col(Membership.id)).where(
        col(Membership.id) == successor, col(Membership.id) != member.id, _ACTIVE
    )
    if await session.scalar(known) is None:
        error = InvalidParameterError if place.startswith("?") else InvalidBodyError
        raise error([FieldError(place, "not-found", _UNKNOWN)])


async def end_access(session: AsyncSession, caller: Principal, member: Membership) -> None:
    """End whatever the member has in hand for this tenant: sessions, tokens, an invitation."""
    member.signed_out_at = now()
    await end_tokens(session, caller, member)
    await withdraw(session, Purpose.INVITATION, member.person_id, membership=member.id)


async def end_tokens(session: AsyncSession, caller: Principal, member: Membership) -> None:
    """End the member's live access tokens; his next refresh has the roles of now."""
    async with entered(session, as_system("end a member's tokens")):
        key = member_key(member.person_id, caller.tenant.code)
        revoke(session.sync_session, Revoked.MEMBER, key)

"""Writing and reading members. One transaction per request: nothing here commits."""

from typing import Any
from uuid import UUID

from sqlalchemy import any_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.limits import Limiter
from api.access.models import Membership, MembershipStatus
from api.access.principal import Principal
from api.access.reach import find_own
from api.audit.service import record
from api.conditional import IfMatch
from api.errors import InvalidBodyError, MemberExistsError
from api.listing import Found, find_page, where_given
from api.members import guards, inviting, rules
from api.members.schemas import MemberBody, MemberInvite, MemberPatch, MemberQuery
from api.patching import merged
from api.units.references import unknown_unit
from tenants.rows import now

_COLUMNS = {"roles", "unit_id", "status"}


async def invite_member(
    session: AsyncSession, caller: Principal, body: MemberInvite, limiter: Limiter
) -> Membership:
    """Invite somebody by e-mail.

    Raises `InvalidBodyError`, `MemberExistsError`, `TooManyRequestsError`.
    """
    await guards.lock_members(session, caller)
    await _check_unit(session, body.unit_id)
    people = await inviting.find_or_add_people(session, [body])
    for member in (await inviting.memberships_of(session, people.values())).values():
        if member.status != MembershipStatus.REMOVED:
            raise MemberExistsError(existing_id=str(member.id))
    members = await inviting.add_members(session, caller, [body], people)
    await inviting.send_invitations(session, caller, members, limiter)
    return members[0]


async def reinvite_member(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch, limiter: Limiter
) -> Membership:
    """Send an invitation again; the link before it is void. Raises `TooManyRequestsError`."""
    member = await _locked(session, caller, identifier, seen)
    rules.LIFE.follow("reinvite_member", member.status)
    member.invited_at = now()
    member.touch()
    await session.flush()
    await inviting.send_invitations(session, caller, [member], limiter)
    record(session, caller, "reinvite_member", member.id)
    return member


async def update_member(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: MemberPatch, seen: IfMatch
) -> Membership:
    """Change roles, unit or status. A role that was lost is lost at once.

    Raises `LastAdminError`, `SuccessorRequiredError`, `InvalidBodyError`.
    """
    member = await _locked(session, caller, identifier, seen)
    rules.LIFE.follow("update_member", member.status)
    before = MemberBody(**member.model_dump(include=_COLUMNS))
    body = merged(before, patch)
    rules.check_change(before, body)
    if body == before:
        return member
    await _check_unit(session, body.unit_id, before.unit_id)
    facts = await _require_allowed(session, member, before, body)
    changed_roles = body.roles != before.roles
    member.roles = [role.value for role in body.roles]
    member.unit_id, member.status = body.unit_id, body.status.value
    member.touch()
    if rules.is_suspended(before, body):
        await guards.end_access(session, caller, member)
    elif changed_roles:
        await guards.end_tokens(session, caller, member)
    facts |= {"fields": sorted(patch.model_fields_set), "roles": member.roles}
    record(session, caller, "update_member", member.id, status=member.status, **facts)
    return member


async def remove_member(
    session: AsyncSession,
    caller: Principal,
    identifier: UUID,
    seen: IfMatch,
    successor: UUID | None,
) -> None:
    """End a membership; its row stays, for what it did refers to it.

    Raises `LastAdminError`, `SuccessorRequiredError`, `InvalidParameterError`.
    """
    member = await _locked(session, caller, identifier, seen)
    status = rules.LIFE.follow("remove_member", member.status)
    if rules.is_active_admin(member.status, member.roles):
        await guards.require_other_admin(session, member)
    ids = await guards.hand_over_clients(session, member, successor, "?successor_id")
    if rules.has_joined(member):
        # Who was invited and never came is not shown to the office, not even now.
        member.joined_at = member.joined_at or member.created_at
    member.status = status
    member.touch()
    await guards.end_access(session, caller, member)
    record(session, caller, "remove_member", member.id, **_handed_over(ids, successor))


async def get_member(session: AsyncSession, identifier: UUID) -> Membership:
    """A member of the caller's tenant. Raises `NotFoundError`."""
    return await find_own(session, Membership, identifier)


async def list_members(session: AsyncSession, query: MemberQuery) -> Found[Membership]:
    """A page of the members of the caller's tenant; province reach holds no members."""
    statement = where_given(Membership, query, ("status", "unit_id"))
    if query.role is not None:
        statement = statement.where(any_(col(Membership.roles)) == query.role.value)
    return await find_page(session, statement, query, Membership, query.sort)


async def _locked(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Membership:
    await find_own(session, Membership, identifier)  # absent is absent, whoever waits
    await guards.lock_members(session, caller)
    await guards.lock_invitation(session, await find_own(session, Membership, identifier))
    member = await find_own(session, Membership, identifier, lock=True)
    seen.check(member)
    return member


async def _check_unit(
    session: AsyncSession, wanted: UUID | None, before: UUID | None = None
) -> None:
    errors = await unknown_unit(session, wanted, before)
    if errors:
        raise InvalidBodyError(errors)


async def _require_allowed(
    session: AsyncSession, member: Membership, before: MemberBody, body: MemberBody
) -> dict[str, Any]:
    """Raise for what the tenant would be left without; gives what was handed over, for the chain."""
    still = rules.is_active_admin(body.status, body.roles)
    if rules.is_active_admin(before.status, before.roles) and not still:
        await guards.require_other_admin(session, member)
    if not rules.is_suspended(before, body):
        return {}
    ids = await guards.hand_over_clients(session, member, body.successor_id, "/successor_id")
    return _handed_over(ids, body.successor_id)


def _handed_over(clients: list[str], successor: UUID | None) -> dict[str, Any]:
    return {"clients": clients, "successor": str(successor)} if clients else {}

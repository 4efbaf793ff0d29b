"""Inviting the first admin of a government that has none to invite him."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.access.models import Membership
from api.access.roles import Role
from api.members import inviting
from api.members.schemas import MemberInvite


async def invite_first_admin(
    session: AsyncSession, tenant: UUID, email: str, name: str
) -> Membership:
    """An invited admin, in the scope of `tenant`. Whoever was a member there is invited anew.

    The link and recording it are the caller's part (`inviting.write_to`, or `inviting.link_for`).
    Raises Pydantic's `ValidationError`.
    """
    invite = MemberInvite(email=email, name=name, roles=[Role.ADMIN])
    people = await inviting.find_or_add_people(session, [invite])
    [member] = await inviting.make_members(session, tenant, [invite], people)
    return member

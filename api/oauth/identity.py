"""Who signed in: OpenID Connect's userinfo."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, MembershipStatus, Person
from api.access.principal import Principal
from api.errors import ScopeRequiredError, UnauthenticatedError
from api.oauth.rules import OPENID
from api.oauth.schemas import UserInfo


async def user_info(session: AsyncSession, caller: Principal) -> UserInfo:
    """The caller as his tenant knows him now; `session` is in his tenant's scope.

    Raises `ScopeRequiredError`, and `UnauthenticatedError` for one who is no member any more.
    """
    if OPENID not in caller.scopes:
        raise ScopeRequiredError(OPENID)
    query = (
        select(col(Person.name), col(Person.email), col(Membership.roles))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Person.id) == caller.id, col(Membership.status) == MembershipStatus.ACTIVE)
    )
    found = (await session.execute(query)).one_or_none()
    if found is None:
        raise UnauthenticatedError("no longer a member")
    return UserInfo(
        sub=str(caller.id),
        name=found.name,
        email=found.email,
        email_verified=True,  # an invitation is accepted by a link that was sent there
        tenant=caller.tenant.code,
        roles=list(found.roles),
    )

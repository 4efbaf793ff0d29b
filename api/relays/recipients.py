"""Who of a tenant gets letters about its relays: those who may act on them."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.permissions import Permission
from api.access.recipients import recipients
from api.access.roles import Role, permissions_of
from api.mail.service import Letter, send
from api.relays.letters import About
from api.relays.models import Relay
from api.settings import settings_of
from tenants.models import Tenant

_ROLES = [
    role for role in Role if Permission.RELAYS_WRITE in permissions_of([role], province=False)
]


async def tell_members(
    session: AsyncSession, relay: Relay, letter: Callable[[About, str], Letter]
) -> int:
    """Queue `letter(about, name)` for every active member of the session's tenant who may write relays."""
    about = await _about(session, relay)
    sent = 0
    for name, email in await recipients(session, _ROLES):
        await send(session, email, letter(about, name))
        sent += 1
    return sent


async def _about(session: AsyncSession, relay: Relay) -> About:
    own = select(col(Tenant.office)).where(col(Tenant.id) == relay.tenant_id)
    office = (await session.scalars(own)).one()
    link = f"{settings_of(session).base_url}/v1/relays/{relay.id}"
    return About(relay.number, relay.title, office, link)

"""The shipped policy in force, and read by the people of the demo."""

from api.access.roles import Role
from api.conduct.acknowledgements import acknowledge_policy
from api.conduct.models import Policy
from api.conduct.policies import activate_policy, create_policy
from api.conduct.shipped import shipped_policy
from api.seeds.office import Office, seen


async def activate_shipped(province: Office) -> Policy:
    """Put it in force, as the province's admin."""
    async with province.act(Role.ADMIN) as (session, admin):
        policy = await create_policy(session, admin, shipped_policy())
        return await activate_policy(session, admin, policy.id, seen(policy))


async def acknowledge(office: Office, policy: Policy) -> None:
    """Have everybody of an office say that he read it."""
    for role in office.callers:
        async with office.act(role) as (session, caller):
            await acknowledge_policy(session, caller, policy.id, seen(policy))

"""Writing, activating and reading policies. One transaction per request: nothing here commits."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.permissions import Permission
from api.access.principal import Principal
from api.audit.service import record
from api.conditional import IfMatch
from api.conduct import policy_rules
from api.conduct.models import Policy, PolicyStatus
from api.conduct.policy_schemas import PolicyCreate, PolicyPatch, PolicyQuery
from api.conduct.provincial import find_provincial, of_province
from api.errors import NotFoundError
from api.listing import Found, find_page
from api.patching import merged
from tenants.rows import now

COLUMNS = set(PolicyCreate.model_fields)
_LOCK = "simpul policy"


async def create_policy(session: AsyncSession, caller: Principal, body: PolicyCreate) -> Policy:
    """A new draft with the next revision. Raises `InvalidBodyError`."""
    policy_rules.check_kinds(body)
    await lock_revisions(session)
    policy = Policy(
        tenant_id=caller.tenant.id, revision=await next_revision(session), **body.model_dump()
    )
    session.add(policy)
    await session.flush()
    record(session, caller, "create_policy", policy.id, revision=policy.revision)
    return policy


async def update_policy(
    session: AsyncSession, caller: Principal, identifier: UUID, patch: PolicyPatch, seen: IfMatch
) -> Policy:
    """Change a draft."""
    policy = await find_provincial(session, Policy, identifier, lock=True)
    seen.check(policy)
    policy_rules.LIFE.follow("update_policy", policy.status)
    before = PolicyCreate(**policy.model_dump(include=COLUMNS))
    body = merged(before, patch)
    if body == before:
        return policy
    policy_rules.check_kinds(body)
    for name, value in body.model_dump().items():
        setattr(policy, name, value)
    policy.touch()
    fields = sorted(patch.model_fields_set)
    record(session, caller, "update_policy", policy.id, fields=fields)
    return policy


async def delete_policy(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> None:
    """Remove a draft; what was active once stays."""
    policy = await find_provincial(session, Policy, identifier, lock=True)
    seen.check(policy)
    policy_rules.LIFE.follow("delete_policy", policy.status)
    await session.delete(policy)
    record(session, caller, "delete_policy", policy.id, revision=policy.revision)


async def activate_policy(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Policy:
    """Have everybody acknowledge this revision from now on; the active one retires."""
    await lock_revisions(session)
    policy = await find_provincial(session, Policy, identifier, lock=True)
    seen.check(policy)
    status = policy_rules.LIFE.follow("activate_policy", policy.status)
    moment = now()
    active = of_province(session, Policy).where(col(Policy.status) == PolicyStatus.ACTIVE)
    former = await session.scalar(active.with_for_update())
    if former is not None:
        former.status, former.retired_at = PolicyStatus.RETIRED, moment
        former.touch()
        await session.flush()  # of two active ones at once the index allows none
    policy.status, policy.activated_at = status, moment
    policy.touch()
    retired = former.revision if former else None
    revision = policy.revision
    record(session, caller, "activate_policy", policy.id, revision=revision, retired=retired)
    return policy


async def get_policy(session: AsyncSession, caller: Principal, identifier: UUID) -> Policy:
    """A policy that the caller may see. Raises `NotFoundError`, also for a draft of others."""
    policy = await find_provincial(session, Policy, identifier)
    if policy.status == PolicyStatus.DRAFT and not _writes(caller):
        raise NotFoundError
    return policy


async def list_policies(
    session: AsyncSession, caller: Principal, query: PolicyQuery
) -> Found[Policy]:
    """A page of the policies that the caller may see."""
    statement = of_province(session, Policy)
    if not _writes(caller):
        statement = statement.where(col(Policy.status) != PolicyStatus.DRAFT)
    if query.status:
        statement = statement.where(col(Policy.status).in_(query.status))
    return await find_page(session, statement, query, Policy, query.sort)


async def lock_revisions(session: AsyncSession) -> None:
    """Have revisions drawn, and activated, one after another."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(_LOCK, 0))))


async def next_revision(session: AsyncSession) -> int:
    """The number after the highest; hold `lock_revisions`."""
    revisions = of_province(session, Policy).with_only_columns(func.max(col(Policy.revision)))
    highest: int | None = await session.scalar(revisions)
    return (highest or 0) + 1


def _writes(caller: Principal) -> bool:
    return Permission.POLICIES_WRITE in caller.permissions

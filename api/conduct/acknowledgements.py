"""Acknowledging the active policy, and who has. One transaction per request: nothing here commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from uuid_utils.compat import uuid7

from api.access.models import Membership, MembershipStatus, Person
from api.access.principal import Principal
from api.audit.service import record
from api.conditional import IfMatch
from api.conduct import policy_rules
from api.conduct.models import Policy, PolicyAcknowledgement
from api.conduct.policies import get_policy
from api.conduct.policy_schemas import AcknowledgementQuery
from api.listing import Found, find_page
from tenants.directory import Place, all_places
from tenants.models import Tenant
from tenants.rows import now
from tenants.session import as_tenant, entered

_ACTIVE = col(Membership.status) == MembershipStatus.ACTIVE
_KEY = ("tenant_id", "person_id", "revision")


@dataclass(frozen=True)
class Counted:
    """How many active members a tenant has, and how many of them acknowledged."""

    place: Place
    name: str
    members: int
    acknowledged: int


@dataclass(frozen=True)
class Reader:
    """An active member, for a list of all of them."""

    name: str
    roles: list[str]
    acknowledged_at: datetime | None


async def acknowledge_policy(
    session: AsyncSession, caller: Principal, identifier: UUID, seen: IfMatch
) -> Policy:
    """Note that the caller has read the active policy; the first time counts.

    `seen` is the version that he read. Raises `TransitionNotAllowedError` for another than the active.
    """
    policy = await get_policy(session, caller, identifier)
    seen.check(policy)
    policy_rules.LIFE.follow("acknowledge_policy", policy.status)
    noted = await session.scalar(
        insert(PolicyAcknowledgement)
        .values(
            tenant_id=caller.tenant.id,
            id=uuid7(),
            person_id=caller.id,
            revision=policy.revision,
            acknowledged_at=now(),
        )
        .on_conflict_do_nothing(index_elements=_KEY)
        .returning(col(PolicyAcknowledgement.id))
    )
    if noted is not None:
        record(session, caller, "acknowledge_policy", policy.id, revision=policy.revision)
    return policy


async def acknowledged_by(
    session: AsyncSession, caller: Principal, revisions: set[int]
) -> dict[int, datetime]:
    """When the caller acknowledged which of these revisions, as a member of his tenant."""
    query = select(col(PolicyAcknowledgement.revision), col(PolicyAcknowledgement.acknowledged_at))
    found = await session.execute(
        query.where(
            col(PolicyAcknowledgement.person_id) == caller.id,
            col(PolicyAcknowledgement.revision).in_(revisions),
        )
    )
    return {revision: moment for revision, moment in found}  # noqa: C416 - rows are no pairs to mypy


async def list_members(
    session: AsyncSession, policy: Policy, query: AcknowledgementQuery
) -> Found[Membership]:
    """A page of the active members of the session's tenant."""
    statement: Select[Membership] = select(Membership).where(_ACTIVE)
    if query.acknowledged is not None:
        known = select(col(PolicyAcknowledgement.id)).where(_by_member(policy)).exists()
        statement = statement.where(known if query.acknowledged else ~known)
    return await find_page(session, statement, query, Membership, query.sort)


async def readers(
    session: AsyncSession, policy: Policy, members: set[UUID] | None = None
) -> dict[UUID, Reader]:
    """Active members of the session's tenant (all, or those of these ids) in the order of names."""
    moment = col(PolicyAcknowledgement.acknowledged_at)
    statement = (
        select(col(Membership.id), col(Person.name), col(Membership.roles), moment)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .outerjoin(PolicyAcknowledgement, _by_member(policy))
        .where(_ACTIVE)
        .order_by(col(Person.name), col(Membership.id))
    )
    if members is not None:
        statement = statement.where(col(Membership.id).in_(members))
    rows = await session.execute(statement)
    return {identifier: Reader(name, roles, moment) for identifier, name, roles, moment in rows}


async def coverage(session: AsyncSession, policy: Policy) -> list[Counted]:
    """The counts of every tenant, in the order of their codes; whose they are stays in its scope."""
    names = await session.execute(select(col(Tenant.id), col(Tenant.name)))
    name_of = {identifier: name for identifier, name in names}  # noqa: C416 - as above
    counting = (
        select(func.count(), func.count(col(PolicyAcknowledgement.id)))
        .select_from(Membership)
        .outerjoin(PolicyAcknowledgement, _by_member(policy))
        .where(_ACTIVE)
    )
    counted = []
    for place in await all_places(session):
        async with entered(session, as_tenant(place.id, "coverage of a policy: counts alone")):
            members, acknowledged = (await session.execute(counting)).one()
        counted.append(Counted(place, name_of[place.id], members, acknowledged))
    return counted


def _by_member(policy: Policy) -> ColumnElement[bool]:
    return and_(
        col(PolicyAcknowledgement.person_id) == col(Membership.person_id),
        col(PolicyAcknowledgement.revision) == policy.revision,
    )

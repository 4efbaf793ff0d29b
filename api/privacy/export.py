"""`simpul privacy export`: everything that is kept about a person, and nothing about anybody else."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Membership, Person
from api.claims.erasing import reporters_of
from api.privacy.people import Whom, memberships_of
from api.privacy.sources import account, of_tenant
from tenants.directory import all_places
from tenants.session import as_system, as_tenant, entered

# What stands where a row of his names somebody else.
OTHER = "(orang lain)"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
Sections = dict[str, list[Any]]
Rows = CompoundSelect[Any]


async def export(session: AsyncSession, whom: Whom) -> dict[str, Any]:
    """All that is kept about somebody: `account`, and `tenants` by their code."""
    own = await memberships_of(session, whom.id)
    members = [member.id for member in own]
    async with entered(session, as_system("privacy: export")):
        query = union_all(*account(whom))
        found: dict[str, Any] = {"account": await _rows(session, query), "tenants": {}}
    query = union_all(*of_tenant(whom, members))
    for place in await all_places(session):
        async with entered(session, as_tenant(place.id, "privacy: export")):
            sections = await _rows(session, query)
            if reported := await _reported(session, whom):
                sections["claims_reported"] = reported
        if sections:
            found["tenants"][place.code] = sections
    others = await _others(session, found["tenants"], whom, members)
    return {**found, "tenants": _without(found["tenants"], others)}


async def _rows(session: AsyncSession, query: Rows) -> Sections:
    """The rows of all sources, asked in one statement, by section."""
    found: Sections = defaultdict(list)
    for row in await session.execute(query):
        found[row.section].append(row.content)
    return dict(found)


async def _others(
    session: AsyncSession,
    found: dict[str, Sections],
    whom: Whom,
    members: Sequence[UUID],
) -> set[str]:
    """Which of the ids in what was found are those of other people or of their memberships."""
    seen = {UUID(each) for each in _ids(found)} - {whom.id, *members}
    async with entered(session, as_system("privacy: whose ids these are")):
        people = await session.scalars(select(col(Person.id)).where(col(Person.id).in_(seen)))
        rows = await session.scalars(select(col(Membership.id)).where(col(Membership.id).in_(seen)))
        return {str(each) for each in (*people, *rows)}


async def _reported(session: AsyncSession, whom: Whom) -> list[Any]:
    """What he left when he reported claims: sealed, so no query finds it."""
    return [
        {
            "reference": each.reference,
            "name": each.name,
            "contact": each.contact,
            "consent": each.row.consent,
            "told_at": each.row.told_at and each.row.told_at.isoformat(),
            "created_at": each.row.created_at.isoformat(),
        }
        for each in await reporters_of(session, whom.email)
    ]


def _ids(value: Any) -> set[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return set().union(*map(_ids, value.values()))
    if isinstance(value, list):
        return set().union(*map(_ids, value))
    return set(_ID.findall(value)) if isinstance(value, str) else set()


def _without(value: Any, others: set[str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {name: _without(each, others) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, others) for each in value]
    if isinstance(value, str):
        return _ID.sub(lambda found: OTHER if found[0] in others else found[0], value)
    return value

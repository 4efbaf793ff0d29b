"""All texts of a clarification: the published ones, and the one that is worked on."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access.models import Person
from api.access.principal import Principal
from api.access.reach import find
from api.clarifications import children, rules
from api.clarifications.models import Clarification, ClarificationRevision, ClarificationStatus
from api.clarifications.revision_schemas import RevisionAnswer
from api.listing import Found, PageQuery, find_page
from tenants.context import Reach
from tenants.session import current_scope

_SAME = set(RevisionAnswer.model_fields) & set(ClarificationRevision.model_fields) - {"approved_by"}
_PUBLISHED, _RETRACTED = ClarificationStatus.PUBLISHED, ClarificationStatus.RETRACTED


async def list_clarification_revisions(
    session: AsyncSession, caller: Principal, identifier: UUID, query: PageQuery
) -> tuple[Found[ClarificationRevision], list[RevisionAnswer]]:
    """A page of the revisions in the caller's reach, latest first. Raises `NotFoundError`."""
    row = await find(session, caller, Clarification, identifier)
    statement = select(ClarificationRevision).where(children.of(row))
    found = await find_page(session, statement, query, ClarificationRevision, "-revision")
    texts = [children.Text(revision) for revision in found.rows]
    await children.fill(session, texts)
    names = await _names(session, found.rows)
    return found, [_answer(row, text, names) for text in texts]


async def _names(
    session: AsyncSession, revisions: Sequence[ClarificationRevision]
) -> dict[UUID, str]:
    """The names of those behind some revisions; the province is told offices, not people."""
    if current_scope(session).reach is not Reach.TENANT:
        return {}
    ids = {one for revision in revisions for one in (*revision.author_ids, revision.approved_by)}
    named = select(col(Person.id), col(Person.name)).where(col(Person.id).in_(ids - {None}))
    return {person.id: person.name for person in await session.execute(named)}


def _answer(row: Clarification, text: children.Text, names: dict[UUID, str]) -> RevisionAnswer:
    revision = text.revision
    shown = row.status in {_PUBLISHED, _RETRACTED} and not rules.is_correction(row, revision)
    return RevisionAnswer(
        **revision.model_dump(include=_SAME),
        status=_PUBLISHED if shown else rules.stage_of(row, revision),
        current=row.status == _PUBLISHED and revision.revision == row.revision,
        asset_ids=text.asset_ids,
        authors=[names[person] for person in revision.author_ids if person in names],
        approved_by=names.get(revision.approved_by) if revision.approved_by else None,
    )

"""Finding the published clarifications that answer a message."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.matching.features import query_of
from api.matching.following import Indexes
from api.matching.readers import AUDIENCES, Readers
from api.matching.scores import score_of
from tenants.context import PUBLIC
from tenants.session import entered

# A few more than asked for: one of the best may be retracted between two statements.
_SPARE = 5
_RETRACTED = "retracted"


class Match(NamedTuple):
    """A published clarification, and how likely it is the answer (`scores.py`)."""

    id: UUID
    number: str
    slug: str
    title: str
    verdict: str
    score: float
    published_at: datetime


async def find(session: AsyncSession, text: str, limit: int, readers: Readers) -> list[Match]:
    """At most `limit` clarifications that may answer a message, the likeliest first.

    For `EVERYBODY` in any scope; for `GOVERNMENTS` in a tenant's or the province's. Empty for a text
    without a telling word. Advisory: a person decides.
    """
    query = query_of(text)
    if not query:
        return []
    indexes: Indexes = session.info["matching"]
    async with _reading(session, readers):
        found = await indexes.of(readers).search(session, query, limit + _SPARE)
        scores = {each.id: score for each in found if (score := score_of(each.likeness))}
        rows = await _shown(session, readers, list(scores))
    by_id = {row["id"]: row for row in rows}
    matches = [
        Match(**by_id[identifier], score=score)
        for identifier, score in scores.items()
        if identifier in by_id
    ]
    return matches[:limit]


@asynccontextmanager
async def _reading(session: AsyncSession, readers: Readers) -> AsyncIterator[None]:
    """The scope of these readers: row-level security then shows what they may read, and no more."""
    if readers is Readers.EVERYBODY:
        async with entered(session, PUBLIC):
            yield
    else:
        yield


async def _shown(
    session: AsyncSession, readers: Readers, identifiers: list[UUID]
) -> Sequence[RowMapping]:
    if not identifiers:
        return []
    shown = AUDIENCES[readers].shown.c
    columns = (shown.id, shown.number, shown.slug, shown.title, shown.verdict, shown.published_at)
    statement = select(*columns).where(shown.id.in_(identifiers), shown.state != _RETRACTED)
    return (await session.execute(statement)).mappings().all()

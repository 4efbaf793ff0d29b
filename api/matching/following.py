"""An index in memory that follows its table: exact for every statement, in as many processes as run.

Each search first asks the table for what was committed since the last one. "Since" is PostgreSQL's own
snapshot and no clock: a transaction that began early and committed late is not overlooked.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from api.matching.features import FEATURES, Weights
from api.matching.readers import AUDIENCES, Audience, Readers

if TYPE_CHECKING:
    from api.matching.index import Candidate, Index

_NOTHING_SEEN = "3:3:"  # as pg_snapshot: no transaction; the first one that can be has number 3


class Following:
    """The index of one audience in this process."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self._index: Index | None = None
        self._seen = _NOTHING_SEEN
        # Snapshots must be applied in the order in which they were taken.
        self._lock = asyncio.Lock()

    async def search(self, session: AsyncSession, query: Weights, most: int) -> "list[Candidate]":
        """The published clarifications most like a message, as of now."""
        async with self._lock:
            index = await self._up_to_date(session)
            return index.search(query, most)

    async def _up_to_date(self, session: AsyncSession) -> "Index":
        # NumPy takes 25 MB: a process that is never asked does without.
        from api.matching.index import Index
        from api.matching.segment import Entry

        index = self._index or Index()
        state = "", None
        async for row in self._news(session):
            state = row.snapshot, row.own
            if row.live:
                index.put(Entry(row.id, row.title, row.claim))
            elif row.id:
                index.drop(row.id)
        if index.is_crowded:
            # Other requests go on meanwhile.
            await asyncio.to_thread(index.settle)
        self._index, self._seen = index, before(*state)
        return index

    async def _news(self, session: AsyncSession) -> AsyncIterator[Row[Any]]:
        known = {"seen": self._seen, "first": int(self._seen.split(":")[0]), "made_by": FEATURES}
        if self._index is not None:
            for row in await session.execute(self._audience.news, known):
                yield row
            return
        # All there is, in one statement too, but not in memory as a whole.
        async for row in await session.stream(self._audience.news, known):
            yield row


def before(snapshot: str, own: str | None) -> str:
    """A snapshot without what the transaction that took it may still do.

    PostgreSQL counts a transaction as visible to itself; others must see it come.
    """
    if own is None:
        return snapshot
    first, end, running = snapshot.split(":")
    until = min(int(end), int(own))
    still = [number for number in running.split(",") if number and int(number) < until]
    return f"{first}:{until}:{','.join(still)}"


class Indexes:
    """The indexes of this process, each filled when it is first asked."""

    def __init__(self) -> None:
        self._following = {readers: Following(of) for readers, of in AUDIENCES.items()}

    def of(self, readers: Readers) -> Following:
        """The index for these readers."""
        return self._following[readers]

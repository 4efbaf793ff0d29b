"""What is matched against: headlines of files, and invented ones; loaded as if they had been published.

Through the tables and the index's own door, as the role that serves requests; thousands of publications
over HTTP are what `bench.load` is for.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from api.clarifications.models import PublicClarification, PublicState, SharedClarification
from api.matching.keeping import Said, keep
from api.settings import Settings
from tenants.directory import Directory
from tenants.session import as_tenant, make_engine, make_sessions, transaction

_AT_ONCE = 1000
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_STARTS = tuple("b c d g h j k l m n p r s t w y ng ny".split())  # noqa: SIM905 - a list of sounds
_ENDS = ("", "", "n", "k", "s", "ng")
_VOCABULARY = 50_000


class Tongue:
    """An invented language whose words are as unevenly common as those of a real one (Zipf)."""

    def __init__(self, seed: int = 5) -> None:
        self._chance = random.Random(seed)
        self._words = list(dict.fromkeys(self._word() for _ in range(_VOCABULARY)))
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def _word(self) -> str:
        parts = self._chance.choice((2, 2, 2, 3, 3, 4))
        heard = (self._chance.choice(_STARTS) + self._chance.choice("aiueo") for _ in range(parts))
        return "".join(heard) + self._chance.choice(_ENDS)

    def words(self, count: int) -> str:
        """So many words."""
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count))

    def headline(self) -> str:
        """Six to twelve words."""
        return self.words(self._chance.randint(6, 12))


async def load(settings: Settings, titles: Iterator[str], start: int = 0) -> int:
    """Publish these titles in the province's name, numbered from `start`; gives how many."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    directory = Directory()
    sessions = make_sessions(engine, directory=directory, settings=settings)
    count = start
    try:
        await directory.load(sessions)
        scope = as_tenant(directory.province.id, "benchmark")
        while some := list(islice(titles, _AT_ONCE)):
            async with transaction(sessions, scope) as session:
                await _publish(session, some, count)
            count += len(some)
    finally:
        await engine.dispose()
    return count - start


async def _publish(session: AsyncSession, titles: list[str], start: int) -> None:
    rows = [
        {
            "tenant_id": session.info["directory"].province.id,
            "id": uuid7(),
            "number": f"KLR-{2026 + place // 1_000_000}-{place % 1_000_000:06d}",
            "slug": f"contoh-{place}",
            "revision": 1,
            "state": PublicState.PUBLISHED,
            "audience": "public",
            "title": title,
            # Titles alone: whatever else a clarification says would make it easier to find.
            **dict.fromkeys(("claim_reviewed", "summary", "body_html", "body_text"), ""),
            "verdict": "false",
            "topic": "other",
            "language": "id",
            "publisher_code": session.info["directory"].province.code,
            "publisher_name": "Contoh",
            **{name: [] for name in ("sources", "appearances", "regions", "corrections")},
            "published_at": _SINCE + timedelta(seconds=place),
            "updated_at": _SINCE + timedelta(seconds=place),
        }
        for place, title in enumerate(titles, start)
    ]
    for table in (SharedClarification, PublicClarification):
        await session.execute(insert(table), rows)
    said = [Said(row["id"], row["title"], "") for row in rows]
    await keep(session, said, public=True)

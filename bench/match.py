"""Whether a circulating message finds the clarification that answers it, and how fast.

    python -m bench.match --queries FILE --haystack FILE [FILE ...] [--rows 100000]

Starts a stack of its own, publishes every title of the haystack in it, and asks the API with the message
of every query; right is the query's own title. PostgreSQL's `ts_rank` over any of the message's words, on
the same rows, is what it must be better than. FILE is .jsonl or .jsonl.gz.
"""

import argparse
import asyncio
import gzip
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx2 import AsyncClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import Settings
from api.stack.running import settings_for
from bench.haystack import Tongue, load
from bench.match_results import Found, MatchReport, write
from bench.measured import Measured
from bench.own_stack import OwnStack, own_stack
from bench.processes import memory_of
from bench.sending import Operation, Sender
from bench.sign_in import Account, Person
from tenants.directory import Directory
from tenants.session import as_tenant, make_engine, make_sessions, transaction

RESULTS = Path(__file__).parent / "results"
_SHORTEST, _LONGEST, _LONGEST_TITLE = 5, 2000, 300  # characters
_ASKED = 5
_EACH = 1000  # messages of each length, to know what one in a thousand takes
_MANY_REQUESTS = {"SIMPUL_LIMITS__CALLER": "1000000/minute"}
_BASELINE = text(
    """
    select title from shared_clarification,
      cast(replace(cast(plainto_tsquery('indonesian', :message) as text), '&', '|') as tsquery) asked
    where words @@ asked order by ts_rank(words, asked) desc, id limit :most
    """
)


@dataclass(frozen=True)
class Query:
    """A message as it circulated, and the title of its answer."""

    title: str
    message: str


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def title_of(row: dict[str, Any]) -> str:
    """A title as it fits into its column."""
    return " ".join(str(row["title"]).replace("\x00", " ").split())[:_LONGEST_TITLE]


async def ask(sender: Sender, person: Person, message: str, name: str) -> list[str]:
    """The titles that the API answers a message with."""
    asked = message.replace("\x00", " ").strip()[:_LONGEST].strip()
    if len(asked) < _SHORTEST:
        return []
    body = {"text": asked, "limit": _ASKED}
    answer = await sender.send(person, Operation(name, "POST", "/v1/clarifications/match", body))
    return [one["title"] for one in answer["data"]]


async def ask_all(sender: Sender, person: Person, queries: Sequence[Query]) -> Found:
    """Through the service, one after the other."""
    found = Found()
    for query in queries:
        found.count(await ask(sender, person, query.message, "circulating messages"), query.title)
    return found


async def ask_baseline(settings: Settings, queries: Sequence[Query]) -> Found:
    """By `ts_rank`, over the same rows."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    directory, found = Directory(), Found()
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        await directory.load(sessions)
        scope = as_tenant(directory.province.id, "benchmark")
        async with transaction(sessions, scope) as session:
            for query in queries:
                found.count(await _ranked(session, query.message), query.title)
    finally:
        await engine.dispose()
    return found


async def _ranked(session: AsyncSession, message: str) -> list[str]:
    parameters = {"message": message.replace("\x00", " "), "most": _ASKED}
    return list((await session.scalars(_BASELINE, parameters)).all())


async def time_many(sender: Sender, person: Person, tongue: Tongue) -> None:
    """Invented messages, short and as long as they may be."""
    for _ in range(_EACH):
        await ask(sender, person, tongue.words(12), "12 words")
        await ask(sender, person, tongue.words(500), "2,000 characters")


async def bench(stack: OwnStack, arguments: argparse.Namespace) -> MatchReport:
    """All of it, in a stack that runs."""
    settings, measured, tongue = settings_for(stack.data), Measured(), Tongue()
    titles = [title_of(row) for path in arguments.haystack for row in rows_of(path)]
    queries = [Query(title_of(row), str(row["message"])) for row in rows_of(arguments.queries)]
    report = MatchReport(measured, rows=await load(settings, iter(titles)))
    account = next(one for one in stack.credentials["people"] if "viewer" in one["roles"])

    def open_client() -> AsyncClient:
        return AsyncClient(base_url=stack.base_url, timeout=60)

    who = Account(account["tenant"], account["email"], account["password"])
    person = Person(who, open_client, measured)
    async with open_client() as http:
        sender = Sender(http, measured)
        await ask(sender, person, "pesan pertama", "the first message, which fills the index")
        report.found = await ask_all(sender, person, queries)
        report.baseline = await ask_baseline(settings, queries)
        if arguments.rows:
            invented = (tongue.headline() for _ in range(arguments.rows))
            report.invented = await load(settings, invented, report.rows)
            await ask(sender, person, "pesan pertama", "the first after the invented ones came")
            await time_many(sender, person, tongue)
    report.memory = memory_of(stack.data / "credentials.json")
    return report


def main(given: Sequence[str] | None = None) -> int:
    """Measure, write results/match.md and match.svg, and print the figures as the last line."""
    parser = argparse.ArgumentParser(prog="python -m bench.match")
    parser.add_argument("--queries", type=Path, required=True, help="id, title, message")
    parser.add_argument("--haystack", type=Path, required=True, nargs="+", help="id, title")
    parser.add_argument("--rows", type=int, default=0, help="invented clarifications besides")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where match.md is written")
    arguments = parser.parse_args(given)
    os.environ.update(_MANY_REQUESTS)
    with own_stack() as stack:
        report = asyncio.run(bench(stack, arguments))
    write(report, arguments.results)
    print("\n".join([*report.lines(), report.figures()]))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

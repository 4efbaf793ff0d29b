"""Whether a rollup of 1,000,000 reports answers as fast as one of 10,000.

    python -m bench.rollup [--few 10000] [--many 1000000]

Starts a stack of its own, adds reports of every government as the governments' own database role (the
triggers count them, statement by statement), and asks the API as the province before and after the many.
Nothing is cached: each answer reads what the triggers keep. The same sums by a scan of all reports are
the last figure.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx2 import AsyncClient
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.settings import Settings
from api.stack.running import settings_for
from bench.measured import Measured
from bench.own_stack import OwnStack, own_stack
from bench.rollup_results import RollupReport, write
from bench.sending import Operation, Sender
from bench.sign_in import Account, Person
from tenants.directory import Directory, Place
from tenants.session import Sessions, as_tenant, make_engine, make_sessions, transaction

RESULTS = Path(__file__).parent / "results"
ASKED = 200  # times each question
_STATEMENT = 5000  # rows
_RANGE = "from=2025-11&to=2026-10"
QUESTIONS = {
    "declared, a month": "/v1/rollups/completeness?period=2026-10",
    "declared, 12 months": f"/v1/rollups/completeness?{_RANGE}",
    "sums, kind": f"/v1/rollups/reports?{_RANGE}&by=kind",
    "tenant x month": f"/v1/rollups/reports?{_RANGE}&by=tenant&by=month",
    "a month by unit": "/v1/rollups/reports?from=2026-10&to=2026-10&by=unit",
}
_UNITS = text(
    "insert into unit (tenant_id, id, version, created_at, updated_at, name, kind, status) select"
    " :tenant, gen_random_uuid(), 1, now(), now(), 'Dinas contoh ' || n, 'agency', 'active'"
    " from generate_series(1, 4) n returning id"
)
_COMPLETIONS = text(
    """
    insert into completion (tenant_id, id, version, created_at, updated_at, period, status, nil,
      first_declared_at, declared_at, late, handed_in)
    select :tenant, gen_random_uuid(), 1, now(), now(), to_char(month, 'YYYY-MM'), 'declared', false,
      now(), now(), false, true
    from generate_series(date '2025-11-01', date '2026-10-01', interval '1 month') month
    """
)
_REPORTS = text(
    """
    insert into report (tenant_id, id, version, created_at, updated_at, period, kind, title, summary,
      starts_on, ends_on, location, unit_id, partner_institutions, speakers, participants,
      participating_tenants, clarification_numbers, neutrality_attested, status, submitted_at,
      first_submitted_at, late, created_by_name, created_by_kind, author_ids)
    select :tenant, gen_random_uuid(), 1, now(), now(),
      to_char(date '2025-11-01' + interval '1 month' * (n % 12), 'YYYY-MM'),
      (array['training','campaign','publication','briefing'])[1 + n / 12 % 4], 'Kegiatan contoh ' || n,
      repeat('Ringkasan kegiatan yang agak panjang. ', 5), date '2026-01-01', date '2026-01-02',
      'Aula Diskominfo', (array[null, :u1, :u2, :u3, :u4]::uuid[])[1 + n / 48 % 5], array['Mitra'],
      array['Narasumber'], n % 300, array[]::text[], array[]::text[], true,
      (array['submitted','accepted','returned','accepted'])[1 + n % 4], now(), now(), n % 9 = 0,
      'Operator contoh', 'person', array[]::uuid[]
    from generate_series(cast(:first as integer), :last) n
    """
)
_SCAN = text(
    "select kind, count(*), sum(participants), sum(posts_count), sum(reach), sum(engagement) from report"
    " where handed_in and period between '2025-11' and '2026-10' group by kind"
)


class Filler:
    """Adds reports, government by government."""

    def __init__(self, sessions: Sessions, places: list[Place]) -> None:
        self._sessions, self._places = sessions, places
        self._units: dict[UUID, dict[str, UUID]] = {}
        self._filled: dict[UUID, int] = {}

    async def begin(self) -> None:
        """Units and declarations of everybody."""
        for place in self._places:
            async with transaction(self._sessions, as_tenant(place.id, "benchmark")) as session:
                made = await session.scalars(_UNITS, {"tenant": place.id})
                units = {f"u{number}": unit for number, unit in enumerate(made, 1)}
                self._units[place.id], self._filled[place.id] = units, 0
                await session.execute(_COMPLETIONS, {"tenant": place.id})

    async def fill(self, rows: int) -> None:
        """Reports until there are so many."""
        for number, place in enumerate(self._places):
            share = rows // len(self._places) + (number < rows % len(self._places))
            while (done := self._filled[place.id]) < share:
                last = min(share, done + _STATEMENT)
                async with transaction(self._sessions, as_tenant(place.id, "benchmark")) as session:
                    known = {"tenant": place.id, "first": done + 1, "last": last}
                    await session.execute(_REPORTS, known | self._units[place.id])
                self._filled[place.id] = last

    async def scan(self, measured: Measured) -> None:
        """The sums by kind the slow way, in the province's reach."""
        province = next(place for place in self._places if place.is_province)
        async with transaction(self._sessions, as_tenant(province.id, "benchmark")) as session:
            await _enter_province(session)
            for _ in range(5):
                with measured.timed("the same by a scan of all reports"):
                    (await session.execute(_SCAN)).all()


async def _enter_province(session: AsyncSession) -> None:
    await session.execute(text("select set_config('role', 'simpul_province', true)"))


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Filler]:
    """Somebody who fills the stack's database."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    directory = Directory()
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        await directory.load(sessions)
        found = [directory.by_code(code) for code in sorted(directory.codes)]
        yield Filler(sessions, [place for place in found if place])
    finally:
        await engine.dispose()


async def ask(sender: Sender, person: Person, measured: Measured, rows: int) -> dict[str, Any]:
    """Each question in turn, so often; the last answer to each."""
    last = {}
    for number in range(ASKED + 10):
        for name, path in QUESTIONS.items():
            operation = Operation(f"{name}: {rows:,}", "GET", path)
            last[name] = await sender.send(person, operation)
        if number == 9:  # noqa: PLR2004 - connections and caches are warm
            measured.seconds.clear()
    return last


async def bench(stack: OwnStack, few: int, many: int) -> RollupReport:
    """All of it, in a stack that runs."""
    report = RollupReport(few, many)
    account = next(one for one in stack.credentials["people"] if "viewer" in one["roles"])

    def open_client() -> AsyncClient:
        return AsyncClient(base_url=stack.base_url, timeout=60)

    who = Account(account["tenant"], account["email"], account["password"])
    async with opened(settings_for(stack.data)) as filler, open_client() as http:
        await filler.begin()
        for rows, measured in ((few, report.small), (many, report.large)):
            with report.filling.timed(f"{rows:,}"):
                await filler.fill(rows)
            person = Person(who, open_client, measured)
            found = await ask(Sender(http, measured), person, measured, rows)
            report.counted[rows] = found["sums, kind"]["totals"]["activities"]
        await filler.scan(report.scan)
    return report


def main(given: Sequence[str] | None = None) -> int:
    """Measure, write results/rollup.md and rollup.svg, and print the figures as the last line."""
    parser = argparse.ArgumentParser(prog="python -m bench.rollup")
    parser.add_argument("--few", type=int, default=10_000, help="reports at first")
    parser.add_argument("--many", type=int, default=1_000_000, help="reports in the end")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where rollup.md is written")
    arguments = parser.parse_args(given)
    os.environ["SIMPUL_LIMITS__CALLER"] = "1000000/minute"
    with own_stack() as stack:
        report = asyncio.run(bench(stack, arguments.few, arguments.many))
    write(report, arguments.results)
    print("\n".join([*report.lines(), report.figures()]))
    sys.stdout.flush()
    return int(not report.holds)


if __name__ == "__main__":
    sys.exit(main())

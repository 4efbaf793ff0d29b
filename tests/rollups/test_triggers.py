"""What the database keeps, whoever writes: past every room, many at once, and half of it taken back."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tenants.context import Reach, Scope
from tenants.session import Sessions, as_tenant, transaction
from tests.periods.months import opened, unused
from tests.reports import bodies as reports
from tests.rollups.figures import Sums, check_exact
from tests.tenants.attempts import REFUSED, attempt
from tests.world import World

CODE, MANY = "32.01", 20
COLUMNS = (
    "tenant_id, id, version, created_at, updated_at, period, kind, title, participants, status, late,"
    " partner_institutions, speakers, participating_tenants, clarification_numbers, author_ids,"
    " neutrality_attested, created_by_name, created_by_kind"
)
EMPTY = "'{}', '{}', '{}', '{}', '{}', true, 'Operator contoh', 'person'"
# Every third is a draft, every other late.
INSERT = (
    f"insert into report ({COLUMNS}) select :tenant, gen_random_uuid(), 1, now(), now(), :period,"
    " (array['training', 'campaign'])[1 + n % 2], 'Contoh', n,"
    " (array['draft', 'submitted', 'accepted'])[1 + n % 3], n % 2 = 0,"
    f" {EMPTY} from generate_series(1, :rows) n"
)
POSTS = (
    "insert into report_post (tenant_id, id, report_id, position, url, reach, engagement, handed_in)"
    " select tenant_id, gen_random_uuid(), id, n, 'https://medsos.example/p/1', nullif(n, 2) * 100, n,"
    " false from report, generate_series(1, 3) n where period = :period"
)
MERGE = f"""
merge into report r using (select id, period from report where period = :period union all
    select gen_random_uuid(), :period) s on r.id = s.id
  when matched and r.status = 'draft' then delete
  when matched then update set participants = coalesce(r.participants, 0) + 5
  when not matched then insert ({COLUMNS}) values (:tenant, s.id, 1, now(), now(), s.period, 'other',
    'Contoh', 3, 'submitted', false, {EMPTY})
"""
UPSERT = (
    f"insert into report ({COLUMNS}) select tenant_id, id, 1, now(), now(), period, kind, title, 1,"
    f" 'returned', late, {EMPTY} from report where period = :period"
    " on conflict (tenant_id, id) do update set status = 'returned', participants = 1"
)
# Each is a statement of many rows, tried one after the other.
STATEMENTS = {
    "hand in": "update report set status = 'submitted' where period = :period and status = 'draft'",
    "take back": "update report set status = 'draft' where period = :period and status = 'submitted'",
    "another kind": "update report set kind = 'other' where period = :period and kind = 'training'",
    "another month": "update report set period = :other where period = :period and late",
    "in time": "update report set late = not late where period = :period",
    "nobody came": "update report set participants = null where period = :period",
    "more reach": "update report_post set reach = coalesce(reach, 0) + 7 where report_id in"
    " (select id from report where period = :period)",
    "another report": "update report_post p set report_id = (select min(id::text)::uuid from report"
    " where period = :period) where report_id in (select id from report where period = :period)",
    "fewer posts": "delete from report_post where position = 1 and report_id in"
    " (select id from report where period = :period)",
    "merge": MERGE,
    "upsert": UPSERT,
    "two in one": "with moved as (update report set kind = 'briefing' where period = :period"
    " returning id) delete from report_post where report_id in (select id from moved)",
    "no reports": "delete from report where period = :period",
}


@pytest.fixture
def tenant(app: FastAPI, world: World) -> UUID:
    """Who writes."""
    assert world
    identifier: UUID = app.state.directory.by_code(CODE).id
    return identifier


async def write(session: AsyncSession, statement: str, **values: Any) -> None:
    known = {name: value for name, value in values.items() if f":{name}" in statement}
    await session.execute(text(statement), known)


async def filled(sessions: Sessions, tenant: UUID, rows: int = 30) -> str:
    """A month with so many reports, past every room."""
    period = unused()
    async with transaction(sessions, as_tenant(tenant, "test")) as session:
        await write(session, INSERT, tenant=tenant, period=period, rows=rows)
        await write(session, POSTS, period=period)
    return period


def total(sums: Sums, place: int = 0) -> int:
    return sum(each[place] for each in sums.values())


class TestStatements:
    async def test_of_many_rows_are_counted(
        self, sessions: Sessions, tenant: UUID, superuser_url: str
    ) -> None:
        sums = check_exact(superuser_url, await filled(sessions, tenant))
        assert (total(sums), total(sums, 6), len(sums)) == (20, 60, 2)

    @pytest.mark.parametrize("name", list(STATEMENTS))
    async def test_keep_the_sums_exact(
        self, sessions: Sessions, tenant: UUID, superuser_url: str, name: str
    ) -> None:
        period, other = await filled(sessions, tenant), unused()
        before = check_exact(superuser_url, period, other)
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            values = {"tenant": tenant, "period": period, "other": other}
            await write(session, STATEMENTS[name], **values)
        assert check_exact(superuser_url, period, other) != before

    async def test_a_copy_is_counted(self, tenant: UUID, superuser_url: str) -> None:
        period = unused()
        row = (
            *(tenant, uuid4(), 1, "2026-01-01", "2026-01-01", period, "training", "Contoh", 4),
            *("submitted", False, *["{}"] * 5, True, "Operator contoh", "person"),
        )
        with (
            psycopg.connect(superuser_url) as connection,
            connection.cursor() as cursor,
            cursor.copy(f"copy report ({COLUMNS}) from stdin") as copy,
        ):
            for _ in range(3):
                copy.write_row((row[0], uuid4(), *row[2:]))
        assert total(check_exact(superuser_url, period), 5) == 12


class TestTakingBack:
    async def test_a_rollback_leaves_nothing(
        self, sessions: Sessions, tenant: UUID, superuser_url: str
    ) -> None:
        period = await filled(sessions, tenant)
        before = check_exact(superuser_url, period)
        for name in ("hand in", "more reach", "no reports"):
            assert await attempt(
                sessions, as_tenant(tenant, "test"), STATEMENTS[name], period=period
            )
        assert check_exact(superuser_url, period) == before

    async def test_a_savepoint_takes_its_part_back(
        self, sessions: Sessions, tenant: UUID, superuser_url: str
    ) -> None:
        period = await filled(sessions, tenant)
        before = check_exact(superuser_url, period)
        async with transaction(sessions, as_tenant(tenant, "test")) as session:
            part = await session.begin_nested()
            await write(session, STATEMENTS["no reports"], period=period)
            await part.rollback()
            await write(session, STATEMENTS["nobody came"], period=period)
        after = check_exact(superuser_url, period)
        assert (total(after), total(after, 5)) == (total(before), 0)


class TestGrants:
    @pytest.mark.parametrize("reach", [Reach.TENANT, Reach.PROVINCE, Reach.SYSTEM])
    async def test_nobody_writes_the_sums(
        self, sessions: Sessions, tenant: UUID, reach: Reach
    ) -> None:
        new = f"'{tenant}', gen_random_uuid(), '2026-10', 'training'"
        for statement in (
            "update report_summary set reports = 0",
            "delete from report_summary",
            f"insert into report_summary (tenant_id, id, period, kind) values ({new})",
        ):
            assert await attempt(sessions, Scope(reach, tenant), statement) == REFUSED


class TestAtOnce:
    async def test_twenty_writers_past_the_rooms(
        self, sessions: Sessions, tenant: UUID, superuser_url: str
    ) -> None:
        period = unused()

        async def office(number: int) -> None:
            async with transaction(sessions, as_tenant(tenant, f"test {number}")) as session:
                await write(session, INSERT, tenant=tenant, period=period, rows=6)
                mine = "select id from report where period = :period and created_at = now()"
                await write(
                    session,
                    f"update report set participants = 9 where id in ({mine})",
                    period=period,
                )
                await write(session, f"{POSTS} and created_at = now()", period=period)

        await asyncio.gather(*(office(number) for number in range(MANY)))
        sums = check_exact(superuser_url, period)
        assert (total(sums), total(sums, 5), total(sums, 6)) == (MANY * 4, MANY * 36, MANY * 12)

    async def test_twenty_submissions(self, world: World, superuser_url: str) -> None:
        period, operator = await opened(world), await world.caller(CODE, "operator")
        drafts = [
            await reports.created(operator, period=period, posts=[{"url": "https://x.example/1"}])
            for _ in range(MANY)
        ]
        await asyncio.gather(*(reports.moved(operator, draft, "submit") for draft in drafts))
        assert total(check_exact(superuser_url, period), 6) == MANY

    async def test_writers_of_one_report(self, world: World, superuser_url: str) -> None:
        """The province decides while the office takes it back, and only one of them has his way."""
        period, operator = await opened(world), await world.caller(CODE, "operator")
        province = await world.caller("32", "verifier")
        act: Callable[..., Any] = operator.post
        for _ in range(4):
            report = await reports.submitted(world, CODE, period=period)
            path = f"{reports.LIST}/{report['id']}"
            answers = await asyncio.gather(
                act(f"{path}/withdraw", version=report["version"]),
                province.post(f"{path}/accept", {}, version=report["version"]),
                province.post(f"{path}/return", {"note": "x"}, version=report["version"]),
            )
            codes = [answer.status_code for answer in answers]
            assert codes.count(200) == 1, codes
            assert set(codes) <= {200, 404, 412}, codes
            check_exact(superuser_url, period)

"""Three invented months: what there is, who did it, and that none of it is real."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx2
import psycopg
from psycopg import sql

from api.channels.models import ChannelStatus
from api.claims.models import ClaimStatus as S
from api.clarifications.models import ClarificationStatus
from api.reports.models import ReportStatus
from tenants.tables import QUEUE_PREFIX
from tests.audit.chains import breaks, chain
from tests.product.running import Product

Rows = psycopg.Connection[Any]
TABLES = """
  select relname::text from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and not starts_with(relname, %s) order by 1
"""
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
HOST = re.compile(r"https?://([^/\s\"'<>:)\\]+)")
# Where channels of these platforms are; what stands there is invented.
PLATFORMS = {"instagram.com", "facebook.com", "youtube.com", "tiktok.com"}
PLATFORMS |= {"x.com", "threads.com", "whatsapp.com", "t.me"}
# Somebody decided on what he wrote himself.
OWN_WORK = {
    "approved": "select id from clarification_revision where approved_by = any (author_ids)",
    "countersigned": "select id from clarification_revision where countersigned_by = any (author_ids)",
    "decided": "select id from report where decided_by = any (author_ids)",
}


def tables(rows: Rows) -> list[str]:
    return [name for (name,) in rows.execute(TABLES, [QUEUE_PREFIX])]


def counted(rows: Rows) -> dict[str, int]:
    found = {}
    for table in tables(rows):
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
        [(found[table],)] = rows.execute(query)
    return found


def wait_for_the_worker(rows: Rows) -> None:
    """Return once no job of the seed is left: the pictures of what was published are drawn."""
    left = "select 1 from procrastinate_jobs where status in ('todo', 'doing')"
    while rows.execute(left).fetchone():
        rows.rollback()
        time.sleep(0.1)
    rows.rollback()


def everything(rows: Rows) -> str:
    """All rows as text, without the tables of sign-in, which hold no text of ours."""
    lines = []
    for table in tables(rows):
        query = sql.SQL("select t::text from {} t").format(sql.Identifier(table))
        lines += [line for (line,) in rows.execute(query)]
    return "\n".join(lines)


class TestPolicy:
    def test_is_in_force_and_read_by_everybody(self, rows: Rows) -> None:
        assert rows.execute("select revision from policy where status = 'active'").fetchall() == [
            (1,)
        ]
        read = rows.execute(
            "select count(*), count(a.id) from membership m join person on person.id = m.person_id"
            " left join policy_acknowledgement a on a.person_id = m.person_id"
            " and a.tenant_id = m.tenant_id and a.revision = 1"
            " where person.email like '%@%.simpul.example'"
        )
        assert read.fetchone() == (28 * 4, 28 * 4)


class TestStates:
    def test_of_reports_are_all_there(self, rows: Rows) -> None:
        assert _states(rows, "report") == set(ReportStatus)

    def test_of_clarifications_are_all_there(self, rows: Rows) -> None:
        assert _states(rows, "clarification") == set(ClarificationStatus)

    def test_of_claims_are_those_of_the_province_too(self, rows: Rows) -> None:
        wanted = {S.NEW, S.ASSIGNED, S.CLARIFIED, S.NOT_CLARIFIABLE, S.TRANSFERRED, S.ESCALATED}
        # Others close claims of the shared demo as well.
        assert _states(rows, "claim") >= wanted
        late = "select id from claim where status in ('new', 'assigned') and due_at < now()"
        assert rows.execute(late).fetchall() == []

    def test_of_channels_are_those_that_a_province_decides(self, rows: Rows) -> None:
        wanted = {ChannelStatus.VERIFIED, ChannelStatus.PENDING, ChannelStatus.REJECTED}
        assert _states(rows, "channel") >= wanted

    def test_every_tenant_has_something_of_everything(self, rows: Rows) -> None:
        for table in ("channel", "report", "claim", "clarification"):
            query = f"select count(distinct tenant_id) from {table}"
            assert rows.execute(query).fetchone() == (28,), table


class TestTime:
    def test_reports_are_of_this_month_and_the_two_before(self, rows: Rows) -> None:
        found = {period for (period,) in rows.execute("select distinct period from report")}
        assert found == set(_last_months(3))

    def test_of_every_tenant(self, rows: Rows) -> None:
        query = "select tenant_id from report group by 1 having count(distinct period) <> 3"
        assert rows.execute(query).fetchall() == []

    def test_nothing_is_of_tomorrow_or_out_of_order(self, rows: Rows) -> None:
        query = """
          select id from report where created_at > now() or submitted_at > now()
            or decided_at > now() or submitted_at < created_at or decided_at < submitted_at
            or ends_on > (now() at time zone 'Asia/Jakarta')::date
            or period <> to_char(starts_on, 'YYYY-MM')
        """
        assert rows.execute(query).fetchall() == []

    def test_completions_were_declared_when_the_month_was_over(self, rows: Rows) -> None:
        this_month, last, before = _last_months(3)
        declared = dict(
            rows.execute(
                "select period, count(*) from completion where status = 'declared' group by 1"
            ).fetchall()
        )
        assert declared[before] == 28
        assert declared.get(last, 0) <= 21
        # Other tests work in the same demo, with months of long ago.
        query = "select period from completion where status = 'exempt' and period >= %(first)s"
        assert rows.execute(query, {"first": before}).fetchall() == [(this_month,)]
        query = """
          select id from completion where status = 'declared' and period >= %(first)s and (
            first_declared_at > now()
            or to_char(first_declared_at, 'YYYY-MM') <= period
            or late <> (extract(day from first_declared_at at time zone 'Asia/Jakarta') > 10))
        """
        assert rows.execute(query, {"first": before}).fetchall() == []

    def test_the_month_before_last_is_frozen(self, rows: Rows) -> None:
        query = """
          select s.period, count(*), sum((p.data->'completeness'->>'received')::int)
          from rollup_snapshot s join rollup_snapshot_part p on p.snapshot_id = s.id
          where s.period >= %(first)s group by 1
        """
        first = _last_months(3)[2]
        assert rows.execute(query, {"first": first}).fetchall() == [(first, 28, 27)]


class TestFourEyes:
    def test_nobody_decided_on_what_he_wrote(self, rows: Rows) -> None:
        for what, query in OWN_WORK.items():
            assert rows.execute(query).fetchall() == [], what

    def test_somebody_stands_behind_what_is_published(self, rows: Rows) -> None:
        query = """
          select r.author_ids, r.approved_by from clarification c
          join clarification_revision r
            on (r.tenant_id, r.clarification_id, r.revision) = (c.tenant_id, c.id, c.revision)
          where c.status in ('approved', 'published', 'retracted')
        """
        found = rows.execute(query).fetchall()
        assert len(found) >= 28
        people = {person for (person,) in rows.execute("select id from person")}
        for authors, approver in found:
            assert authors
            assert approver in people
            assert people.issuperset(authors)

    def test_other_regions_were_countersigned(self, rows: Rows) -> None:
        query = """
          select r.countersigned_by is not null from clarification c
          join clarification_revision r
            on (r.tenant_id, r.clarification_id, r.revision) = (c.tenant_id, c.id, c.revision)
          join tenant t on t.id = c.tenant_id
          where c.status = 'published' and t.kind <> 'province' and not r.regions <@ array[t.code::text]
        """
        found = [signed for (signed,) in rows.execute(query)]
        assert found
        assert all(found)


class TestAudit:
    def test_every_chain_holds(self, rows: Rows) -> None:
        tenants: list[tuple[UUID]] = rows.execute("select id from tenant").fetchall()
        assert len(tenants) == 28
        for (tenant,) in tenants:
            links = chain(rows, tenant)
            assert len(links) >= 10
            assert breaks(links) == []


class TestInvented:
    def test_every_address_is_an_example(self, rows: Rows) -> None:
        domains = set(EMAIL.findall(everything(rows)))
        assert len(domains) >= 28
        assert {domain for domain in domains if not domain.endswith(".example")} == set()

    def test_every_link_leads_nowhere(self, rows: Rows) -> None:
        hosts = set(HOST.findall(everything(rows)))
        assert len(hosts) >= 28
        real = {host.removeprefix("www.") for host in hosts if not host.endswith(".example")}
        assert real <= PLATFORMS | {"127.0.0.1"}


class TestPublished:
    def test_is_read_by_anybody(self, demo: Product, rows: Rows) -> None:
        query = "select slug, number from clarification where status = 'published' order by number"
        found = rows.execute(query).fetchall()
        assert len(found) >= 28
        address = f"{demo.base_url}/v1/public/clarifications"
        with httpx2.Client(timeout=30) as anybody:
            for slug, number in found:
                shown = anybody.get(f"{address}/{slug}")
                assert (shown.status_code, shown.json()["number"]) == (200, number)
            listed = anybody.get(address, params={"limit": 200}).json()
            assert {row["number"] for row in listed["data"]} >= {number for _, number in found}

    def test_what_was_retracted_is_gone_and_says_why(self, demo: Product, rows: Rows) -> None:
        query = "select slug, public_reason from clarification where status = 'retracted'"
        found = rows.execute(query).fetchall()
        assert found
        for slug, reason in found:
            gone = httpx2.get(f"{demo.base_url}/v1/public/clarifications/{slug}")
            assert gone.status_code == 410
            assert gone.json()["public_reason"] == reason

    def test_is_numbered_without_gaps(self, rows: Rows) -> None:
        query = "select number from clarification where number is not null"
        numbers = [number for (number,) in rows.execute(query)]
        by_year = Counter(number.rpartition("-")[0] for number in numbers)
        wanted = {f"{year}-{n:06d}" for year, last in by_year.items() for n in range(1, last + 1)}
        assert set(numbers) == wanted
        assert len(numbers) == len(wanted)
        assert all(re.fullmatch(r"KLR-\d{4}-\d{6}", number) for number in numbers)

    def test_texts_name_the_place_and_hold_no_placeholder(self, rows: Rows) -> None:
        text = everything(rows)
        assert "Kabupaten Bandung Barat" in text
        assert "{place}" not in text


class TestAgain:
    def test_a_second_seed_adds_nothing(self, demo: Product, rows: Rows, tmp_path: Path) -> None:
        wait_for_the_worker(rows)
        before = counted(rows)
        rows.rollback()
        given = {**os.environ, **demo.environment()}
        run = subprocess.run(
            [sys.executable, "-m", "api.cli", "seed", "demo"],
            env={name: value for name, value in given.items() if name != "SIMPUL_UP_FOLDER"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert run.returncode == 0, run.stderr
        assert "nothing was added" in run.stdout
        assert list(tmp_path.iterdir()) == []
        assert counted(rows) == before


def _states(rows: Rows, table: str) -> set[str]:
    query = sql.SQL("select distinct status from {}").format(sql.Identifier(table))
    return {status for (status,) in rows.execute(query)}


def _last_months(count: int) -> list[str]:
    day: date = datetime.now(ZoneInfo("Asia/Jakarta")).date().replace(day=1)
    found = []
    for _ in range(count):
        found.append(f"{day:%Y-%m}")
        day = (day - timedelta(days=1)).replace(day=1)
    return found

"""What the tests of rollups ask, and an independent count of the reports themselves."""

from typing import Any

from tests.tenants.attempts import ask
from tests.world import Caller

COMPLETENESS, SUMMARY, SNAPSHOTS = (
    f"/v1/rollups/{name}" for name in ("completeness", "reports", "snapshots")
)
Json = dict[str, Any]
FIGURES = (
    *("activities", "submitted", "returned", "accepted", "late"),
    *("participants", "posts", "reach", "engagement"),
)
# Every report with its posts, counted without the columns and the table that triggers keep.
_COUNTED = """
with seen as (
  select r.*, (select count(*) from report_post p
      where (p.tenant_id, p.report_id) = (r.tenant_id, r.id)) as n,
    (select coalesce(sum(p.reach), 0) from report_post p
      where (p.tenant_id, p.report_id) = (r.tenant_id, r.id)) as reached,
    (select coalesce(sum(p.engagement), 0) from report_post p
      where (p.tenant_id, p.report_id) = (r.tenant_id, r.id)) as engaged
  from report r where r.period = any(%(periods)s)
)
"""
_SUMS = f"""{_COUNTED}
select t.code, s.period, s.kind, s.unit_id, count(*), count(*) filter (where s.status = 'submitted'),
  count(*) filter (where s.status = 'returned'), count(*) filter (where s.status = 'accepted'),
  count(*) filter (where s.late), coalesce(sum(s.participants), 0)::bigint, sum(s.n)::bigint,
  sum(s.reached)::bigint, sum(s.engaged)::bigint
from seen s join tenant t on t.id = s.tenant_id where s.status <> 'draft' group by 1, 2, 3, 4
"""
_KEPT = """
select t.code, s.period, s.kind, s.unit_id, s.reports, s.submitted, s.returned, s.accepted, s.late,
  s.participants, s.posts, s.reach, s.engagement
from report_summary s join tenant t on t.id = s.tenant_id where s.period = any(%(periods)s)
"""
_WRONG_ROWS = f"""{_COUNTED}
select id, posts_count, n, reach, reached, engagement, engaged from seen
where (posts_count, reach, engagement) is distinct from (n, reached, engaged)
"""
Sums = dict[tuple[Any, ...], tuple[int, ...]]


def counted(url: str, *periods: str) -> Sums:
    """The sums of what is handed in, by tenant, period, kind and unit."""
    return {row[:4]: row[4:] for row in ask(url, _SUMS, periods=list(periods))}


def kept(url: str, *periods: str) -> Sums:
    """The same as the triggers kept it; sums of nothing left out, but none of them partly so."""
    rows = ask(url, _KEPT, periods=list(periods))
    assert all(not any(row[4:]) for row in rows if not row[4]), "sums without a report"
    return {row[:4]: row[4:] for row in rows if row[4]}


def check_exact(url: str, *periods: str) -> Sums:
    """That nothing that is kept differs from a recount; the sums."""
    sums = counted(url, *periods)
    assert kept(url, *periods) == sums
    assert ask(url, _WRONG_ROWS, periods=list(periods)) == []
    return sums


async def completeness(caller: Caller, query: str) -> Json:
    answer = await caller.get(f"{COMPLETENESS}?{query}")
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def summary(caller: Caller, query: str) -> Json:
    answer = await caller.get(f"{SUMMARY}?{query}")
    assert answer.status_code == 200, answer.text
    made: Json = answer.json()
    return made


async def row_of(caller: Caller, period: str, code: str) -> Json:
    """What completeness says of one tenant."""
    (row,) = (await completeness(caller, f"period={period}&tenant={code}"))["data"]
    made: Json = row
    return made

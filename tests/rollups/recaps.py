"""Recaps that nobody had to live through, and what is read off their pages."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from api.periods.rules import months_after, shipped
from api.rollups import rules
from api.rollups.recap import NOTHING, Recap
from api.rollups.schemas import (
    Figures,
    PeriodCompleteness,
    ReportCounts,
    Standing,
    TenantCompleteness,
)
from tenants.models import TenantKind
from tests.world import Caller

PERIOD = "2026-10"
NONE = ReportCounts(handed_in=0, on_time=0, submitted=0, returned=0, accepted=0)
_CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def some(**figures: int) -> Figures:
    return Figures(**(NOTHING.model_dump() | figures))


def row(code: str, period: str, standing: str, *, nil: bool = False) -> TenantCompleteness:
    counted = rules.counted(Standing(standing), nil=nil)
    return TenantCompleteness(
        tenant=code,
        name=f"Kabupaten Contoh {code}",
        kind=TenantKind.REGENCY,
        period=period,
        standing=standing,
        **counted,
        first_declared_at=None,
        declared_at=None,
        reports=NONE,
    )


def recap(
    standings: Mapping[str, Sequence[TenantCompleteness]] | None = None,
    *,
    reach: Sequence[int] = (10, 20),
    kinds: Sequence[tuple[str, Figures]] = (),
    code: str = "32",
    province: str = "32",
) -> Recap:
    """A recap of as many months as there are in `reach`."""
    names = [months_after(PERIOD, ago) for ago in range(1 - len(reach), 1)]
    known = standings or {"32.04": [row("32.04", name, "on_time") for name in names]}
    periods = [
        PeriodCompleteness(
            period=name,
            state="closed",
            **vars(shipped(name, 10, 15)),
            totals=rules.totals(history[place] for history in known.values()),
        )
        for place, name in enumerate(names)
    ]
    return Recap(
        province=province,
        office="Provinsi Contoh",
        code=code,
        whole=code == province,
        made_at=datetime(2026, 11, 23, 10, 41, tzinfo=ZoneInfo("Asia/Jakarta")),
        period=PERIOD,
        periods=periods,
        standings={each: list(history) for each, history in known.items()},
        months=[some(activities=1, reach=each) for each in reach],
        kinds=list(kinds),
        tenants={},
        units=[],
    )


def path(period: str, query: str = "") -> str:
    return f"/v1/rollups/{period}/recap?{query}"


async def page(caller: Caller, period: str, query: str = "") -> str:
    answer = await caller.get(path(period, query))
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def cells(html: str, title: str) -> dict[str, list[str]]:
    """The rows of the table of this id, by what they begin with."""
    table = html.partition(f'aria-labelledby="{title}"')[2].partition("</table>")[0]
    assert table, title
    rows = [_CELL.findall(line) for line in table.split("<tr>")[2:]]
    return {found[0]: found[1:] for found in rows if found}


def without_style(html: str) -> str:
    return _STYLE.sub("", html)

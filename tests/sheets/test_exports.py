"""Exports: whose rows they hold, how they open, and that nothing in them computes."""

import csv
import io
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from api.periods.rules import months_after
from api.sheets import workbook
from tests.members.conftest import Work
from tests.periods.months import declared, opened, this_month
from tests.reports import bodies as reports
from tests.sheets.tables import EXPORTS, exported, sheet_of
from tests.tenants.attempts import ask
from tests.world import World

MINE = "32.04"


def lines(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


async def two(world: World) -> tuple[str, str]:
    """The titles of a report that was handed in, and of a draft."""
    shown, hidden = f"Diajukan {uuid4()}", f"Draf {uuid4()}"
    await reports.submitted(world, MINE, title=shown)
    await reports.created(await world.caller(MINE, "operator"), title=hidden)
    return shown, hidden


class TestRows:
    async def test_a_tenant_gets_its_own_with_drafts(self, world: World, work: Work) -> None:
        shown, hidden = await two(world)
        foreign = f"Lain {uuid4()}"
        await reports.submitted(world, "32.73", title=foreign)
        job, data = await exported(
            await world.caller(MINE, "viewer"), work, kind="reports", format="csv"
        )
        found = {row["Judul"]: row for row in lines(data)}
        assert (found[shown]["Status"], found[hidden]["Status"]) == ("diajukan", "draf")
        assert foreign not in found
        assert {row["Kode"] for row in found.values()} == {MINE}
        assert len(lines(data)) == job["result"]["rows"] == job["progress"]["done"]
        assert job["file"]["name"].startswith(f"laporan-{MINE}-")
        asked = await world.caller(MINE, "viewer")
        foreign_too = await exported(asked, work, kind="reports", format="csv", tenants=["32.73"])
        assert lines(foreign_too[1]) == []

    async def test_the_province_gets_what_was_handed_in(self, world: World, work: Work) -> None:
        shown, hidden = await two(world)
        foreign = f"Lain {uuid4()}"
        await reports.submitted(world, "32.73", title=foreign)
        province = await world.caller("32", "viewer")
        _, data = await exported(province, work, kind="reports", format="csv")
        titles = {row["Judul"] for row in lines(data)}
        assert {shown, foreign} <= titles
        assert hidden not in titles
        _, data = await exported(province, work, kind="reports", format="csv", tenants=[MINE])
        assert {row["Kode"] for row in lines(data)} == {MINE}

    async def test_the_province_alone_gets_its_drafts(self, world: World, work: Work) -> None:
        province, title = await world.caller("32", "verifier"), f"Draf {uuid4()}"
        await reports.created(province, title=title)
        _, own = await exported(province, work, kind="reports", format="csv", tenants=["32"])
        assert title in {row["Judul"] for row in lines(own)}
        _, every = await exported(province, work, kind="reports", format="csv")
        assert title not in {row["Judul"] for row in lines(every)}

    async def test_of_some_periods(self, world: World, work: Work) -> None:
        operator, title = await world.caller(MINE, "operator"), f"Judul {uuid4()}"
        await reports.created(operator, title=title, period="2041-03")
        _, data = await exported(
            operator, work, kind="reports", format="csv", periods=["2041-03", "2041-04"]
        )
        assert [row["Judul"] for row in lines(data)] == [title]

    @pytest.mark.parametrize("kind", ["completeness", "channels"])
    async def test_of_other_kinds(self, world: World, work: Work, kind: str) -> None:
        operator, name = await world.caller(MINE, "operator"), f"Kanal {uuid4()}"
        made = {"platform": "radio", "name": name}
        assert (await operator.post("/v1/channels", made)).status_code == 201
        _, data = await exported(operator, work, kind=kind, format="csv")
        found = lines(data)
        if kind == "channels":
            assert [row["Platform"] for row in found if row["Nama"] == name] == ["radio"]
        for wanted in ("xlsx", "csv"):
            await exported(operator, work, kind=kind, format=wanted)


class TestWorkbook:
    async def test_has_summary_charts_and_heat(self, world: World, work: Work) -> None:
        shown, _ = await two(world)
        province = await world.caller("32", "viewer")
        job, data = await exported(province, work, kind="reports")
        assert job["file"]["name"].endswith(".xlsx")
        book = load_workbook(io.BytesIO(data))
        assert book.sheetnames == ["Ringkasan", "Daerah x bulan", "Data"]
        count = job["result"]["rows"]
        rows = list(book["Data"].iter_rows(values_only=True))
        assert len(rows) == count + 1
        assert shown in {row[6] for row in rows}
        summary = {row[0]: row for row in book["Ringkasan"].iter_rows(values_only=True)}
        assert summary["Jumlah"][1] == count
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 2
        self._check_heat(book["Daerah x bulan"], count)
        other = CalamineWorkbook.from_filelike(io.BytesIO(data))
        assert other.get_sheet_by_name("Data").height == count + 1

    def _check_heat(self, heat: Any, count: int) -> None:
        [titles, *rows] = list(heat.iter_rows(values_only=True))
        assert this_month() in titles[2:]
        assert len(rows) == 28  # every government, also those without a report
        assert sum(sum(row[2:]) for row in rows) == count
        [rule] = [one for found in heat.conditional_formatting for one in found.rules]
        assert rule.type == "colorScale"

    async def test_no_row_is_lost_where_a_sheet_is_full(
        self, world: World, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook, "_LAST_LINE", 2)
        operator, period = await world.caller(MINE, "operator"), "2042-06"
        titles = {f"Judul {uuid4()}" for _ in range(5)}
        for title in titles:
            await reports.created(operator, title=title, period=period)
        _, data = await exported(operator, work, kind="reports", periods=[period])
        book = load_workbook(io.BytesIO(data))
        assert book.sheetnames[2:] == ["Data", "Data 2", "Data 3"]
        sheets = [list(book[name].iter_rows(values_only=True)) for name in book.sheetnames[2:]]
        assert [len(rows) for rows in sheets] == [3, 3, 2]
        assert {rows[0][6] for rows in sheets} == {"Judul"}
        assert {row[6] for rows in sheets for row in rows[1:]} == titles

    async def test_opens_whatever_people_wrote(self, world: World, work: Work) -> None:
        operator, period = await world.caller(MINE, "operator"), "2042-07"
        odd = "a\uffffb\ufffec _x000D_ \x09"
        await reports.created(
            operator, title="Aneh", summary=odd, period=period, starts_on="0001-01-01"
        )
        _, data = await exported(operator, work, kind="reports", periods=[period])
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        row = book.get_sheet_by_name("Data").to_python()[1]
        assert row[6:9] == ["Aneh", "abc _x000D_", "0001-01-01"]

    @pytest.mark.parametrize(
        "title",
        [
            *("=1+1", "+62 800", "-dua", "@nama", '=HYPERLINK("x")'),
            *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20nama"),
        ],
    )
    async def test_nothing_that_people_wrote_computes(
        self, world: World, work: Work, title: str
    ) -> None:
        operator, period = await world.caller(MINE, "operator"), "2042-05"
        made = await reports.created(operator, title=title, period=period)
        asked: Any = {"kind": "reports", "periods": [period]}
        _, data = await exported(operator, work, **asked)
        cell = sheet_of(data, "Data").cell(2, 7)
        assert (cell.value, cell.data_type) == (title, "s")
        _, data = await exported(operator, work, format="csv", **asked)
        assert [row["Judul"] for row in lines(data)] == [f"'{title}"]
        gone = await operator.delete(f"/v1/reports/{made['id']}", 1)
        assert gone.status_code == 204


class TestCompleteness:
    """Who was expected, who has declared, and the rates: those of `get_completeness`."""

    async def test_tells_the_rates_of_governments_and_months(
        self, world: World, work: Work
    ) -> None:
        first, second = await opened(world), await opened(world)
        for code, period in ((MINE, first), (MINE, second), ("32.73", first)):
            await declared(await world.caller(code, "operator"), period)
        viewer, asked = await world.caller("32", "viewer"), {"periods": [first, second]}
        answer = await viewer.get(f"/v1/rollups/completeness?from={first}&to={second}")
        known = answer.json()
        _, data = await exported(viewer, work, kind="completeness", format="csv", **asked)
        told = {(row["Kode"], row["Periode"]): row for row in lines(data)}
        assert len(told) == 28 * 2
        for row in known["data"]:
            mine = told[row["tenant"], row["period"]]
            assert (mine["Ditunggu"], mine["Sudah"], mine["Tepat waktu"]) == tuple(
                str(row[name]) for name in ("expected", "received", "on_time")
            )
        assert told["32.10", first]["Status"] == "belum"
        _, data = await exported(viewer, work, kind="completeness", **asked)
        summary = {
            row[0]: row for row in sheet_of(data, "Ringkasan").iter_rows(values_only=True) if row[0]
        }
        titles = ("Ditunggu", "Sudah", "Tepat waktu", "Dibebaskan", "Kelengkapan")
        assert summary["Bulan"][1:7] == (*titles, "Ketepatan waktu")
        assert summary["Kabupaten Bandung"][1:7] == (2, 2, 2, 0, 1, 1)
        assert summary["Kota Bandung"][1:7] == (2, 1, 1, 0, 0.5, 0.5)
        for month in known["periods"]:
            totals = month["totals"]
            names = ("expected", "received", "on_time", "exempt", "completeness", "timeliness")
            expected = pytest.approx([totals[name] for name in names])
            assert list(summary[month["period"]][1:7]) == expected
        heat = list(sheet_of(data, "Daerah x bulan").iter_rows(values_only=True))
        assert heat[0][2:] == (first, second)
        assert {row[0]: row[2:] for row in heat}["32.73"] == (1, 0)
        assert {row[0]: row[2:] for row in heat}["32"] == (None, None)

    async def test_without_months_all_that_anybody_knows_of(self, world: World, work: Work) -> None:
        period = await opened(world)
        operator = await world.caller(MINE, "operator")
        await declared(operator, period, nil=True)
        _, data = await exported(operator, work, kind="completeness", format="csv")
        found = {row["Periode"]: row for row in lines(data)}
        assert {row["Kode"] for row in lines(data)} == {MINE}
        assert (found[period]["Nihil"], found[period]["Status"]) == ("ya", "tepat waktu")
        assert months_after(this_month(), -1) in found


async def test_a_cell_stays_one_with_other_delimiters(world: World, work: Work) -> None:
    """As a spreadsheet opens it where commas or tabs delimit: nobody's words begin a cell."""
    operator, period = await world.caller(MINE, "operator"), "2042-08"
    title = "Rapat,=1+1"
    await reports.created(operator, title=title, period=period)
    _, data = await exported(operator, work, kind="reports", format="csv", periods=[period])
    assert f'"{title}"' in data.decode("utf-8-sig")


async def test_is_noted_with_how_much_it_gave_away(
    world: World, work: Work, superuser_url: str
) -> None:
    admin = await world.caller("32.01", "admin")
    job, _ = await exported(admin, work, kind="channels", format="csv")
    noted = "select body from audit_event where strpos(body, %(id)s) > 0 order by seq"
    bodies = [body for (body,) in ask(superuser_url, noted, id=job["id"])]
    assert [f'"rows":{job["result"]["rows"]}' in body for body in bodies] == [False, True]
    assert all('"create_export"' in body for body in bodies)


async def test_refuses_what_it_does_not_know(world: World) -> None:
    viewer = await world.caller(MINE, "viewer")
    for body in (
        {"kind": "members"},
        {"kind": "reports", "all": True},
        {"kind": "reports", "format": "pdf"},
    ):
        assert (await viewer.post(EXPORTS, body)).status_code == 422

"""Importing tables of reports: what is read, what is refused, and what is written."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from tests.members.conftest import Work
from tests.members.workbooks import asset
from tests.periods.months import this_month
from tests.sheets.tables import (
    HEADER,
    REPORTS,
    content,
    csv,
    found,
    imported,
    job_of,
    reference,
    row,
    sheet_of,
    started,
    told,
    xlsx,
)
from tests.tenants.attempts import ask
from tests.world import Caller

ROWS = "select (select count(*) from report), (select count(*) from report_post)"
ENGLISH = ["Period", "Kind", "Title", "Summary", "Starts on", "Ends on"]
ENGLISH += ["Participants", "Neutrality attested", "External reference"]


class TestReading:
    async def test_writes_what_a_request_would(self, clerk: Caller, work: Work) -> None:
        typed = row(Tanggal_mulai=date(2026, 10, 13), Peserta=1200.0)
        job = await imported(clerk, work, xlsx([HEADER, typed]))
        assert (job["status"], job["error"], job["file"]) == ("succeeded", None, None)
        assert job["kind"] == "import_reports"
        assert job["progress"] == {"done": 2, "total": 2}
        result = job["result"]
        assert (result["rows"], result["created"], result["refused"]) == (1, 1, 0)
        assert job["started_at"] <= job["ended_at"]
        [report] = await found(clerk, typed[-1])
        assert (report["status"], report["period"]) == ("draft", this_month())
        assert (report["kind"], report["participants"]) == ("training", 1200)
        assert (report["starts_on"], report["ends_on"]) == ("2026-10-13", "2026-10-14")
        assert report["neutrality_attested"] is True

    @pytest.mark.parametrize(
        ("delimiter", "encoding"),
        [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")],
        ids=["comma", "marked", "wide", "old"],
    )
    async def test_reads_text_of_all_kinds(
        self, clerk: Caller, work: Work, delimiter: str, encoding: str
    ) -> None:
        cells = row(Judul="Café “Literasi”")
        table = csv([["LAPORAN OKTOBER"], [], HEADER, cells], delimiter, encoding)
        job = await imported(clerk, work, table)
        assert job["result"]["created"] == 1, job
        [report] = await found(clerk, cells[-1])
        assert report["title"] == "Café “Literasi”"

    async def test_knows_english_titles_units_and_posts(self, clerk: Caller, work: Work) -> None:
        handle = f"kanal{uuid4().hex[:10]}"
        made = {"platform": "instagram", "handle": handle, "name": "Kanal"}
        channel = (await clerk.post("/v1/channels", made)).json()
        more = ["Post 2 channel", "Post 2 url", "Post 2 reach", "Participating tenants", "Lain"]
        cells = [*row(), handle.upper(), "https://medsos.example/p/1", "1.500", "32.1, 32.73", "?"]
        job = await imported(clerk, work, xlsx([[*ENGLISH, *more], cells]))
        assert job["result"]["created"] == 1, job
        [report] = await found(clerk, cells[8])
        [post] = report["posts"]
        assert (post["channel_id"], post["reach"]) == (channel["id"], 1500)
        assert report["participating_tenants"] == ["32.10", "32.73"]

    async def test_counts_days_as_old_macs_do(self, clerk: Caller, work: Work) -> None:
        cells = row(Tanggal_mulai=date(2026, 10, 13), Tanggal_selesai=date(2026, 10, 14))
        job = await imported(clerk, work, xlsx([HEADER, cells], date_1904=True))
        assert job["result"]["created"] == 1, job
        [report] = await found(clerk, cells[-1])
        assert (report["starts_on"], report["ends_on"]) == ("2026-10-13", "2026-10-14")

    async def test_a_name_of_two_channels_is_not_guessed(self, clerk: Caller, work: Work) -> None:
        handle, ids = f"kanal{uuid4().hex[:10]}", {}
        for platform in ("instagram", "tiktok"):
            made = {"platform": platform, "handle": handle, "name": "Kanal kembar"}
            ids[platform] = (await clerk.post("/v1/channels", made)).json()["id"]
        header = [*HEADER, "Unggahan 1 kanal", "Unggahan 1 tautan"]
        post = "https://www.tiktok.com/@contoh/video/1"
        job = await imported(clerk, work, xlsx([header, [*row(), handle, post]]))
        assert told(job) == [(2, "Unggahan 1 kanal", "ambiguous")]
        [error] = job["result"]["problems"][0]["errors"]
        assert "(instagram)" in error["detail"]
        cells = row()
        job = await imported(clerk, work, xlsx([header, [*cells, f"{handle} (TikTok)", post]]))
        assert job["result"]["created"] == 1, job
        [report] = await found(clerk, cells[-1])
        assert report["posts"][0]["channel_id"] == ids["tiktok"]
        offered = sheet_of(
            (await clerk.get("/v1/reports/imports/template")).content, "Daftar"
        ).iter_rows(values_only=True)
        every = {str(cell) for line in offered for cell in line}
        assert {f"{handle} (instagram)", f"{handle} (tiktok)"} <= every
        assert handle not in every


class TestBadRows:
    @pytest.fixture
    def table(self) -> list[list[object]]:
        once = reference()
        return [
            HEADER,
            row(),
            row(Peserta="zzzz", Jenis="pesta"),
            row(Judul="", Tanggal_selesai="31/02/2026"),
            row(Tanggal_mulai="15/10/2026"),
            row(Nomor_rujukan=once),
            row(Nomor_rujukan=once),
        ]

    async def test_are_named_and_nothing_is_written(
        self, clerk: Caller, work: Work, table: list[list[object]], superuser_url: str
    ) -> None:
        before = ask(superuser_url, ROWS)
        job = await imported(clerk, work, xlsx(table))
        assert ask(superuser_url, ROWS) == before
        assert (job["status"], job["error"]["code"]) == ("failed", "rows-refused")
        assert told(job) == [
            (3, "Jenis", "enum"),
            (3, "Peserta", "int-parsing"),
            (4, "Tanggal selesai", "date-parsing"),
            (4, "Judul", "missing"),
            (5, "Tanggal mulai", "date-after-end"),
            (7, "Nomor rujukan", "duplicate"),
        ]
        first = job["result"]["problems"][0]["errors"][1]
        assert (first["pointer"], first["detail"]) == ("/participants", "Bukan bilangan bulat.")
        assert "1.200" in first["mend"]
        assert "zzzz" not in str(job)

    async def test_partial_writes_the_right_ones(
        self, clerk: Caller, work: Work, table: list[list[object]]
    ) -> None:
        job = await imported(clerk, work, xlsx(table), partial=True)
        assert (job["status"], job["error"]) == ("succeeded", None)
        counts = (job["result"][name] for name in ("rows", "created", "skipped", "refused"))
        assert tuple(counts) == (6, 2, 0, 4)
        assert len(await found(clerk, str(table[1][-1]))) == 1
        assert len(await found(clerk, str(table[5][-1]))) == 1
        assert await found(clerk, str(table[2][-1])) == []

    @pytest.mark.parametrize("asked", [{}, {"partial": True}, {"submit": True}], ids=str)
    async def test_a_dry_run_writes_nothing(
        self,
        clerk: Caller,
        work: Work,
        table: list[list[object]],
        superuser_url: str,
        asked: dict[str, Any],
    ) -> None:
        events = "select count(*) from audit_event where strpos(body, '_asset') = 0"
        before = ask(superuser_url, ROWS), ask(superuser_url, events)
        job = await imported(clerk, work, csv(table), **{"dry_run": True, **asked})
        assert ask(superuser_url, ROWS) == before[0]
        assert ask(superuser_url, events)[0][0] == before[1][0][0] + 1  # that it was asked for
        assert (job["status"], job["result"]["created"], job["result"]["refused"]) == (
            "succeeded",
            2,
            4,
        )
        assert job["progress"] == {"done": 6, "total": 6}

    async def test_a_reference_that_is_taken_names_the_row(self, clerk: Caller, work: Work) -> None:
        cells = row()
        await imported(clerk, work, csv([HEADER, cells]))
        [kept] = await found(clerk, cells[-1])
        again = await imported(clerk, work, csv([HEADER, cells, row()]))
        assert (again["result"]["created"], again["result"]["skipped"]) == (1, 1)
        assert again["progress"] == {"done": 4, "total": 4}
        cells[2] = "Judul yang lain"
        other = await imported(clerk, work, csv([HEADER, cells]))
        [error] = other["result"]["problems"][0]["errors"]
        assert (error["code"], error["existing_id"]) == ("external-reference-taken", kept["id"])
        assert (await found(clerk, cells[-1]))[0]["title"] == kept["title"]


class TestTheTableBack:
    async def test_is_the_same_workbook_with_a_red_column(self, clerk: Caller, work: Work) -> None:
        rows = [[], HEADER, row(), row(Peserta="banyak", Judul="=1+1")]
        job = await imported(clerk, work, xlsx(rows, strings_to_formulas=False))
        data = await content(job)
        sheet, before = sheet_of(data), sheet_of(xlsx(rows, strings_to_formulas=False))
        place = len(HEADER) + 1
        head, bad = sheet.cell(2, place), sheet.cell(4, place)
        assert (head.value, sheet.cell(3, place).value) == ("Masalah", None)
        assert str(bad.value).startswith("Peserta: Bukan bilangan bulat. Tulis bilangan bulat")
        assert (bad.font.color.rgb, bad.fill.fgColor.rgb) == ("FFC00000", "FFFDE9E7")
        assert bad.data_type == "s"
        assert sheet.title == "Laporan"
        assert sheet.column_dimensions["C"].width == before.column_dimensions["C"].width
        for line in range(1, 5):
            for column in range(1, place):
                mine, theirs = sheet.cell(line, column), before.cell(line, column)
                assert (mine.value, mine.font.b) == (theirs.value, theirs.font.b)
        assert sheet_of(data, "Catatan")["A1"].value == "tetap"

    async def test_shows_all_that_is_wrong(self, clerk: Caller, work: Work) -> None:
        """Rows of a fixed height would hide the second line of it."""
        buffer = io.BytesIO(
            xlsx([HEADER, row(), row(Peserta="banyak", Jenis="pesta"), row(Peserta="7,5")])
        )
        book = load_workbook(buffer)
        for line, height in ((2, 22), (3, 15), (4, 99)):
            book.worksheets[0].row_dimensions[line].height = height
        book.save(fixed := io.BytesIO())
        sheet = sheet_of(await content(await imported(clerk, work, fixed.getvalue())))
        lines = len(str(sheet.cell(3, len(HEADER) + 1).value)) / 60
        assert lines > 2
        assert (sheet.row_dimensions[3].height or 0) >= 15 * lines
        assert (sheet.row_dimensions[2].height, sheet.row_dimensions[4].height) == (22, 99)

    @pytest.mark.parametrize("name", ["x" * 196 + ".csv", "x" * 200])
    async def test_of_the_longest_name(self, clerk: Caller, work: Work, name: str) -> None:
        file = await asset(clerk, work, csv([HEADER, row(Jenis="pesta")]), file_name=name)
        job = await started(clerk, REPORTS, {"asset_id": file})
        await work()
        ended = await job_of(clerk, job["id"])
        assert ended["error"]["code"] == "rows-refused"
        assert len(ended["file"]["name"]) == 200
        assert ended["file"]["name"].endswith(f"x (masalah){name[196:].strip('x')}")

    async def test_comes_again_without_growing(self, clerk: Caller, work: Work) -> None:
        rows = [HEADER, row(Peserta="banyak"), row(Jenis="pesta")]
        data = await content(await imported(clerk, work, xlsx(rows)))
        again = await imported(clerk, work, data)
        assert told(again) == [(2, "Peserta", "int-parsing"), (3, "Jenis", "enum")]
        sheet = sheet_of(await content(again))
        assert [cell.value for cell in sheet[1]] == [*HEADER, "Masalah"]
        assert str(sheet.cell(3, len(HEADER) + 1).value).startswith("Jenis: ")

    @pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
    async def test_stays_text_of_its_own_kind(
        self, clerk: Caller, work: Work, encoding: str
    ) -> None:
        rows = [HEADER, row(Judul="Café"), row(Peserta="banyak")]
        job = await imported(clerk, work, csv(rows, "\t", encoding))
        lines = (await content(job)).decode(encoding).split("\r\n")
        assert lines[0] == "\t".join([*HEADER, "Masalah"])
        assert lines[1] == "\t".join(map(str, rows[1]))
        assert lines[2].startswith("\t".join(map(str, rows[2])) + "\tPeserta: ")


class TestSubmitting:
    async def test_hands_each_report_in(self, clerk: Caller, work: Work) -> None:
        cells = row()
        job = await imported(clerk, work, csv([HEADER, cells]), submit=True)
        assert job["status"] == "succeeded", job
        [report] = await found(clerk, cells[-1])
        assert (report["status"], report["late"]) == ("submitted", False)

    async def test_names_what_a_submission_lacks(self, clerk: Caller, work: Work) -> None:
        good = row()
        table = csv([HEADER, good, row(Ringkasan="", Netral="tidak"), row(Periode="2040-01")])
        job = await imported(clerk, work, table, submit=True)
        assert told(job)[:2] == [(3, "Ringkasan", "missing"), (3, "Netral", "must-be-true")]
        assert told(job)[2] == (4, "Periode", "period-not-open")
        assert await found(clerk, good[-1]) == []

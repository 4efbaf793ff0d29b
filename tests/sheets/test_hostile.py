"""Tables that were made to hurt, or by mistake: refused with a reason, at little cost."""

import io
import resource
import zipfile
from tempfile import TemporaryFile

import pytest
import xlsxwriter

from api.media import tables
from api.media.child import CheckFailedError, run_into
from api.sheets import marking, rules
from tests.members.conftest import Work
from tests.members.workbooks import cell, heavy, workbook
from tests.sheets.tables import CHANNEL_HEADER, CHANNELS, HEADER, csv, found, imported, row, xlsx
from tests.world import Caller


def far(line: int, column: int) -> bytes:
    """A workbook with a header and one cell far away."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write(line, column, "x")
    book.close()
    return buffer.getvalue()


def empty_rows(count: int) -> bytes:
    """Rows that are there and hold nothing but a format, as people make them by colouring."""
    return workbook([HEADER], "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(2, count)))


REFUSED = {
    "a million empty rows": (far(1_000_000, 0), "baris"),
    "ten thousand columns": (far(1, 10_000), "kolom"),
    "no header": (csv([["a", "b"], ["1", "2"]]), "Periode, Jenis, Judul"),
    "header alone": (csv([HEADER]), "kosong"),
    "two columns": (csv([[*HEADER, "judul kegiatan"], [*row(), "x"]]), "Judul"),
    "too many rows": (csv([["Periode", "Jenis", "Judul"], *[["x", "y", "z"]] * 25_001]), "25000"),
    "unbalanced quotes": (csv([HEADER]) + b'"a;b\r\nc', "tidak terbaca"),
}


class TestRefused:
    @pytest.mark.parametrize("name", REFUSED)
    async def test_with_a_reason(self, clerk: Caller, work: Work, name: str) -> None:
        data, reason = REFUSED[name]
        job = await imported(clerk, work, data)
        assert (job["status"], job["error"]["code"]) == ("failed", "file-refused")
        assert reason in job["error"]["detail"]
        assert (job["result"], job["file"]) == (None, None)

    async def test_a_bomb_costs_memory_and_time_within_bounds(self) -> None:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        command = tables.command("xlsx", 25_000, rules.MOST_COLUMNS, rules.LONGEST_CELL, 3)
        with TemporaryFile() as file, TemporaryFile() as made:
            file.write(heavy(400))
            status = await run_into(command, file, made, 60)
            made.seek(0)
            # Its time or its memory ran out, whichever came first.
            assert status != 0 or b'"too-' in made.read()
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 10

    async def test_channels_are_fewer(self, clerk: Caller, work: Work) -> None:
        table = csv([CHANNEL_HEADER, *[["radio", "x", "", "", ""]] * 2_001])
        job = await imported(clerk, work, table, CHANNELS)
        assert job["error"]["code"] == "file-refused"


class TestTaken:
    async def test_formulas_are_what_they_showed_last(self, clerk: Caller, work: Work) -> None:
        cells = row()
        letters = "ABCDEFGHI"
        made = [cell(f"{letter}2", str(text)) for letter, text in zip(letters, cells, strict=True)]
        made[2] = cell("C2", "Jumlah 3", formula="SUM(1,2)")
        made[3] = cell("D2", "aman", formula='WEBSERVICE("https://jahat.example/")')
        job = await imported(clerk, work, workbook([HEADER], f'<row r="2">{"".join(made)}</row>'))
        assert job["result"]["created"] == 1, job
        [report] = await found(clerk, str(cells[-1]))
        assert (report["title"], report["summary"]) == ("Jumlah 3", "aman")

    async def test_coloured_rows_below_are_not_rows(self, clerk: Caller, work: Work) -> None:
        table = xlsx([HEADER, row()])
        assert (await imported(clerk, work, table))["result"]["rows"] == 1
        job = await imported(clerk, work, empty_rows(2000))
        assert "kosong" in job["error"]["detail"]


class TestMarking:
    """A table that cannot be marked is not given back, and the job tells its rows all the same."""

    @pytest.mark.parametrize(
        ("part", "text"),
        [
            ("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'),
            ("xl/worksheets/sheet2.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
            ("xl/worksheets/sheet2.xml", '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'),
            ("xl/worksheets/sheet2.xml", "<worksheet><sheetData>"),
        ],
        ids=["entities", "entities of the sheet", "wide", "cut"],
    )
    async def test_leaves_odd_ones_alone(self, part: str, text: str) -> None:
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(workbook([HEADER]))) as given,
            zipfile.ZipFile(buffer, "w") as made,
        ):
            for name in given.namelist():
                made.writestr(name, text if name == part else given.read(name))
        with TemporaryFile() as file, TemporaryFile() as out:
            file.write(b'{"2": "salah"}\n' + buffer.getvalue())
            with pytest.raises(CheckFailedError):
                await run_into(marking.command("xlsx", 1, 0), file, out, 30)
            assert out.tell() == 0

    async def test_marks_what_has_no_styles_and_no_widths(self) -> None:
        with TemporaryFile() as file, TemporaryFile() as out:
            file.write(b'{"2": "a < b & c"}\n' + workbook([HEADER, ["x"]]))
            assert await run_into(marking.command("xlsx", 1, 0), file, out, 30) == 0
            out.seek(0)
            limits = tables.Limits(10, 20, 300)
            lines = list(tables.read(out, "xlsx", limits))
        assert lines[0][1][-1] == "Masalah"
        assert lines[1][1][-1] == "a < b & c"

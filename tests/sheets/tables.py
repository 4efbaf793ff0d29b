"""Tables as people send them, the assets that they become, and the jobs that read them."""

import io
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.media.uploads import download
from tests.members.conftest import Work
from tests.members.workbooks import asset
from tests.periods.months import this_month
from tests.world import Caller

REPORTS, CHANNELS, EXPORTS = "/v1/reports/imports", "/v1/channels/imports", "/v1/exports"
HEADER = ["Periode", "Jenis", "Judul", "Ringkasan", "Tanggal mulai", "Tanggal selesai"]
HEADER += ["Peserta", "Netral", "Nomor rujukan"]
CHANNEL_HEADER = ["Platform", "Nama", "Handle", "Alamat", "Nomor rujukan"]
Json = dict[str, Any]
Cells = Sequence[Any]


def reference() -> str:
    return f"UJI-{uuid4().hex[:12]}"


def row(**changes: Any) -> list[Any]:
    """A row of HEADER that is right, with other cells under some titles."""
    cells: Json = {
        "Periode": this_month(),
        "Jenis": "Pelatihan",
        "Judul": "Lokakarya kanal resmi",
        "Ringkasan": "Pelatihan dua hari.",
        "Tanggal mulai": "13/10/2026",
        "Tanggal selesai": "14/10/2026",
        "Peserta": 120,
        "Netral": "ya",
        "Nomor rujukan": reference(),
    }
    return list(
        {**cells, **{title.replace("_", " "): cell for title, cell in changes.items()}}.values()
    )


def channel_row(**changes: Any) -> list[Any]:
    """A row of CHANNEL_HEADER that is right."""
    handle = f"uji{uuid4().hex[:12]}"
    cells: Json = {
        "Platform": "Instagram",
        "Nama": "Kanal uji",
        "Handle": handle,
        "Alamat": f"https://www.instagram.com/{handle}/",
        "Nomor rujukan": reference(),
    }
    return list(
        {**cells, **{title.replace("_", " "): cell for title, cell in changes.items()}}.values()
    )


def xlsx(rows: Sequence[Cells], **options: Any) -> bytes:
    """A workbook with typed cells; dates and formulas as XlsxWriter takes them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy", **options})
    sheet = book.add_worksheet("Laporan")
    red = book.add_format({"bold": True, "font_color": "#123456"})
    sheet.set_column(2, 2, 55)
    for line, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write(line, place, cell, *([red] if line == 0 else []))
    book.add_worksheet("Catatan").write(0, 0, "tetap")
    book.close()
    return buffer.getvalue()


def csv(rows: Sequence[Cells], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """A table as Excel saves it as text."""
    text = "".join(delimiter.join(str(cell) for cell in cells) + "\r\n" for cells in rows)
    return text.encode(encoding)


async def started(caller: Caller, path: str, body: Json) -> Json:
    answer = await caller.post(path, body)
    assert answer.status_code == 202, answer.text
    made: Json = answer.json()
    assert answer.headers["location"] == f"/v1/jobs/{made['id']}"
    return made


async def job_of(caller: Caller, identifier: str, language: str = "id") -> Json:
    answer = await caller.get(f"/v1/jobs/{identifier}", headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def imported(
    caller: Caller, work: Work, data: bytes, path: str = REPORTS, **asked: Any
) -> Json:
    """The job that imported a table, at its end."""
    file = await asset(caller, work, data)
    job = await started(caller, path, {"asset_id": file, **asked})
    assert job["status"] == "queued"
    await work()
    return await job_of(caller, job["id"])


async def exported(caller: Caller, work: Work, **asked: Any) -> tuple[Json, bytes]:
    """The job that exported, and its file."""
    job = await started(caller, EXPORTS, asked)
    await work()
    done = await job_of(caller, job["id"])
    assert done["status"] == "succeeded", done
    return done, await content(done)


async def content(job: Json) -> bytes:
    """A job's file, read as anybody may who has its address."""
    answer = await download(job["file"]["url"])
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(job["file"]["content_type"])
    assert len(answer.content) == job["file"]["size"]
    return answer.content


def sheet_of(data: bytes, name: str | None = None) -> Worksheet:
    """A sheet of a workbook, the first unless it is named."""
    book = load_workbook(io.BytesIO(data))
    found = book[name] if name else book.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def told(job: Json) -> list[tuple[int, str | None, str]]:
    """Line, column and code of every problem."""
    return [
        (row["line"], error["column"], error["code"])
        for row in job["result"]["problems"]
        for error in row["errors"]
    ]


async def found(caller: Caller, reference: str) -> list[Json]:
    """The reports of a reference."""
    answer = await caller.get(f"/v1/reports?external_reference={reference}")
    rows: list[Json] = answer.json()["data"]
    return rows

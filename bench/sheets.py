"""What a large table costs: importing 20,000 rows with 500 bad ones, and exporting 100,000 reports.

    python -m bench.sheets [--rows 20000] [--bad 500] [--exported 100000]

Starts a stack of its own, uploads the table as anybody would, and follows the jobs. Memory is that of the
worker with its children, from /proc, ten times a second. What came back is opened again, twice: by
openpyxl and by calamine.
"""

import argparse
import asyncio
import hashlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from httpx2 import AsyncClient
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from api.settings import Settings
from api.stack.running import settings_for
from bench.measured import Measured
from bench.own_stack import OwnStack, own_stack
from bench.processes import memory_of
from bench.sending import Operation, Sender
from bench.sheets_results import Run, SheetsReport, write
from bench.sign_in import Account, Person
from tenants.directory import Directory
from tenants.session import as_tenant, make_engine, make_sessions, transaction

RESULTS = Path(__file__).parent / "results"
_MOST_POLLS = 600  # of an asset that is checked
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADER = (
    *("Periode", "Jenis", "Judul", "Ringkasan", "Tanggal mulai", "Tanggal selesai", "Lokasi"),
    *("Penyelenggara", "Mitra", "Narasumber", "Peserta", "Netral", "Nomor rujukan"),
    *("Unggahan 1 tautan", "Unggahan 1 jangkauan", "Unggahan 1 interaksi"),
)
# What is wrong with the bad ones, in turn: column and cell.
_WRONG = (("Peserta", "banyak"), ("Jenis", "pesta"), ("Tanggal mulai", "31/02/2026"), ("Judul", ""))
_FILL = text(
    """
    insert into report (tenant_id, id, version, created_at, updated_at, period, kind, title, summary,
      starts_on, ends_on, location, partner_institutions, speakers, participants, participating_tenants,
      clarification_numbers, neutrality_attested, status, submitted_at, first_submitted_at,
      created_by_name, created_by_kind, author_ids)
    select :tenant, gen_random_uuid(), 1, now(), now(), '2026-' || lpad((1 + n % 9)::text, 2, '0'),
      (array['training','campaign','publication','briefing'])[1 + n % 4], 'Kegiatan contoh ' || n,
      repeat('Ringkasan kegiatan yang agak panjang. ', 5), date '2026-01-01' + n % 270,
      date '2026-01-02' + n % 270, 'Aula Diskominfo', array['Mitra contoh'], array['Narasumber contoh'],
      n % 300, array[]::text[], array[]::text[], true, 'submitted', now(), now(), 'Operator contoh',
      'person', array[]::uuid[]
    from generate_series(1, :rows) n
    """
)


def table(rows: int, bad: int) -> bytes:
    """A workbook of so many rows, with bad ones spread over it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet("Laporan")
    sheet.write_row(0, 0, _HEADER)
    every = rows // bad if bad else rows + 1
    for number in range(1, rows + 1):
        cells = dict(zip(_HEADER, _cells(number), strict=True))
        if number % every == 0:
            cells.update([_WRONG[number // every % len(_WRONG)]])
        sheet.write_row(number, 0, cells.values())
    book.close()
    return buffer.getvalue()


def _cells(number: int) -> tuple[str | int, ...]:
    day = f"{1 + number % 28:02}/10/2026"
    return (
        *("2026-10", "Pelatihan", f"Kegiatan contoh {number}", "Ringkasan. " * 15, day, day),
        *("Aula Diskominfo", "Diskominfo", "Kejaksaan Negeri; Polres", "Narasumber contoh"),
        *(number % 400, "ya", f"BENCH-{number}", f"https://medsos.example/p/{number}"),
        *(number % 9000, number % 700),
    )


async def fill(settings: Settings, rows: int) -> None:
    """Reports that every government handed in, as if they had come one by one."""
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    directory = Directory()
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        await directory.load(sessions)
        codes = sorted(code for code in directory.codes if "." in code)
        shares = [rows // len(codes) + (place < rows % len(codes)) for place in range(len(codes))]
        for code, share in zip(codes, shares, strict=True):
            place = directory.by_code(code)
            assert place  # noqa: S101 - its code is one of the directory's
            async with transaction(sessions, as_tenant(place.id, "benchmark")) as session:
                await session.execute(_FILL, {"tenant": place.id, "rows": share})
    finally:
        await engine.dispose()


async def upload(sender: Sender, person: Person, data: bytes) -> str:
    """A table as an asset that passed its check."""
    announced = {
        "purpose": "import",
        "file_name": "laporan.xlsx",
        "content_type": XLSX,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    made = await sender.send(person, Operation("create_asset", "POST", "/v1/assets", announced))
    async with AsyncClient(timeout=120) as plain:
        form = made["upload"]
        files = {"file": ("laporan.xlsx", data)}
        (await plain.post(form["url"], data=form["fields"], files=files)).raise_for_status()
    path = f"/v1/assets/{made['id']}"
    await sender.send(person, Operation("complete_asset", "POST", f"{path}/complete", version=1))
    for _ in range(_MOST_POLLS):
        if (await sender.send(person, Operation("get_asset", "GET", path)))["status"] == "ready":
            break
        await asyncio.sleep(0.2)
    return str(made["id"])


async def follow(
    sender: Sender, person: Person, stack: OwnStack, path: str, body: dict[str, Any]
) -> tuple[dict[str, Any], Run]:
    """Start a job and follow it to its end; with the seconds and the memory that it took."""
    run = Run(before=_worker(stack))
    clock = asyncio.get_running_loop().time
    began = clock()
    job = await sender.send(person, Operation("start", "POST", path, body))
    while job["status"] in {"queued", "running"}:
        await asyncio.sleep(0.1)
        run.peak = max(run.peak, _worker(stack))
        job = await sender.send(person, Operation("get_job", "GET", f"/v1/jobs/{job['id']}"))
        run.seen.add(job["progress"]["done"])
    run.seconds = clock() - began
    return job, run


def _worker(stack: OwnStack) -> int:
    found = memory_of(stack.data / "credentials.json")
    return found["worker"] if found else 0


async def read(job: dict[str, Any]) -> bytes:
    """A job's file."""
    async with AsyncClient(timeout=120) as plain:
        return (await plain.get(job["file"]["url"])).content


async def bench(stack: OwnStack, arguments: argparse.Namespace) -> SheetsReport:
    """All of it, in a stack that runs."""
    measured, settings = Measured(), settings_for(stack.data)
    account = next(one for one in stack.credentials["people"] if "operator" in one["roles"])

    def open_client() -> AsyncClient:
        return AsyncClient(base_url=stack.base_url, timeout=60)

    who = Account(account["tenant"], account["email"], account["password"])
    person = Person(who, open_client, measured)
    report = SheetsReport(arguments.rows, arguments.bad, arguments.exported)
    async with open_client() as http:
        sender = Sender(http, measured)
        await _import(sender, person, stack, report)
        await fill(settings, arguments.exported)
        for kind in ("xlsx", "csv"):
            body = {"kind": "reports", "format": kind, "periods": _MONTHS}
            job, run = await follow(sender, person, stack, "/v1/exports", body)
            run.size, run.rows = job["file"]["size"], job["result"]["rows"]
            report.runs[f"export of {run.rows:,} rows, {kind}"] = run
            if kind == "xlsx":
                report.opened = _open(await read(job))
    return report


_MONTHS = [f"2026-{month:02}" for month in range(1, 10)]


async def _import(sender: Sender, person: Person, stack: OwnStack, report: SheetsReport) -> None:
    asset = await upload(sender, person, table(report.rows, report.bad))
    path = "/v1/reports/imports"
    job, run = await follow(sender, person, stack, path, {"asset_id": asset})
    report.named = len({row["line"] for row in job["result"]["problems"]})
    marked = load_workbook(io.BytesIO(await read(job)), read_only=True)
    report.marked = sum(1 for row in marked.worksheets[0].iter_rows(min_row=2) if _last(row))
    report.written = job["result"]["created"]
    report.runs[f"import of {report.rows:,} rows, {report.bad:,} bad: refused"] = run
    body = {"asset_id": asset, "partial": True}
    job, run = await follow(sender, person, stack, path, body)
    report.partial = job["result"]["created"]
    report.runs["the same, partial: the right ones written"] = run
    asset = await upload(sender, person, table(report.rows, 0))
    body = {"asset_id": asset}
    job, run = await follow(sender, person, stack, path, body)
    report.again = job["result"]["skipped"], job["result"]["created"]
    report.runs["the mended table: what is there is skipped"] = run


def _last(row: Any) -> bool:  # noqa: ANN401 - of openpyxl
    return len(row) > len(_HEADER) and bool(row[len(_HEADER)].value)


def _open(data: bytes) -> dict[str, int]:
    book = load_workbook(io.BytesIO(data), read_only=True)
    rows = sum(1 for _ in book["Data"].iter_rows()) - 1
    other = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Data").height - 1
    return {"openpyxl": rows, "calamine": other}


def main(given: Sequence[str] | None = None) -> int:
    """Measure, write results/sheets.md and sheets.svg, and print the figures as the last line."""
    parser = argparse.ArgumentParser(prog="python -m bench.sheets")
    parser.add_argument("--rows", type=int, default=20_000, help="of the table to import")
    parser.add_argument("--bad", type=int, default=500, help="of these")
    parser.add_argument("--exported", type=int, default=100_000, help="reports to export")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where sheets.md is written")
    arguments = parser.parse_args(given)
    os.environ["SIMPUL_LIMITS__CALLER"] = "1000000/minute"
    with own_stack() as stack:
        report = asyncio.run(bench(stack, arguments))
    write(report, arguments.results)
    print("\n".join([*report.lines(), report.figures()]))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

import csv
import io
import time
from uuid import UUID, uuid4

from openpyxl import load_workbook
from simpul_client import iterate, raise_for_problem, upload_async
from simpul_client.api.jobs import (
    create_export,
    get_channel_import_template,
    get_import_template,
    get_job,
    import_channels,
    import_reports,
    list_jobs,
)
from simpul_client.client import AuthenticatedClient
from simpul_client.models import (
    AssetPurpose,
    ChannelImport,
    ExportCreate,
    ExportKind,
    JobAnswer,
    JobStatus,
    ReportImport,
    SheetFormat,
)

from tests.client.calls.callers import Callers

_SECONDS = 60


async def call(callers: Callers) -> None:
    client = callers.machine
    template = raise_for_problem(get_import_template.sync_detailed(client=client))
    assert load_workbook(io.BytesIO(template.payload.read())).sheetnames[0] == "Isian"
    other = raise_for_problem(await get_channel_import_template.asyncio_detailed(client=client))
    assert other.payload.read(2) == b"PK"
    reports = await _table(client, "Periode;Jenis;Judul", "2026-10;Pelatihan;Lokakarya")
    made = raise_for_problem(
        import_reports.sync_detailed(client=client, body=ReportImport(asset_id=reports))
    )
    done = _ended(client, made)
    assert done.result
    assert (done.status, done.result.created) == (JobStatus.SUCCEEDED, 1)
    channels = await _table(client, "Platform;Nama", f"koran;{uuid4()}")
    body = ChannelImport(asset_id=channels, dry_run=True)
    tried = _ended(
        client, raise_for_problem(import_channels.sync_detailed(client=client, body=body))
    )
    assert tried.result
    [row] = tried.result.problems
    assert (row.line, row.errors[0].column) == (2, "Platform")
    wanted = ExportCreate(kind=ExportKind.CHANNELS, format_=SheetFormat.CSV)
    made = raise_for_problem(await create_export.asyncio_detailed(client=client, body=wanted))
    assert _ended(client, made).file
    assert made.id in {job.id for job in iterate(list_jobs.sync_detailed, client=client)}


async def _table(client: AuthenticatedClient, *lines: str) -> UUID:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(line.split(";") for line in lines)
    content = text.getvalue().encode()
    made = await upload_async(client, content, file_name="tabel.csv", purpose=AssetPurpose.IMPORT)
    return made.id


def _ended(client: AuthenticatedClient, job: JobAnswer) -> JobAnswer:
    until = time.monotonic() + _SECONDS
    while job.status in {JobStatus.QUEUED, JobStatus.RUNNING}:
        assert time.monotonic() < until
        time.sleep(0.2)
        job = raise_for_problem(get_job.sync_detailed(job.id, client=client))
    return job

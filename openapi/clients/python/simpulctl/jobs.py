"""imports, exports and jobs: tables in and out, and following what becomes of them with a bar."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simpulctl.options import Identifier, Tenants
from simpulctl.session import Answer, Session, ask
from simpulctl.troubles import ExitCode

if TYPE_CHECKING:  # importing the client costs start-up time
    from uuid import UUID

    from simpul_client.models import JobAnswer

imports = typer.Typer()
exports = typer.Typer()
jobs = typer.Typer()
_POLL_SECONDS = 1.0
_CHECK_SECONDS = 300.0  # that the worker has for a large table
_OVER = {"succeeded", "failed"}
_TOLD = 20  # rows; the table that comes back tells of all
Table = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
Dry = Annotated[bool, typer.Option("--dry-run")]
Partial = Annotated[bool, typer.Option("--partial")]
Save = Annotated[Path | None, typer.Option(dir_okay=False)]
Months = Annotated[list[str] | None, typer.Option("--period")]


@imports.command("reports")
def import_reports(
    context: typer.Context,
    table: Table,
    dry_run: Dry = False,  # noqa: FBT002
    partial: Partial = False,  # noqa: FBT002
    submit: Annotated[bool, typer.Option("--submit")] = False,  # noqa: FBT002
    save: Save = None,
) -> None:
    """Import a table of reports."""
    from simpul_client.api.jobs import import_reports as operation
    from simpul_client.models import ReportImport

    session: Session = context.obj
    require_folder(session, save)
    asset = _send(session, table)
    body = ReportImport(asset_id=asset, dry_run=dry_run, partial=partial, submit=submit)
    job = ask(operation.sync_detailed, client=session.client, body=body)
    _end(session, job.value.id, save)


@imports.command("channels")
def import_channels(
    context: typer.Context,
    table: Table,
    dry_run: Dry = False,  # noqa: FBT002
    partial: Partial = False,  # noqa: FBT002
    save: Save = None,
) -> None:
    """Import a table of channels."""
    from simpul_client.api.jobs import import_channels as operation
    from simpul_client.models import ChannelImport

    session: Session = context.obj
    require_folder(session, save)
    body = ChannelImport(asset_id=_send(session, table), dry_run=dry_run, partial=partial)
    job = ask(operation.sync_detailed, client=session.client, body=body)
    _end(session, job.value.id, save)


@exports.command("reports")
def export_reports(
    context: typer.Context, period: Months = None, tenant: Tenants = None, save: Save = None
) -> None:
    """Export reports."""
    _export(context.obj, "reports", period, tenant, save)


@exports.command("completeness")
def export_completeness(
    context: typer.Context, period: Months = None, tenant: Tenants = None, save: Save = None
) -> None:
    """Export who has declared."""
    _export(context.obj, "completeness", period, tenant, save)


@exports.command("channels")
def export_channels(context: typer.Context, tenant: Tenants = None, save: Save = None) -> None:
    """Export channels."""
    _export(context.obj, "channels", None, tenant, save)


@jobs.command("watch")
def watch_job(context: typer.Context, identifier: Identifier, save: Save = None) -> None:
    """Follow a job to its end."""
    _end(context.obj, identifier, save)


def _export(
    session: Session,
    kind: str,
    periods: list[str] | None,
    tenants: list[str] | None,
    save: Path | None,
) -> None:
    from simpul_client.api.jobs import create_export as operation
    from simpul_client.models import ExportCreate, ExportKind, SheetFormat

    require_folder(session, save)
    text = save is not None and save.suffix.lower() == ".csv"
    body = ExportCreate(
        kind=ExportKind(kind),
        format_=SheetFormat.CSV if text else SheetFormat.XLSX,
        periods=periods or [],
        tenants=tenants or [],
    )
    job = ask(operation.sync_detailed, client=session.client, body=body)
    _end(session, job.value.id, save)


def require_folder(session: Session, save: Path | None) -> None:
    """Say so before anything is done when there is no place for the file."""
    if save and not save.parent.is_dir():
        session.output.tell("no-file", path=save, reason=session.output.say("no-folder"))
        raise typer.Exit(ExitCode.USAGE)


def _send(session: Session, table: Path) -> "UUID":
    """Upload a table; gives the id of its asset."""
    from simpul_client import AssetRefusedError, upload
    from simpul_client.models import AssetPurpose

    try:
        asset = upload(session.client, table, purpose=AssetPurpose.IMPORT, wait=_CHECK_SECONDS)
    except AssetRefusedError as error:
        session.output.error(session.output.say("table-refused"), str(error))
        raise typer.Exit(ExitCode.REFUSED) from error
    return asset.id


def _end(session: Session, identifier: "UUID", save: Path | None) -> None:
    answer = _follow(session, identifier)
    job = answer.value
    if job.file and save:
        import httpx

        save.write_bytes(httpx.get(job.file.url, timeout=_CHECK_SECONDS).raise_for_status().content)
        session.output.tell("saved", path=save)
    _tell_rows(session, job)
    session.show(answer.document, lambda: _tell_counts(session, job, save))
    if job.error:
        session.output.error(job.error.title, job.error.detail)
        raise typer.Exit(ExitCode.REFUSED)


def _follow(session: Session, identifier: "UUID") -> "Answer[JobAnswer]":
    from rich.console import Console
    from rich.progress import Progress
    from simpul_client.api.jobs import get_job

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(session.output.say("working"), total=None)
        while True:
            answer = ask(get_job.sync_detailed, identifier, client=session.client)
            progress = answer.value.progress
            bar.update(task, completed=progress.done, total=progress.total)
            if str(answer.value.status) in _OVER:
                return answer
            time.sleep(_POLL_SECONDS)


def _tell_rows(session: Session, job: "JobAnswer") -> None:
    problems = job.result.problems if job.result else []
    for row in problems[:_TOLD]:
        for error in row.errors:
            place = session.output.say("row", line=row.line, column=error.column or "")
            session.output.field_error(place, f"{error.detail} {error.mend}")
    if len(problems) > _TOLD:
        session.output.tell("more-rows", count=len(problems) - _TOLD)


def _tell_counts(session: Session, job: "JobAnswer", save: Path | None) -> None:
    if job.result and str(job.kind) == "export":
        session.output.result("rows-exported", rows=job.result.rows)
    elif job.result:
        counts = {name: getattr(job.result, name) for name in ("created", "skipped", "refused")}
        if job.result.dry_run:
            session.output.result("rows-tried", rows=job.result.rows, **counts)
        else:
            session.output.result("rows-done", rows=job.result.rows, **counts)
    if job.file and not save:
        session.output.result("file", url=job.file.url)

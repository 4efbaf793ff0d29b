"""`simpul audit`: what an inspectorate needs, and checkpoints out of turn."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from api.audit import verifier

if TYPE_CHECKING:
    from api.media.store import Store
    from tenants.directory import Directory
    from tenants.session import Sessions

app = typer.Typer(no_args_is_help=True, help="The audit: exported, verified, and its checkpoints.")
Result = TypeVar("Result")
Work = Callable[["Sessions", "Directory", "Store"], Awaitable[Result]]
DataOption = Annotated[
    Path | None,
    typer.Option(help="Folder of a simpul up that runs; without it SIMPUL_* variables."),
]


class Language(StrEnum):
    """Of what is said about a fault."""

    ID = "id"
    EN = "en"


@app.command("export")
def export_chain(
    code: Annotated[str, typer.Argument(help="Kemendagri code of the tenant.")],
    file: Annotated[Path, typer.Argument(help="A file, made with mode 0600.")],
    data: DataOption = None,
) -> None:
    """Write a tenant's chain for somebody who verifies it elsewhere."""
    part = file.with_name(f".{file.name}.part")

    async def work(sessions: "Sessions", directory: "Directory", store: "Store") -> int | None:
        from api.checkpoints.exporting import lines, prepare
        from tenants.session import as_tenant, transaction

        place = directory.by_code(code)
        if place is None:
            return None
        async with transaction(sessions, as_tenant(place.id, "audit export")) as session:
            export = await prepare(session, store, place)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            os.fchmod(out.fileno(), 0o600)  # of one that was left behind, too
            async for piece in lines(sessions, export):
                out.write(piece)
        return export.head.seq if export.head else 0

    try:
        count = _run(data, work)
        if count is None:
            _refuse(f"simpul: there is no tenant {code}.")
        part.replace(file)  # half an export never bears its name
    except OSError as error:
        _refuse(f"simpul: {error.filename}: {error.strerror}")
    finally:
        part.unlink(missing_ok=True)
    typer.echo(f"wrote {file}: {count} events")


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="An export.")],
    against: Annotated[
        Path | None, typer.Option(help="A checkpoint, as it lies in the storage.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Of the explanation.")] = Language.ID,
) -> None:
    """Verify an export, with nothing but the file: exits with 0, 1 (broken) or 2 (unreadable)."""
    status, line = verifier.check(file, against, language.value)
    typer.echo(line)
    raise typer.Exit(status)


@app.command()
def script() -> None:
    """Print the verifier: one file for any Python 3.9 or later, with nothing of ours around it."""
    typer.echo(Path(verifier.__file__).read_text(encoding="utf-8"), nl=False)


@app.command()
def checkpoint(data: DataOption = None) -> None:
    """Make the checkpoints now, which the worker makes every hour; exits with 1 if a chain is broken."""
    from api.checkpoints.making import make_all

    outcomes = _run(data, make_all)
    for outcome in outcomes:
        if outcome.fault:
            kind, seq = outcome.fault.kind, outcome.fault.seq
            typer.echo(
                f"{outcome.tenant}  BROKEN at {seq}: {kind}; no checkpoint was made", err=True
            )
        elif outcome.made:
            typer.echo(f"{outcome.tenant}  checkpoint at {outcome.seq}")
    made = sum(outcome.made for outcome in outcomes)
    typer.echo(f"{made} made, {len(outcomes)} chains")
    raise typer.Exit(1 if any(outcome.fault for outcome in outcomes) else 0)


def _run(data: Path | None, work: Work[Result]) -> Result:
    import structlog

    import api.tables  # noqa: F401 - a table refers to others, which must be known
    from api.errors import UnavailableError
    from api.logs import configure
    from api.media.store import Store
    from api.stack.errors import StackError
    from api.stack.running import settings_for
    from tenants.directory import Directory
    from tenants.session import make_engine, make_sessions

    async def run() -> Result:
        engine = make_engine(settings.database.url.get_secret_value(), 1)
        directory = Directory()
        sessions = make_sessions(engine, directory=directory, settings=settings)
        try:
            await directory.load(sessions)
            return await work(sessions, directory, Store(settings.storage))
        finally:
            await engine.dispose()

    try:
        settings = settings_for(data)
        if not structlog.is_configured():
            configure(settings.log_level)  # to stderr, as the servers do
        return asyncio.run(run())
    except StackError as error:
        _refuse(f"simpul: {error}")
    except UnavailableError:
        _refuse("simpul: the storage of the checkpoints gives no answer.")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)

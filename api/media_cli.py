"""`simpul media`: what lies in the storage, and whether it is what the database says."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.media.verification import Verified
    from api.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The files that people uploaded.")


@app.callback()
def _media() -> None:
    # So that `verify` stays a command of its own name while it is the only one.
    pass


@app.command()
def verify(
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of a simpul up that runs; without it SIMPUL_* variables."),
    ] = None,
) -> None:
    """Compare both buckets with the database; ends with 1 when something differs."""
    from api.errors import UnavailableError
    from api.stack.errors import StackError
    from api.stack.running import settings_for

    try:
        found = asyncio.run(_verified(settings_for(data)))
    except StackError as error:
        typer.echo(f"simpul: {error}", err=True)
        raise typer.Exit(1) from error
    except UnavailableError as error:
        typer.echo("simpul: the storage cannot be reached.", err=True)
        raise typer.Exit(1) from error
    typer.echo(
        f"{found.assets} assets, {found.objects} objects ({found.size} bytes), "
        f"{found.uploads} open uploads, {found.waiting} waiting for the clean-up"
    )
    for problem in found.problems:
        typer.echo(problem)
    raise typer.Exit(1 if found.problems else 0)


async def _verified(settings: "Settings") -> "Verified":
    import api.tables  # noqa: F401 - a table refers to others, which must be known
    from api.media.verification import verify as compare
    from tenants.directory import Directory
    from tenants.session import make_engine, make_sessions

    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        sessions = make_sessions(engine, directory=directory, settings=settings)
        await directory.load(sessions)
        return await compare(sessions, directory, settings.storage)
    finally:
        await engine.dispose()

"""The `simpul` command. Heavy modules are imported by the command that needs them."""

import asyncio
import json
import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from api.audit_cli import app as audit
from api.keys_cli import app as keys
from api.media_cli import app as media
from api.privacy_cli import app as privacy

if TYPE_CHECKING:
    from api.settings import Settings

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__
)
app.add_typer(keys, name="keys")
app.add_typer(audit, name="audit")
app.add_typer(privacy, name="privacy")
app.add_typer(media, name="media")
SEEDS = ("demo", "regions", "none")
# Names that mean the same to psql, to PostgreSQL and in a URL, quoted or not.
DATABASE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

DataOption = Annotated[Path, typer.Option(help="Data folder; made when absent.")]
SeedOption = Annotated[str, typer.Option(help="What a new database holds: demo, regions or none.")]
ProvinceOption = Annotated[str, typer.Option(help="Kemendagri code of the province.")]
HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
RunningOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of a simpul up that runs; without it SIMPUL_* variables."),
]
PortOption = Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)]


@app.command()
def up(
    data: DataOption = Path(".simpul"),
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
    seed: SeedOption = "demo",
    province: ProvinceOption = "32",
    postgres_bin: Annotated[
        Path | None, typer.Option(help="Programs of another PostgreSQL, 17 or later.")
    ] = None,
) -> None:
    """Run the whole product on this machine until Ctrl-C: PostgreSQL, S3, API and worker."""
    from api.stack.parts import UpOptions
    from api.stack.up import run
    from tenants.regions import regions_of

    if seed not in SEEDS:
        _refuse(f"--seed takes {', '.join(SEEDS)}, not {seed}.")
    try:
        regions_of(province)
    except ValueError as error:
        _refuse(f"--province: {error}.")
    options = UpOptions(data, port, host, seed, province, postgres_bin)  # type: ignore[arg-type]
    raise typer.Exit(run(options))


@app.command()
def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: Annotated[int, typer.Option(help="Processes.", min=1)] = 1,
) -> None:
    """Serve HTTP, configured by SIMPUL_* variables."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from api.settings import get_settings

    get_settings()  # so that bad settings are named here, not in a child
    Server(
        "api.app:serve",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=4,
        backpressure=256,
    ).serve()


@app.command()
def worker(
    alive_file: Annotated[
        Path | None, typer.Option(help="A file to touch every few seconds, for who watches.")
    ] = None,
) -> None:
    """Run jobs, configured by SIMPUL_* variables."""
    from api.logs import configure
    from api.settings import get_settings
    from api.worker import run

    settings = get_settings()
    configure(settings.log_level)
    asyncio.run(run(settings, alive_file=alive_file))


@app.command("roles")
def print_roles(
    database: Annotated[str, typer.Option(help="Name of the database.")] = "simpul",
) -> None:
    """Print the SQL that makes roles and database, for an administrator's psql; no passwords in it."""
    from tenants.roles import script

    if not DATABASE_NAME.fullmatch(database):
        _refuse("--database takes lower-case letters, digits and underscores.")
    typer.echo(script(database), nl=False)


@app.command()
def migrate() -> None:
    """Bring the schema to the newest revision, as simpul_owner."""
    from api.settings import get_settings
    from migrations.run import newest, upgrade

    owner_url = get_settings().database.owner_url
    if owner_url is None:
        _refuse("SIMPUL_DATABASE__OWNER_URL is not set: migrations run as simpul_owner.")
    upgrade(owner_url.get_secret_value())
    typer.echo(f"schema at revision {newest()}")


@app.command()
def seed(
    kind: Annotated[str, typer.Argument(help="demo, regions or none")] = "demo",
    credentials: Annotated[
        Path, typer.Option(help="Where the new people's passwords are written (0600).")
    ] = Path("credentials.json"),
) -> None:
    """Fill an empty database, and write the credentials of the people that it made."""
    from api.seeds.run import seed as fill
    from api.settings import get_settings
    from api.stack.folder import write_private

    if kind not in SEEDS:
        _refuse(f"seed takes {', '.join(SEEDS)}, not {kind}.")
    settings = get_settings()
    made = fill(settings, kind)
    if made is None:
        typer.echo("nothing was added: the database has data, or nothing was asked for")
        return
    write_private(credentials, {"base_url": settings.base_url, **made})
    typer.echo(f"wrote {credentials}")


@app.command()
def bootstrap(
    admin_email: Annotated[str, typer.Option(help="Who becomes the province's first admin.")],
    admin_name: Annotated[str | None, typer.Option(help="The admin's name.")] = None,
    data: RunningOption = None,
) -> None:
    """Make the tenants of the province, and print a one-time link for its first admin."""
    from pydantic import ValidationError

    import api.tables  # noqa: F401 - a table refers to others, which must be known
    from api.seeds.bootstrap import BootstrapError
    from api.seeds.bootstrap import bootstrap as begin

    settings = _settings(data)
    try:
        link = asyncio.run(begin(settings, admin_email, admin_name))
    except ValidationError as error:
        options = ", ".join(sorted({f"--admin-{each['loc'][0]}" for each in error.errors()}))
        _refuse(f"{options}: not an address or a name that can be.")
    except BootstrapError as error:
        _refuse(f"simpul: {error}", 1)
    typer.echo(f"Give this link to {admin_email}. It is good once, for seven days.", err=True)
    typer.echo(link)


@app.command("remove-second-factor")
def remove_second_factor(
    email: Annotated[str, typer.Argument(help="Of a person whom you have made sure of.")],
    data: RunningOption = None,
) -> None:
    """Let somebody in again who lost his phone and his recovery codes; he is told by e-mail."""
    import api.tables  # noqa: F401 - a table refers to others, which must be known
    from api.oauth.lost_phone import remove_second_factor as remove

    if not asyncio.run(remove(_settings(data), email)):
        _refuse(f"simpul: {email} has no second factor.", 1)
    typer.echo(f"The second factor of {email} is off. He signs in with his password alone now.")


@app.command()
def openapi(
    output: Annotated[Path | None, typer.Argument(help="A file; the terminal without it.")] = None,
) -> None:
    """Write the OpenAPI document."""
    from api.app import create_app

    text = json.dumps(create_app().openapi(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@app.command()
def doctor() -> None:
    """Check roles, row-level security, S3 and keys of this deployment."""
    from api.doctor import examine
    from api.settings import get_settings

    findings = asyncio.run(examine(get_settings()))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.good else 'BAD '} {finding.name}: {finding.detail}")
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)


def _settings(data: Path | None) -> "Settings":
    from api.stack.errors import StackError
    from api.stack.running import settings_for

    try:
        return settings_for(data)
    except StackError as error:
        _refuse(f"simpul: {error}", 1)


def _refuse(sentence: str, status: int = 2) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)


def main() -> None:
    """The entry point: bad settings are named, without a traceback."""
    from pydantic import ValidationError

    try:
        app()
    except ValidationError as error:
        names = ", ".join("SIMPUL_" + "__".join(map(str, e["loc"])).upper() for e in error.errors())
        logging.getLogger(__name__).critical("settings are missing or wrong: %s", names)
        sys.exit(2)


if __name__ == "__main__":
    main()

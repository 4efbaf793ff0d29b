"""`simpul privacy`: what is kept about a person, given out and erased; and who is told after a breach."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from api.privacy.erasing import Erased
    from api.privacy.people import Whom
    from api.settings import Settings

app = typer.Typer(
    no_args_is_help=True, help="Personal data: given out, erased, listed (UU 27/2022)."
)
Result = TypeVar("Result")

PersonArgument = Annotated[str, typer.Argument(help="An e-mail address, or a person's id.")]
DataOption = Annotated[
    Path | None,
    typer.Option(help="Folder of a simpul up that runs; without it SIMPUL_* variables."),
]
MomentArgument = "A moment (2026-11-22T21:30); without an offset it is local time."


@app.command("export")
def export_person(
    person: PersonArgument,
    output: Annotated[Path | None, typer.Option(help="A file, made with mode 0600.")] = None,
    data: DataOption = None,
) -> None:
    """Write all that is kept about somebody as JSON; it holds nothing about anybody else."""
    from api.privacy.export import export

    async def work(session: "AsyncSession") -> dict[str, object]:
        return await export(session, await _found(session, person))

    text = json.dumps(_run(data, work), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        _write(output, text)


@app.command("erase")
def erase_person(
    person: PersonArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Make a person nobody: show what will happen, ask, and do it in one transaction."""
    from api.privacy.erasing import erase

    whom = _run(data, lambda session: _found(session, person))
    if whom.erased:
        typer.echo(f"{whom.id} was erased before. Nothing was changed.")
        return

    async def work(session: "AsyncSession") -> "Erased":
        return await erase(session, whom)

    _tell(whom, _tried(data, work), "would be changed")
    if not yes:
        typer.confirm("Erase? There is no way back.", abort=True)
    _tell(whom, _run(data, work), "changed")


@app.command()
def affected(
    since: Annotated[str, typer.Option(help=MomentArgument)],
    until: Annotated[str, typer.Option(help=MomentArgument)],
    known_at: Annotated[
        str | None, typer.Option(help="When the breach was known: 3 x 24 hours begin.")
    ] = None,
    output: Annotated[Path, typer.Option(help="Folder for affected.csv and letter.md.")] = Path(),
    data: DataOption = None,
) -> None:
    """List whose data a breach touched, and draft the letters of UU 27/2022 art. 46."""
    from api.privacy.affected import Affected, as_csv
    from api.privacy.affected import affected as find_affected
    from api.privacy.letter import letters
    from api.privacy.touched import Window

    settings = _settings(data)
    window = Window(_moment(settings, "--since", since), _moment(settings, "--until", until))
    if window.since >= window.until:
        _refuse("--since must be before --until.", 2)
    known = _moment(settings, "--known-at", known_at) if known_at else None
    _make_folder(output)

    async def work(session: "AsyncSession") -> tuple[list[Affected], str]:
        return await find_affected(session, window), await _office(session)

    rows, office = _run(data, work)
    _write(output / "affected.csv", as_csv(rows, settings.zone))
    _write(output / "letter.md", letters(rows, window, office, settings.zone, known))
    people = len({row.person_id or row.email for row in rows})
    typer.echo(f"{people} people; wrote {output / 'affected.csv'} and {output / 'letter.md'}")


async def _office(session: "AsyncSession") -> str:
    from sqlalchemy import select
    from sqlmodel import col

    from tenants.models import Tenant, TenantKind
    from tenants.session import as_system, entered

    async with entered(session, as_system("privacy: who answers for the data")):
        province = select(col(Tenant.office)).where(col(Tenant.kind) == TenantKind.PROVINCE)
        return str(await session.scalar(province))


async def _found(session: "AsyncSession", asked: str) -> "Whom":
    from api.privacy.people import find

    found = await find(session, asked)
    if found is None:
        _refuse("simpul: nothing is kept about anybody of this address or id.", 1)
    return found


def _tell(whom: "Whom", done: "Erased", what: str) -> None:
    typer.echo(f"{whom.id if whom.has_account else 'An applicant without an account'}: {what}")
    for place, counts in (("account", done.account), *sorted(done.tenants.items())):
        for name, count in sorted(counts.items()):
            typer.echo(f"  {place}  {name}  {count}")


class _UndoError(Exception):
    """Ends a trial: its transaction is rolled back."""


def _tried(data: Path | None, work: Callable[["AsyncSession"], Awaitable[Result]]) -> Result:
    """What the work would give; nothing of it is kept."""
    results: list[Result] = []

    async def tried(session: "AsyncSession") -> None:
        results.append(await work(session))
        raise _UndoError

    try:
        _run(data, tried)
    except _UndoError:
        return results[0]
    raise AssertionError


def _run(data: Path | None, work: Callable[["AsyncSession"], Awaitable[Result]]) -> Result:
    """The result of some work in one transaction, or a sentence and exit 1."""
    from api.privacy.guarding import ErasureRefusedError

    try:
        return asyncio.run(_worked(_settings(data), work))
    except ErasureRefusedError as refused:
        _refuse("\n".join(f"simpul: {reason}" for reason in refused.reasons), 1)


async def _worked(
    settings: "Settings", work: Callable[["AsyncSession"], Awaitable[Result]]
) -> Result:
    import api.tables  # noqa: F401 - a table refers to others, which must be known
    from tenants.directory import Directory
    from tenants.session import as_system, make_engine, make_sessions, transaction

    directory = Directory()
    engine = make_engine(settings.database.url.get_secret_value(), 1)
    sessions = make_sessions(engine, directory=directory, settings=settings)
    try:
        await directory.load(sessions)
        async with transaction(sessions, as_system("simpul privacy")) as session:
            return await work(session)
    finally:
        await engine.dispose()


def _settings(data: Path | None) -> "Settings":
    from api.stack.errors import StackError
    from api.stack.running import settings_for

    try:
        return settings_for(data)
    except StackError as error:
        _refuse(f"simpul: {error}", 1)


def _moment(settings: "Settings", option: str, given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        _refuse(f"{option} takes a moment such as 2026-11-22T21:30, not this.", 2)
    return moment if moment.tzinfo else moment.replace(tzinfo=settings.zone)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}.", 1)


def _write(path: Path, text: str) -> None:
    """Personal data: for nobody but the owner of the file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            os.fchmod(handle, 0o600)
            file.write(text)
    except OSError as error:
        _refuse(f"{error.filename}: {error.strerror}.", 1)


def _refuse(sentence: str, status: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)

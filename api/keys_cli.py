"""`simpul keys`: rotating what signs tokens and what seals secrets, while everything runs."""

import asyncio
import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from api.resealing import Resealed
    from api.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Keys that sign tokens and seal secrets at rest.")


class Kind(StrEnum):
    """What a key is for."""

    SIGNING = "signing"
    ENCRYPTION = "encryption"


_PLACES = {
    Kind.SIGNING: ("SIMPUL_OAUTH__KEYS_FILE", "keys.json"),
    Kind.ENCRYPTION: ("SIMPUL_ENCRYPTION__KEYS_FILE", "sealing-keys.json"),
}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}  # a Secret that is mounted, mostly
KindArgument = Annotated[Kind, typer.Argument(help="What the keys are for.")]
DataOption = Annotated[
    Path | None, typer.Option(help="The keys of the `simpul up` on this folder.")
]
FileOption = Annotated[
    Path | None, typer.Option(help="The keys in this file: a copy of a Secret, which is read-only.")
]

NowOption = Annotated[bool, typer.Option("--now", help="Sign at once, not after 10 minutes.")]
StolenOption = Annotated[
    bool, typer.Option("--stolen", help="Drop the former keys at once: all access tokens end.")
]


@app.command()
def create(
    file: Annotated[Path, typer.Argument(help="The file, made with mode 0600.")],
    kind: Annotated[Kind, typer.Option(help="What the keys are for.")] = Kind.SIGNING,
) -> None:
    """Make a new file of keys; one that is there stays as it is."""
    from api.encryption import sealing
    from api.oauth import keys as signing

    existed = file.exists()
    with _named_failures(file):
        (signing if kind is Kind.SIGNING else sealing).ensure(file)
    typer.echo(f"{file} is there already" if existed else f"wrote {file}")


@app.command("list")
def list_keys(
    kind: KindArgument = Kind.SIGNING, data: DataOption = None, file: FileOption = None
) -> None:
    """Show the keys, the newest first, and what each of them does now."""
    from api.keyfiles import in_use, read, used_from

    path = _file(kind, data, file)
    with _named_failures(path):
        keys = read(path)
    used = keys.keys.index(in_use(keys, time.time()))
    for number, key in enumerate(keys.keys):
        known_for = "of before" if number > used else "in use"
        state = f"in use from {_time(used_from(key))}" if number < used else known_for
        typer.echo(f"{key.kid}  {state}")


@app.command()
def rotate(
    kind: KindArgument = Kind.SIGNING,
    data: DataOption = None,
    file: FileOption = None,
    *,
    now: NowOption = False,
    stolen: StolenOption = False,
    access_minutes: Annotated[
        int,
        typer.Option(envvar="SIMPUL_OAUTH__ACCESS_MINUTES", help="How long access tokens live."),
    ] = 10,
) -> None:
    """Make a new key and let the former ones go, as soon as nothing needs them any more.

    A signing key is published 10 minutes before it signs, and a former one goes with a later rotation.
    With a new encryption key every secret is sealed again; with --file that is a step of its own.
    """
    path = _file(kind, data, file)
    if kind is Kind.SIGNING:
        _rotate_signing(path, now=now, stolen=stolen, lifetime=access_minutes * 60)
        return
    from api.keyfiles import ANNOUNCED_FOR
    from api.resealing import add_key

    settings = None if file else _settings(data)
    moment = int(time.time()) + (ANNOUNCED_FOR if file and not now else 0)
    with _named_failures(path):
        typer.echo(f"{add_key(path, moment)}  in use from {_time(moment)}")
    if settings is None:
        typer.echo("Put the file in place; after that moment run: simpul keys reseal")
    else:
        _reseal(settings, path)


@app.command()
def reseal(data: DataOption = None) -> None:
    """Seal every secret with the newest encryption key, and drop the keys that nothing needs."""
    _reseal(_settings(data), _file(Kind.ENCRYPTION, data, None))


def _rotate_signing(path: Path, *, now: bool, stolen: bool, lifetime: int) -> None:
    from api.keyfiles import ANNOUNCED_FOR, read, used_from
    from api.oauth.keys import replace_all
    from api.oauth.keys import rotate as rotate_file

    moment, announced_for = int(time.time()), 0 if now else ANNOUNCED_FOR
    with _named_failures(path):
        if stolen:
            dropped = replace_all(path, moment=moment)
        else:
            dropped = rotate_file(
                path, moment=moment, lifetime=lifetime, announced_for=announced_for
            )
        fresh = read(path).keys[0]
    typer.echo(f"{fresh.kid}  in use from {_time(used_from(fresh))}")
    for key in dropped:
        typer.echo(f"{key.kid}  dropped")


def _reseal(settings: "Settings", path: Path) -> None:
    with _named_failures(path):
        done = asyncio.run(_resealed(settings, path))
    typer.echo(f"{done.rows} secrets sealed again")
    for kid in done.dropped:
        typer.echo(f"{kid}  dropped")
    if done.unopened:
        _refuse(f"{done.unopened} secrets cannot be opened by any key in {path}.", 1)


async def _resealed(settings: "Settings", path: Path) -> "Resealed":
    from api.resealing import reseal as reseal_all
    from tenants.session import make_engine, make_sessions

    engine = make_engine(settings.database.url.get_secret_value(), 1)
    try:
        return await reseal_all(make_sessions(engine, settings=settings), path)
    finally:
        await engine.dispose()


def _settings(data: Path | None) -> "Settings":
    from api.stack.errors import StackError
    from api.stack.running import settings_for

    try:
        return settings_for(data)
    except StackError as error:
        _refuse(str(error), 1)


def _file(kind: Kind, data: Path | None, file: Path | None) -> Path:
    """The key file that is meant; a symbolic link stays one."""
    variable, name = _PLACES[kind]
    if file is not None:
        return file.resolve()
    if data is not None:
        return (data / name).resolve()
    if variable not in os.environ:
        _refuse(f"Which keys? Set {variable}, or give --data or --file.", 2)
    return Path(os.environ[variable]).resolve()


@contextmanager
def _named_failures(path: Path) -> Iterator[None]:
    """A file that cannot be used is a sentence, not a traceback."""
    try:
        yield
    except OSError as error:
        hint = " Rotate a copy of it with --file." if error.errno in _READ_ONLY else ""
        _refuse(f"{error.filename}: {error.strerror}.{hint}", 1)
    except ValueError:
        _refuse(f"{path} is no private JWK Set.", 1)


def _refuse(sentence: str, status: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(status)


def _time(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

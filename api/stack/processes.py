"""Starting, watching and ending the processes of the stack."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Event

from api.stack.accounts import Account
from api.stack.errors import InterruptedStartError, StackError

POLL_SECONDS = 0.03
MARK = "SIMPUL_UP_FOLDER"
_TAIL_LINES = 15
_LARGEST_LOG = 5 * 1024 * 1024

# Linux ends a child when the *thread* that started it ends, not its process. This thread lives as
# long as the process does, whichever thread asks it to start something.
_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")


@dataclass(frozen=True)
class Program:
    """What to start, and how it ends."""

    name: str
    arguments: Sequence[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM


class Child:
    """A running program of the stack."""

    def __init__(self, program: Program, process: subprocess.Popen[bytes]) -> None:
        self.program = program
        self.name = program.name
        self.pid = process.pid
        self._process = process

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def tail(self) -> str:
        """The last lines of its log."""
        return tail(self.program.log)

    def ask_to_stop(self) -> None:
        """Send its stop signal, without waiting."""
        if self.alive:
            self._process.send_signal(self.program.stop_signal)

    def stop(self, grace: float) -> None:
        """Ask it to stop; after `grace` seconds kill it and its process group."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(grace)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()


def spawn(program: Program) -> Child:
    """Start a program in a session of its own, so that Ctrl-C of the terminal reaches only us.

    Its output goes to its log, its files are private, and Linux ends it when we die.
    """
    return _spawner.submit(_spawn, program).result()


def _spawn(program: Program) -> Child:
    if program.log.exists() and program.log.stat().st_size > _LARGEST_LOG:
        program.log.replace(program.log.with_suffix(".old.log"))
    account = program.account.popen_options() if program.account else {}
    descriptor = os.open(program.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as log:
        process = subprocess.Popen(
            [*dies_with_us(program.stop_signal), *program.arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **program.environment},
            cwd=program.cwd,
            umask=0o077,
            start_new_session=True,
            **account,
        )
    return Child(program, process)


def dies_with_us(stop_signal: signal.Signals) -> list[str]:
    """What to put before a command so that Linux ends it when the starting thread ends."""
    return ["setpriv", "--pdeathsig", stop_signal.name.removeprefix("SIG")] if _setpriv() else []


@lru_cache
def _setpriv() -> bool:
    if shutil.which("setpriv") is None:
        return False
    answer = subprocess.run(["setpriv", "--help"], capture_output=True, check=False)
    return b"--pdeathsig" in answer.stdout


def wait_until(
    ready: Callable[[], bool], child: Child, seconds: float, stopping: Event | None = None
) -> None:
    """Return once `ready()` holds.

    Raises `StackError` with the end of its log when the child died or took longer than `seconds`,
    and `InterruptedStartError` as soon as `stopping` is set.
    """
    deadline = time.monotonic() + seconds
    # Alive as well: what answers could be another's server on the same port.
    while not (ready() and child.alive):
        if stopping is not None and stopping.is_set():
            raise InterruptedStartError
        if not child.alive:
            message = f"{child.name} ended while it started. The end of its log:\n{child.tail()}"
            raise StackError(message)
        if time.monotonic() > deadline:
            message = (
                f"{child.name} was not ready after {seconds:.0f} s. "
                f"The end of its log:\n{child.tail()}"
            )
            raise StackError(message)
        time.sleep(POLL_SECONDS)


def stop_together(children: Iterable[Child], grace: float) -> None:
    """Stop several children at once, all of them within `grace` seconds."""
    running = list(children)
    for child in running:
        child.ask_to_stop()
    deadline = time.monotonic() + grace
    for child in running:
        child.stop(max(0.0, deadline - time.monotonic()))


def tail(log: Path, lines: int = _TAIL_LINES) -> str:
    """The last lines of a log, at most 16 KB."""
    if not log.exists():
        return "(empty)"
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 16384))
        text = file.read().decode(errors="replace")
    return "\n".join(text.splitlines()[-lines:]) or "(empty)"


def end_left_over(where: Path, grace: float = 8.0) -> None:
    """End what a killed stack left running, and wait until it is gone.

    That is: servers whose working folder is `where`, and processes started with the mark of
    `where`. Only for a folder whose lock we hold.
    """
    for pid in _left_over(where):
        _signal(pid, signal.SIGINT)
    deadline = time.monotonic() + grace
    while remaining := _left_over(where):
        if time.monotonic() > deadline:
            for pid in remaining:
                _signal(pid, signal.SIGKILL)
        time.sleep(POLL_SECONDS)


def _left_over(where: Path) -> list[int]:
    proc = Path("/proc")
    pids = [int(entry.name) for entry in proc.glob("[0-9]*")] if proc.is_dir() else []
    return [pid for pid in pids if pid != os.getpid() and _belongs(proc / str(pid), where)]


def _belongs(process: Path, where: Path) -> bool:
    # A process that ended meanwhile, is a zombie or another user's is not ours to end.
    with suppress(OSError):
        if f"{MARK}={where}".encode() in (process / "environ").read_bytes().split(b"\0"):
            return True
        is_server = (process / "exe").readlink().name.startswith(("postgres", "weed"))
        return is_server and (process / "cwd").readlink() == where
    return False


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)

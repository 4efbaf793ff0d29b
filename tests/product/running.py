"""The whole product in a process of its own, as somebody at a terminal starts it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from api.stack.ports import find

LIMIT_SECONDS = 20  # to stop
_START_SECONDS = 120
_POLL_SECONDS = 0.02
# Other tests configure this process, and what marks a stack's processes must not mark ours.
_BARE = {name: value for name, value in os.environ.items() if not name.startswith("SIMPUL_")}
Process = tuple[int, str]  # its number, and when it began: numbers are used again


@dataclass
class Product:
    """`simpul up` on a data folder."""

    data: Path
    flags: tuple[str, ...] = ()
    port: int = field(default_factory=find)
    place: str = "terminal"  # names the files that stand for the terminal
    process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        """What it wrote to stdout since it was launched."""
        return self._file("out").read_text(encoding="utf-8")

    @property
    def told(self) -> str:
        """What it told the person at the terminal since it was launched."""
        return self._file("err").read_text(encoding="utf-8")

    @property
    def runs(self) -> bool:
        """Whether the supervisor lives."""
        return self.process is not None and self.process.poll() is None

    def launch(self, *flags: str) -> None:
        """Start it without waiting. `flags` come after its own, so they win."""
        arguments = [sys.executable, "-m", "api.cli", "up"]
        arguments += ["--data", str(self.data), "--port", str(self.port), *self.flags, *flags]
        with self._file("out").open("wb") as out, self._file("err").open("wb") as err:
            self.process = subprocess.Popen(arguments, stdout=out, stderr=err, env=_BARE)

    def wait_until_ready(self) -> None:
        """Wait for the line that says so."""
        deadline = time.monotonic() + _START_SECONDS
        while f"ready {self.base_url}" not in self.output.splitlines():
            assert self.runs, self.told
            assert time.monotonic() < deadline, self.told
            time.sleep(_POLL_SECONDS)

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.launch()
        self.wait_until_ready()

    def refused(self, *flags: str) -> tuple[int, str]:
        """Launch it where it must not start; its exit status, and what it told."""
        self.launch(*flags)
        assert self.process is not None
        status = self.process.wait(LIMIT_SECONDS)
        assert self.output == ""
        return status, self.told

    def numbers(self) -> dict[str, int]:
        """The processes by name, as it wrote them down."""
        return _json(self.data / "processes.json")

    def processes(self) -> set[Process]:
        """Everything that runs for it: what we started, and all that came from that."""
        assert self.process is not None
        return _with_descendants(self.process.pid)

    def stop(self) -> float:
        """Ask it to stop; returns the seconds that took."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(LIMIT_SECONDS + 5) == 0, self.told
        return time.monotonic() - begun

    def kill(self) -> set[Process]:
        """`kill -9` of every process, the supervisor last, so that nobody can put things in order."""
        assert self.process is not None
        doomed, last = self.processes(), self.process.pid
        for number, _ in sorted(doomed, key=lambda each: each[0] == last):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.wait(LIMIT_SECONDS)
        return doomed

    def end(self) -> None:
        """Stop it if it runs, in any case."""
        if self.process is not None and self.runs:
            self.process.terminate()
            try:
                self.process.wait(LIMIT_SECONDS + 5)
            except subprocess.TimeoutExpired:
                self.kill()

    def credentials(self) -> dict[str, Any]:
        """What it wrote for people who want to sign in."""
        return _json(self.data / "credentials.json")

    def environment(self, process: str = "api") -> dict[str, str]:
        """What one of its processes was started with, asked of the kernel."""
        raw = Path(f"/proc/{self.numbers()[process]}/environ").read_text(encoding="utf-8")
        return dict(line.split("=", 1) for line in raw.split("\0") if "=" in line)

    @property
    def login_url(self) -> str:
        """The database as the API connects to it."""
        return self.environment()["SIMPUL_DATABASE__URL"]

    @property
    def superuser_url(self) -> str:
        """The same database past row-level security."""
        port = urlsplit(self.login_url).port
        assert port
        return self.superuser_at(port)

    def superuser_at(self, port: int) -> str:
        """The database past row-level security, of a server at this port."""
        password = quote(_json(self.data / "secrets.json")["superuser"])
        return f"postgresql://postgres:{password}@127.0.0.1:{port}/simpul"

    def _file(self, kind: str) -> Path:
        return self.data.with_name(f"{self.place}.{kind}")


@contextmanager
def product(*flags: str) -> Iterator[Product]:
    """A product that has not been started, on a folder of its own; ended and removed afterwards."""
    # pytest's own temporary folders are 0700, and PostgreSQL's user could not pass.
    parent = Path(tempfile.mkdtemp(prefix="simpul-test-"))
    parent.chmod(0o711)
    made = Product(parent / "data", flags)
    try:
        yield made
    finally:
        made.end()
        shutil.rmtree(parent)


def alive(processes: set[Process]) -> set[Process]:
    """Those that still run; a zombie has ended, though nobody has asked yet how."""
    return {each for each in processes if (seen := _seen(each[0])) and seen[0] == each}


def wait_for_end(processes: set[Process]) -> None:
    """Wait until all of them are gone."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while alive(processes):
        assert time.monotonic() < deadline, alive(processes)
        time.sleep(_POLL_SECONDS)


def _with_descendants(number: int) -> set[Process]:
    everything = [_seen(int(entry.name)) for entry in Path("/proc").glob("[0-9]*")]
    living = [seen for seen in everything if seen]
    family = {number}
    while grown := {each[0] for each, parent in living if parent in family} - family:
        family |= grown
    return {each for each, _ in living if each[0] in family}


def _seen(number: int) -> tuple[Process, int] | None:
    """A living process and its parent's number."""
    try:
        text = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    state, parent, *rest = text.rpartition(")")[2].split()
    return None if state in "ZX" else ((number, rest[17]), int(parent))


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found

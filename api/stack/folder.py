"""The data folder of one `simpul up`: its lock, its secrets, what it remembers."""

import fcntl
import json
import os
import secrets
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from api.stack.errors import StackError


def _token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Secrets:
    """What is generated once per folder: passwords of PostgreSQL, keys of S3 and SeaweedFS."""

    superuser: str = field(default_factory=_token)
    owner: str = field(default_factory=_token)
    login: str = field(default_factory=_token)
    s3_access_key: str = field(default_factory=lambda: secrets.token_hex(10))
    s3_secret_key: str = field(default_factory=_token)
    volume_write: str = field(default_factory=_token)
    volume_read: str = field(default_factory=_token)
    filer_write: str = field(default_factory=_token)
    filer_read: str = field(default_factory=_token)


class Folder:
    """A data folder, held by one process at a time.

    Use it as a context manager: entering creates the folder, takes its lock and loads its secrets
    (generated the first time), or raises `StackError`. Only its owner can read what lies in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.keys_path = self.path / "keys.json"
        self.sealing_keys_path = self.path / "sealing-keys.json"
        self.outbox = self.path / "outbox"
        self.credentials_path = self.path / "credentials.json"
        self.processes_path = self.path / "processes.json"
        self.environment_path = self.path / "environment.json"
        self.logs = self.path / "logs"
        self.secrets = Secrets()
        self._lock: int | None = None
        self._writing = threading.Lock()

    def __enter__(self) -> Self:
        self._create()
        self._lock = _lock(self.path)
        try:
            self.logs.mkdir(mode=0o700, exist_ok=True)
            self.secrets = self._load_secrets()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _create(self) -> None:
        # Root's database server runs as another user, who has to pass through: 0711. An existing
        # folder keeps its mode.
        mode = 0o711 if os.geteuid() == 0 else 0o700
        try:
            existed = self.path.exists()
            self.path.mkdir(parents=True, exist_ok=True)
            if not existed:
                self.path.chmod(mode)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except (FileExistsError, NotADirectoryError) as error:
            message = f"{self.path} is not a folder. Choose a folder with --data."
            raise StackError(message) from error
        except OSError as error:
            message = (
                f"The data folder {self.path} is not writable ({error.strerror}). "
                "Choose another with --data."
            )
            raise StackError(message) from error

    def _load_secrets(self) -> Secrets:
        path = self.path / "secrets.json"
        if path.exists():
            return Secrets(**_read(path))
        if (self.path / "state.json").exists():
            message = (
                f"{path} is missing, and without it nobody can open the data in {self.path}. "
                "Put it back, or choose another folder with --data."
            )
            raise StackError(message)
        made = Secrets()
        write_private(path, asdict(made))
        return made

    def recall(self, key: str) -> Any:  # noqa: ANN401  a JSON value
        """What an earlier `remember` stored, or None."""
        path = self.path / "state.json"
        return _read(path).get(key) if path.exists() else None

    def remember(self, **values: object) -> None:
        """Store JSON values that outlive the process (the province, ports)."""
        path = self.path / "state.json"
        with self._writing:
            known = _read(path) if path.exists() else {}
            write_private(path, {**known, **values})

    def write_credentials(self, credentials: dict[str, Any] | None, base_url: str) -> None:
        """Write `credentials.json`; None keeps the people who are there, at the new address."""
        if credentials is None:
            there = self.credentials_path.exists()
            credentials = _read(self.credentials_path) if there else {"people": [], "clients": []}
        write_private(self.credentials_path, {**credentials, "base_url": base_url})

    def write_processes(self, pids: dict[str, int]) -> None:
        """Write `processes.json`: which process is which, while the stack is ready."""
        write_private(self.processes_path, pids)

    def write_environment(self, variables: dict[str, str]) -> None:
        """Write `environment.json`: what configures commands that work on the stack while it runs."""
        write_private(self.environment_path, variables)

    def read_environment(self) -> dict[str, str]:
        """The `SIMPUL_*` variables of the stack that runs here; needs no lock. Raises `StackError`."""
        if not self.environment_path.exists():
            message = f"No simpul up runs on {self.path}. Start it: simpul up --data {self.path}"
            raise StackError(message)
        return {name: str(value) for name, value in _read(self.environment_path).items()}

    def remove_processes(self) -> None:
        """Remove what tells of the processes: none of it is true once they ended."""
        self.processes_path.unlink(missing_ok=True)
        self.environment_path.unlink(missing_ok=True)


def write_private(path: Path, content: object) -> None:
    """Write JSON that only its owner reads, all of it or nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2, ensure_ascii=False)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {error}."
        raise StackError(message) from error
    return content


def _lock(path: Path) -> int:
    """Hold the lock file of a folder until its descriptor is closed, or its process ends."""
    try:
        lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        message = (
            f"The data folder {path} belongs to another user ({error.strerror}). "
            "Choose another with --data."
        )
        raise StackError(message) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(lock, 20).decode(errors="replace").strip()
        os.close(lock)
        message = (
            f"Another simpul up (process {holder or 'unknown'}) is using {path}. "
            "Stop it, or choose another folder with --data."
        )
        raise StackError(message) from error
    with suppress(OSError):
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock

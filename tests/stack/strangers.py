"""What another user of the machine can try on SeaweedFS: its own command, and plain sockets."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from api.stack.accounts import Account, unprivileged
from api.stack.seaweed import SeaweedFS, _find_binary

# How an HTTP/2 client begins: the preface, and settings without a setting.
_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])


@dataclass(frozen=True)
class Shell:
    """SeaweedFS' administration, with the keys that lie in a folder."""

    binary: Path
    folder: Path
    account: Account | None = None

    def run(self, server: SeaweedFS, *commands: str, seconds: float) -> str:
        """What it prints, at most so long: without the keys it tries again and again."""
        master, filer = server._ports["master"], server._ports["filer"]
        flags = [f"-master=127.0.0.1:{master}", f"-filer=127.0.0.1:{filer}"]
        options = self.account.popen_options() if self.account else {}
        try:
            ended = subprocess.run(
                [self.binary, f"-config_dir={self.folder}", "shell", *flags],
                input="\n".join([*commands, "exit", ""]),
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds,
                cwd=self.folder,
                env={"HOME": str(self.folder), "TMPDIR": str(self.folder)},
                **options,
            )
        except subprocess.TimeoutExpired as expired:
            return (expired.stdout or b"").decode()
        return str(ended.stdout)


def stranger(place: Path) -> Shell:
    """The shell of one without keys: of another user where we are root, who can start one."""
    home = place / "home"
    home.mkdir()
    binary = place / "weed"
    shutil.copy2(_find_binary(), binary)
    account = unprivileged(home / "nothing")
    if account is not None:
        os.chown(home, account.uid, account.gid)
    return Shell(binary, home, account)


def owner(server: SeaweedFS) -> Shell:
    """The shell of who may read the data folder."""
    return Shell(_find_binary(), server.folder.path / "seaweedfs")


def chunk_of(server: SeaweedFS, path: str) -> str:
    """The number under which the volume keeps an object's bytes."""
    printed = owner(server).run(server, f"fs.meta.cat {path}", seconds=30)
    found = re.search(r'"fileId":\s*"(\d+,[0-9a-f]+)"', printed)
    assert found, printed
    return found[1]


def greet(port: int, *, tls: bool, certificate: Path | None = None) -> bytes:
    """What a gRPC port answers to the beginning of a conversation; empty when it hangs up."""
    with _connect(port) as connection:
        try:
            speaking = _tls(certificate).wrap_socket(connection) if tls else connection
            speaking.sendall(_HELLO)
            return speaking.recv(64)
        except (ssl.SSLError, ConnectionError):
            return b""


def _connect(port: int) -> socket.socket:
    # S3 is healthy a moment before the last part listens.
    deadline = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _tls(certificate: Path | None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    if certificate is not None:
        context.load_cert_chain(certificate)
    return context

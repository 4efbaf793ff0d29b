"""A stack of a bench's own: `simpul up` on a new folder and a free port, gone when the bench ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_STOP_SECONDS = 30.0


class StackFailedError(Exception):
    """It did not come up; with the end of what it said."""


@dataclass(frozen=True)
class OwnStack:
    """Where the API listens, and the data folder."""

    base_url: str
    data: Path

    @property
    def credentials(self) -> dict[str, Any]:
        """Who there is."""
        found: dict[str, Any] = json.loads((self.data / "credentials.json").read_text("utf-8"))
        return found


@contextmanager
def own_stack() -> Iterator[OwnStack]:
    """Run one with the province alone, for the length of a block. Raises `StackFailedError`."""
    with tempfile.TemporaryDirectory(prefix="simpul-bench-") as parent:
        Path(parent).chmod(0o711)  # PostgreSQL's user must pass
        data, port = Path(parent) / "data", _free_port()
        options = ("up", "--data", str(data), "--port", str(port), "--seed", "regions")
        log = Path(parent) / "up.log"
        with log.open("w") as said:
            running = subprocess.Popen(
                [Path(sys.executable).with_name("simpul"), *options],
                stdout=subprocess.PIPE,
                stderr=said,
                env=dict(os.environ),
                text=True,
            )
            try:
                assert running.stdout  # noqa: S101 - it is a pipe
                if not running.stdout.readline().startswith("ready "):
                    raise StackFailedError(log.read_text("utf-8", "replace")[-2000:])
                yield OwnStack(f"http://127.0.0.1:{port}", data)
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(_STOP_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""A worker of its own, and what it and its children hold in memory."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

_PAGE = os.sysconf("SC_PAGE_SIZE")
_COMMAND = (sys.executable, "-c", "from api.cli import main; main()", "worker")


class Watch(threading.Thread):
    """Looks every few milliseconds at a process and its children: the most that they held at once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.most = self.most_of_a_child = 0  # bytes

    def run(self) -> None:
        while not self._ended.wait(0.01):
            children = [held(pid) for pid in children_of(self._pid)]
            self.most_of_a_child = max([self.most_of_a_child, *children])
            self.most = max(self.most, held(self._pid) + sum(children))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()


def held(pid: int) -> int:
    """Bytes that a process holds in memory; none when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def children_of(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(c) for task in tasks for c in (task / "children").read_text().split()]
    except OSError:
        return []


@contextmanager
def worker(given: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, with the tests' settings and these."""
    with subprocess.Popen(
        _COMMAND, env={**os.environ, **given}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)

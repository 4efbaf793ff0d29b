"""Memory, read from an invented /proc."""

import json
from pathlib import Path

from bench.processes import memory_of


def process(proc: Path, pid: int, parent: int, kilobytes: int) -> None:
    folder = proc / str(pid)
    folder.mkdir(parents=True)
    status = f"Name:\tpython\nPPid:\t{parent}\nVmRSS:\t  {kilobytes} kB\n"
    (folder / "status").write_text(status, encoding="utf-8")


def test_counts_children(tmp_path: Path) -> None:
    for line in [(10, 1, 100), (11, 10, 20), (12, 11, 3), (20, 1, 50), (30, 1, 7000)]:
        process(tmp_path / "proc", *line)
    (tmp_path / "proc" / "40").mkdir()  # ended meanwhile
    (tmp_path / "processes.json").write_text(json.dumps({"api": 10, "worker": 20, "postgres": 30}))
    found = memory_of(tmp_path / "credentials.json", tmp_path / "proc")
    assert found == {"api": 123 * 1024, "worker": 50 * 1024}


def test_is_unknown_without_the_stack(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials.json"
    assert memory_of(credentials) is None
    for content in ("{", "[]", '{"api": 1}', '{"api": 4000000000, "worker": 4000000001}'):
        (tmp_path / "processes.json").write_text(content)
        assert memory_of(credentials) is None

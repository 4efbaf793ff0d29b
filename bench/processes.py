"""The memory of the API and the worker of a running `simpul up`, read from /proc."""

import json
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
MEASURED = ("api", "worker")


def memory_of(beside: Path, proc: Path = PROC) -> dict[str, int] | None:
    """Resident bytes of API and worker, each with its children; None when it cannot be known.

    `simpul up` writes `processes.json` beside `beside` (credentials.json) while it runs. Pages that
    processes share are counted for each of them.
    """
    try:
        pids = json.loads((beside.parent / "processes.json").read_text(encoding="utf-8"))
        roots = {name: int(pids[name]) for name in MEASURED}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    children = _children(proc)
    found = {name: _resident_with_children(proc, pid, children) for name, pid in roots.items()}
    return found if all(found.values()) else None


def _children(proc: Path) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for entry in proc.glob("[0-9]*"):
        parent = _status(entry).get("PPid")
        if parent is not None:
            children.setdefault(int(parent), []).append(int(entry.name))
    return children


def _resident_with_children(proc: Path, pid: int, children: dict[int, list[int]]) -> int:
    own = _status(proc / str(pid)).get("VmRSS", "0 kB").removesuffix(" kB")
    below = children.get(pid, [])
    return int(own) * 1024 + sum(_resident_with_children(proc, each, children) for each in below)


def _status(process: Path) -> dict[str, str]:
    # A process may end while we look.
    with suppress(OSError):
        lines = (process / "status").read_text(encoding="utf-8", errors="replace").splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return {}

"""The operating system user that PostgreSQL runs as: it refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.stack.errors import StackError


@dataclass(frozen=True)
class Account:
    """An unprivileged user."""

    name: str
    uid: int
    gid: int

    def popen_options(self) -> dict[str, Any]:
        """Arguments of `subprocess.Popen` that run the program as this user, with no groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def unprivileged(data: Path) -> Account | None:
    """Whom to run PostgreSQL as, given its data folder; None: as ourselves.

    As root: the owner of the data that is there, so that a folder first used by an ordinary user
    still opens; for a new one `postgres` where that user exists, else `nobody`.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        entry = _entry(owner)
        if entry is not None:
            return entry
    for name in ("postgres", "nobody"):
        entry = _entry(name)
        if entry is not None:
            return entry
    message = "PostgreSQL does not run as root, and this machine has no user postgres or nobody."
    raise StackError(message)


def can_reach(path: Path, account: Account) -> bool:
    """Whether the account may pass through every folder down to `path`.

    Asked of the kernel rather than computed from modes, which know nothing of access lists.
    """
    answer = subprocess.run(
        ["test", "-x", str(path)], cwd="/", check=False, **account.popen_options()
    )
    return answer.returncode == 0


def _entry(key: str | int) -> Account | None:
    try:
        entry = pwd.getpwnam(key) if isinstance(key, str) else pwd.getpwuid(key)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)

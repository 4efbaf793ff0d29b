"""Where the database lies: in the data folder, or where PostgreSQL's user can reach it."""

import re
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from api.stack.accounts import Account, can_reach, unprivileged
from api.stack.errors import StackError
from api.stack.folder import Folder

SHELTER = Path("/var/lib/simpul")
_KEY = "database_home"


def settle(folder: Folder, say: Callable[[str], None]) -> tuple[Path, Account | None]:
    """The folder of the database and its programs, and the user to run PostgreSQL as.

    Tells `say` when the database cannot lie in the data folder. Where it lies instead is
    remembered there, so that the next start finds it.
    """
    inside = folder.path / "postgres"
    recorded = folder.recall(_KEY)
    home = Path(recorded) if recorded else inside
    if recorded and not home.is_dir():
        message = f"The database of {folder.path} lay in {home}, which is gone."
        raise StackError(message)
    account = unprivileged(home / "data")
    if account is None or recorded:
        home.mkdir(mode=0o700, exist_ok=True)
        return home, account
    home.mkdir(mode=0o711, exist_ok=True)
    if can_reach(home, account):
        return home, account
    if (home / "data").exists():
        message = (
            f"The user {account.name} can no longer reach the database in {home}. "
            f"Let it pass: chmod o+x on {folder.path} and the folders above it."
        )
        raise StackError(message)
    return _elsewhere(folder, account, say), account


def _elsewhere(folder: Folder, account: Account, say: Callable[[str], None]) -> Path:
    label = re.sub(r"[^A-Za-z0-9_-]+", "", folder.path.name)[:40] or "data"
    home = _shelter(account) / f"{label}-{secrets.token_hex(6)}"
    home.mkdir()
    home.chmod(0o711)
    folder.remember(**{_KEY: str(home)})
    (folder.path / "postgres").rmdir()
    say(
        f"The user {account.name}, whom PostgreSQL runs as, cannot reach {folder.path}: "
        f"the database lies in {home}."
    )
    return home


def _shelter(account: Account) -> Path:
    try:
        SHELTER.mkdir(mode=0o711, parents=True, exist_ok=True)
        writable = can_reach(SHELTER, account)
        with tempfile.TemporaryFile(dir=SHELTER):
            pass
    except OSError:
        writable = False
    if writable:
        return SHELTER
    shelter = Path(tempfile.mkdtemp(prefix="simpul-", dir="/var/tmp"))
    shelter.chmod(0o711)
    return shelter

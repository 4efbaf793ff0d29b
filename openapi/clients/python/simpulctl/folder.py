"""The person's own folder: the tokens of each server, and which server the last sign-in was for."""

import json
import os
import tempfile
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:  # importing the client costs start-up time
    from simpul_client import Tokens


class Folder:
    """`SIMPULCTL_HOME`, or the place that the operating system gives to programs."""

    def __init__(self) -> None:
        from platformdirs import user_state_path

        given = os.environ.get("SIMPULCTL_HOME")
        self.path = Path(given) if given else user_state_path("simpulctl", appauthor=False)

    @property
    def last_url(self) -> str | None:
        """The server of the last sign-in."""
        try:
            return (self.path / "server").read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def remember(self, url: str) -> None:
        """Go on with this server when none is named."""
        write(self.path / "server", url + "\n")

    def store(self, url: str) -> "FileStore":
        """The tokens for one server."""
        return FileStore(self.path / "tokens" / f"{quote(url, safe='')}.json")


class FileStore:
    """A `TokenStore` in a file of mode 0600; its lock is between processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> "Tokens | None":
        """What was saved last; None as well when somebody spoilt the file."""
        from simpul_client import Tokens

        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            expires_at = datetime.fromisoformat(kept["expires_at"])
            return Tokens(kept["access_token"], kept["refresh_token"], expires_at)
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def save(self, tokens: "Tokens") -> None:
        """Replace the file as a whole: a reader sees the old tokens or the new ones."""
        kept = {
            "access_token": tokens.access_token,
            "refresh_token": tokens.refresh_token,
            "expires_at": tokens.expires_at.isoformat(),
        }
        write(self.path, json.dumps(kept))

    def lock(self) -> AbstractContextManager[object]:
        """One process at a time: a refresh token that two of them use ends the whole sign-in."""
        from filelock import FileLock

        _make_private(self.path.parent)
        return FileLock(self.path.with_suffix(".lock"), mode=0o600)

    def remove(self) -> None:
        """Forget the tokens on this computer."""
        self.path.unlink(missing_ok=True)


def write(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    _make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def _make_private(folder: Path) -> None:
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)  # what the XDG specification asks for

"""`simpulctl` as a person or a script runs it: a process of its own, with a folder of its own."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from simpul_client import Tokens
from simpulctl.folder import FileStore, Folder

PROGRAM = Path(sys.executable).with_name("simpulctl")
_LIMIT_SECONDS = 60
# What the tests' own computer speaks and knows must not matter.
_OURS = ("SIMPUL", "LC_", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "XDG_")
_BARE = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}


@dataclass
class Ended:
    """What a run left behind."""

    code: int
    out: str
    told: str  # on stderr

    @property
    def document(self) -> Any:
        """stdout as one JSON document."""
        return json.loads(self.out)


@dataclass
class Command:
    """The command with somebody's folder, on one server."""

    home: Path
    url: str
    environment: dict[str, str] = field(default_factory=dict)

    def speaking(self, language: str) -> "Command":
        """The same in another language."""
        return replace(self, environment={**self.environment, "SIMPULCTL_LANGUAGE": language})

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start it and do not wait; nobody is at the terminal unless `stdin` is one."""
        own = {"SIMPULCTL_HOME": str(self.home), "SIMPULCTL_URL": self.url}
        return subprocess.Popen(
            [PROGRAM, *arguments],
            env={**_BARE, **own, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **{"stdin": subprocess.DEVNULL, **options},
        )

    def run(self, *arguments: str) -> Ended:
        """Run it to its end."""
        return ended(self.start(*arguments))

    @contextmanager
    def at_terminal(self, *arguments: str) -> Iterator["Terminal"]:
        """Run it with somebody there to answer its questions."""
        ours, its = pty.openpty()
        try:
            yield Terminal(self.start(*arguments, stdin=its), ours)
        finally:
            os.close(its)
            os.close(ours)

    @property
    def store(self) -> FileStore:
        """Where its tokens are."""
        folder = Folder()
        folder.path = self.home
        return folder.store(self.url)

    def expire(self, **changes: str) -> Tokens:
        """Make it believe that its access token has ended; gives the tokens that it finds."""
        held = self.store.load()
        assert held
        past = datetime.now(UTC) - timedelta(minutes=1)
        spoilt = Tokens(held.access_token, changes.get("refresh_token", held.refresh_token), past)
        self.store.save(spoilt)
        return spoilt


@dataclass
class Terminal:
    """Somebody at a terminal, who sees what is asked and answers."""

    process: subprocess.Popen[str]
    keyboard: int
    seen: str = ""

    def wait_for(self, text: str) -> None:
        """Read what it tells until this is in it."""
        assert self.process.stderr
        new = ""
        while text not in new:
            character = self.process.stderr.read(1)
            assert character, new
            new += character
        self.seen += new

    def answer(self, word: str) -> None:
        """Type a line."""
        os.write(self.keyboard, f"{word}\n".encode())

    def end(self) -> Ended:
        """Wait for its end."""
        left = ended(self.process)
        return Ended(left.code, left.out, self.seen + left.told)


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a process and take what it wrote."""
    try:
        out, told = process.communicate(timeout=_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return Ended(process.returncode, out, told)

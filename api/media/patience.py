"""Not waiting for a storage that hangs: each request that waits keeps a connection of the database.

When three short questions in a row got no answer, the others fail at once for some seconds; then one
of them tries again. Counted per process and address.
"""

import time
from dataclasses import dataclass

from api.errors import UnavailableError

_MISSES = 3
_PAUSE = 8.0  # seconds: longer than the one that tries again may wait


@dataclass
class Patience:
    """What is left of it for one storage."""

    misses: int = 0
    until: float = 0.0

    def require(self) -> None:
        """Raise `UnavailableError` while it hangs, but for one question now and then."""
        if self.misses < _MISSES:
            return
        if time.monotonic() < self.until:
            raise UnavailableError
        self.until = time.monotonic() + _PAUSE

    def lose(self) -> None:
        """It did not answer in time."""
        self.misses += 1
        self.until = time.monotonic() + _PAUSE

    def regain(self) -> None:
        """It answered, whatever it said."""
        self.misses = 0


_KNOWN: dict[str, Patience] = {}


def patience_with(address: str) -> Patience:
    """The one of this process for a storage."""
    return _KNOWN.setdefault(address, Patience())

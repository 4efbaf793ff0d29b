"""If-Match."""

from typing import Protocol


class Versioned(Protocol):
    """Any row that may change."""

    @property
    def version(self) -> int:
        """Grows with each change."""


def if_match(row: Versioned) -> str:
    """The `if_match` of a change to this row as it was read; `StaleError` if somebody was quicker."""
    return f'"{row.version}"'

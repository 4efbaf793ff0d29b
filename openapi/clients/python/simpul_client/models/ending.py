from enum import StrEnum


class Ending(StrEnum):
    ARCHIVED = "archived"
    RENAMED = "renamed"
    SUSPENDED = "suspended"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class Include(StrEnum):
    TOTAL = "total"

    def __str__(self) -> str:
        return str(self.value)

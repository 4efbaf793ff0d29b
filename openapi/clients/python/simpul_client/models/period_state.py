from enum import StrEnum


class PeriodState(StrEnum):
    CLOSED = "closed"
    LATE = "late"
    OPEN = "open"
    UPCOMING = "upcoming"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class ImpersonationStatus(StrEnum):
    DISMISSED = "dismissed"
    OPEN = "open"
    REPORTED = "reported"
    TAKEN_DOWN = "taken_down"

    def __str__(self) -> str:
        return str(self.value)

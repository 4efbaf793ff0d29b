from enum import StrEnum


class Attention(StrEnum):
    CORRECTION = "correction"
    RETRACTION = "retraction"

    def __str__(self) -> str:
        return str(self.value)

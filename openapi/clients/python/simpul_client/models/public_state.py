from enum import StrEnum


class PublicState(StrEnum):
    CORRECTED = "corrected"
    PUBLISHED = "published"
    RETRACTED = "retracted"

    def __str__(self) -> str:
        return str(self.value)

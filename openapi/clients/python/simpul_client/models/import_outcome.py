from enum import StrEnum


class ImportOutcome(StrEnum):
    INVITED = "invited"
    REFUSED = "refused"
    SKIPPED = "skipped"

    def __str__(self) -> str:
        return str(self.value)

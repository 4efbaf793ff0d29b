from enum import StrEnum


class Verdict(StrEnum):
    FALSE = "false"
    MISLEADING = "misleading"
    SATIRE = "satire"
    TRUE = "true"
    UNPROVEN = "unproven"

    def __str__(self) -> str:
        return str(self.value)

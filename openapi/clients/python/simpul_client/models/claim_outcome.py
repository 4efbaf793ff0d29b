from enum import StrEnum


class ClaimOutcome(StrEnum):
    CLARIFIED = "clarified"
    DUPLICATE = "duplicate"
    INELIGIBLE = "ineligible"
    NOT_CLARIFIABLE = "not_clarifiable"

    def __str__(self) -> str:
        return str(self.value)

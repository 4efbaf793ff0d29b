from enum import StrEnum


class ClaimStatus(StrEnum):
    ASSIGNED = "assigned"
    CLARIFIED = "clarified"
    DUPLICATE = "duplicate"
    ESCALATED = "escalated"
    INELIGIBLE = "ineligible"
    NEW = "new"
    NOT_CLARIFIABLE = "not_clarifiable"
    TRANSFERRED = "transferred"

    def __str__(self) -> str:
        return str(self.value)

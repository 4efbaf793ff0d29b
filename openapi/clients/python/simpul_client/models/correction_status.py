from enum import StrEnum


class CorrectionStatus(StrEnum):
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    IN_REVIEW = "in_review"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class PublicClaimStatus(StrEnum):
    CHECKING = "checking"
    CLARIFIED = "clarified"
    DUPLICATE = "duplicate"
    INELIGIBLE = "ineligible"
    NOT_CLARIFIABLE = "not_clarifiable"
    RECEIVED = "received"

    def __str__(self) -> str:
        return str(self.value)

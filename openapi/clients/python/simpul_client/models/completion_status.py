from enum import StrEnum


class CompletionStatus(StrEnum):
    DECLARED = "declared"
    EXEMPT = "exempt"
    REOPENED = "reopened"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class CompletionWarning(StrEnum):
    DRAFTS_REMAIN = "drafts-remain"
    NO_REPORTS = "no-reports"

    def __str__(self) -> str:
        return str(self.value)

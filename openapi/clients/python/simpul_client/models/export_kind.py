from enum import StrEnum


class ExportKind(StrEnum):
    CHANNELS = "channels"
    COMPLETENESS = "completeness"
    REPORTS = "reports"

    def __str__(self) -> str:
        return str(self.value)

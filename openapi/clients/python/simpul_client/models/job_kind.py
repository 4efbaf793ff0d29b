from enum import StrEnum


class JobKind(StrEnum):
    EXPORT = "export"
    IMPORT_CHANNELS = "import_channels"
    IMPORT_REPORTS = "import_reports"

    def __str__(self) -> str:
        return str(self.value)

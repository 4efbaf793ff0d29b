from enum import StrEnum


class PolicySort(StrEnum):
    REVISION = "revision"
    REVISION_DESCENDING = "-revision"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class SnapshotSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"

    def __str__(self) -> str:
        return str(self.value)

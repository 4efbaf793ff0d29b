from enum import StrEnum


class ClaimSort(StrEnum):
    DUE_AT = "due_at"
    DUE_AT_DESCENDING = "-due_at"
    RECEIVED_AT = "received_at"
    RECEIVED_AT_DESCENDING = "-received_at"

    def __str__(self) -> str:
        return str(self.value)

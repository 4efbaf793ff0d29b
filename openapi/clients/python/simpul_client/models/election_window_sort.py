from enum import StrEnum


class ElectionWindowSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    STARTS_ON = "starts_on"
    STARTS_ON_DESCENDING = "-starts_on"

    def __str__(self) -> str:
        return str(self.value)

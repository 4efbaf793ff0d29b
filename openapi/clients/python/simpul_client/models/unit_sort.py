from enum import StrEnum


class UnitSort(StrEnum):
    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    NAME = "name"
    NAME_DESCENDING = "-name"

    def __str__(self) -> str:
        return str(self.value)

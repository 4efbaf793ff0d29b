from enum import StrEnum


class Grouping(StrEnum):
    KIND = "kind"
    MONTH = "month"
    TENANT = "tenant"
    UNIT = "unit"

    def __str__(self) -> str:
        return str(self.value)

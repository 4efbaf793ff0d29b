from enum import StrEnum


class UnitKind(StrEnum):
    AGENCY = "agency"
    DISTRICT = "district"
    OTHER = "other"

    def __str__(self) -> str:
        return str(self.value)

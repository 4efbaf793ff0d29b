from enum import StrEnum


class Standing(StrEnum):
    EXEMPT = "exempt"
    LATE = "late"
    NOT_EXPECTED = "not_expected"
    ON_TIME = "on_time"
    UNDECLARED = "undeclared"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class RelayStatus(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    RELAYED = "relayed"
    REQUESTED = "requested"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class ChannelState(StrEnum):
    FORMER = "former"
    IMPERSONATOR = "impersonator"
    OFFICIAL = "official"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)

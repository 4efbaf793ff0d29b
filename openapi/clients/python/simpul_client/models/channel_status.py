from enum import StrEnum


class ChannelStatus(StrEnum):
    ARCHIVED = "archived"
    PENDING = "pending"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    VERIFIED = "verified"

    def __str__(self) -> str:
        return str(self.value)

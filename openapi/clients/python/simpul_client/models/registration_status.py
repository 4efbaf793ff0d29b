from enum import StrEnum


class RegistrationStatus(StrEnum):
    APPROVED = "approved"
    PENDING = "pending"
    REJECTED = "rejected"
    UNCONFIRMED = "unconfirmed"

    def __str__(self) -> str:
        return str(self.value)

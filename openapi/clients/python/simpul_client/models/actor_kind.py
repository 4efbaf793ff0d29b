from enum import StrEnum


class ActorKind(StrEnum):
    ANONYMOUS = "anonymous"
    CLIENT = "client"
    OFFICE = "office"
    PERSON = "person"
    SYSTEM = "system"

    def __str__(self) -> str:
        return str(self.value)

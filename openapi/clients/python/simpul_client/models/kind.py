from enum import StrEnum


class Kind(StrEnum):
    CLIENT = "client"
    PERSON = "person"

    def __str__(self) -> str:
        return str(self.value)

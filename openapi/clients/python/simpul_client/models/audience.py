from enum import StrEnum


class Audience(StrEnum):
    GOVERNMENT = "government"
    PUBLIC = "public"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class PublishedSort(StrEnum):
    PUBLISHED_AT = "published_at"
    VALUE_0 = "-published_at"
    VALUE_2 = "-updated_at"

    def __str__(self) -> str:
        return str(self.value)

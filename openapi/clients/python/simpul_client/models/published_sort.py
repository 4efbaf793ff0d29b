from enum import StrEnum


class PublishedSort(StrEnum):
    PUBLISHED_AT = "published_at"
    PUBLISHED_AT_DESCENDING = "-published_at"
    UPDATED_AT_DESCENDING = "-updated_at"

    def __str__(self) -> str:
        return str(self.value)

from enum import StrEnum


class Medium(StrEnum):
    AUDIO = "audio"
    IMAGE = "image"
    LINK = "link"
    TEXT = "text"
    VIDEO = "video"

    def __str__(self) -> str:
        return str(self.value)

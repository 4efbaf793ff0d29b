from enum import StrEnum


class ContentType(StrEnum):
    APPLICATION_PDF = "application/pdf"
    APPLICATION_VND_OPENXMLFORMATS_OFFICEDOCUMENT_SPREADSHEETML_SHEET = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    AUDIO_MP4 = "audio/mp4"
    AUDIO_OGG = "audio/ogg"
    IMAGE_GIF = "image/gif"
    IMAGE_JPEG = "image/jpeg"
    IMAGE_PNG = "image/png"
    IMAGE_WEBP = "image/webp"
    TEXT_CSV = "text/csv"
    VIDEO_MP4 = "video/mp4"

    def __str__(self) -> str:
        return str(self.value)
